import { instructionsOf } from '../../explain/instructions.js';
import { InputError, readAll } from '../../spec/input-error.js';
import { whySkipped } from '../../suite/applicability.js';
import { whyNotCapturable } from '../../suite/capture/certainty.js';
import { exitCodes } from '../../suite/tally.js';
import { captureBenchOf, captureWords, oneCase, toleranceOf, toleranceOption } from '../capture-subject.js';
import type { Command } from '../command.js';
import { environment } from '../environment.js';
import { flagOf, textOf } from '../given.js';
import { type InstructionSheet, instructionsText } from '../instructions-text.js';
import { subjectOptions } from '../options.js';
import { quoted } from '../quoted.js';

/** Tells a person, or a device farm, how to play a scenario while lapse collect records. */
export const playCommand: Command = {
  usage: 'play <scenario>',
  describe: 'Print the steps of a scenario for whoever plays it with an app, beside lapse collect',
  examples: [
    ['$0 play identify/another-user-after-a-launch --instructions --policy rudderstack-android', 'for a person'],
    ['$0 play t.yaml --instructions --policy rudderstack-ios --format json', 'for a script of a device farm'],
  ],
  options: (yargs) =>
    yargs.positional('scenario', { describe: 'An id or a file', type: 'string', demandOption: true }).options({
      instructions: { type: 'boolean', default: false, describe: 'Print what to do; nothing else is played here' },
      policy: { ...subjectOptions.policy, describe: 'Says how long timeout is; that of the SDK in the app' },
      edition: subjectOptions.edition,
      format: { choices: ['text', 'json'] as const, default: 'text', describe: 'For a person, or for a program' },
      ...toleranceOption,
    }),
  async run(given) {
    if (!flagOf(given, 'instructions')) {
      const message = '--instructions is missing: nothing plays an app from here';
      throw new InputError([{ message, allowed: '--instructions; lapse run plays a scenario with an SDK' }]);
    }
    const { toleranceMs, bench, name } = readAll({
      name: () => textOf(given, 'scenario'),
      toleranceMs: () => toleranceOf(given),
      bench: () => captureBenchOf(given),
    });
    const scenario = oneCase(name, bench);
    const { platform } = bench.policy;
    const unfit =
      whySkipped(scenario, { platform, environment: 'device' }, bench) ??
      whyNotCapturable(scenario, bench, toleranceMs);
    const sheet: InstructionSheet = {
      scenario: scenario.id,
      title: scenario.title,
      policy: bench.policy.id,
      platform,
      ...(unfit === undefined ? {} : { unfit }),
      steps: instructionsOf(scenario.timeline, platform),
      judge: `npx lapse judge --timeline ${quoted(name)}${captureWords(given, bench)} capture.ndjson`,
    };
    environment.out(given.format === 'json' ? `${JSON.stringify(sheet, undefined, 2)}\n` : instructionsText(sheet));
    return exitCodes.conforms;
  },
};
