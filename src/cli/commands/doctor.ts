import { isSound } from '../../record/examination.js';
import type { TargetDescription } from '../../record/trace.js';
import { doctorConsole } from '../../report/doctor-console.js';
import { readAll } from '../../spec/input-error.js';
import { doctorScenarios, examine } from '../../suite/doctor.js';
import { exitCodes } from '../../suite/tally.js';
import { browserOf, type ChosenSdk, isAdapterName, isInstalledInProject } from '../../target/index.js';
import { adapterOptions } from '../adapters.js';
import type { Command } from '../command.js';
import { sdkSettings, subjectSettings } from '../configuration.js';
import { environment } from '../environment.js';
import { textOf } from '../given.js';
import { openAnyTarget } from '../mutant-targets.js';
import { benchOf, loadCases, sdkOf, sdkOptions, subjectOptions } from '../options.js';
import { playingOf, playingOptions } from '../playing.js';

/** Says whether a target can be judged honestly here, before anybody believes a verdict about it. */
export const doctorCommand: Command = {
  usage: 'doctor',
  describe: 'Probe a target, spoil what it sends, and show that the judge notices',
  examples: [
    ['$0 doctor', 'the RudderStack JavaScript SDK that is installed'],
    ['$0 doctor --target model:rudderstack-ios', 'a model'],
    ['$0 doctor --sdk ./dist/bundle.js', 'a build of your own, before it is judged'],
    ['$0 doctor --adapter "python3 adapter.py"', 'an adapter, place by place, with what to do'],
    ['$0 doctor --target audit:null', 'an SDK that sends nothing, which cannot be judged: exit code 3'],
  ],
  settings: () => [...subjectSettings, ...sdkSettings, 'runSeed', 'timeLimit', 'browserPath'],
  options: (yargs) =>
    yargs.options({
      ...subjectOptions,
      ...adapterOptions,
      ...sdkOptions,
      seed: playingOptions.seed,
      'time-limit': playingOptions['time-limit'],
      'browser-path': playingOptions['browser-path'],
    }),
  async run(given) {
    const { seed, timeLimitMs } = playingOf(given);
    const read = readAll({ target: () => textOf(given, 'target'), seed, timeLimitMs, bench: () => benchOf(given) });
    const { target, bench, ...playing } = read;
    const sdk = await sdkOf(given);
    const examination = await examine(
      target,
      loadCases(doctorScenarios, bench),
      bench,
      { ...playing, sdk },
      openAnyTarget,
    );
    const { colour, nodeVersion } = environment;
    const { target: examined } = examination;
    const told = { colour, nodeVersion, loaded: loadedFrom(examined, sdk), browser: browserOf(examined) };
    environment.out(doctorConsole(examination, told));
    return isSound(examination) ? exitCodes.conforms : exitCodes.notJudged;
  },
};

/** Where the SDK comes from; nothing where none is run. */
function loadedFrom({ name, audit, executed }: TargetDescription, sdk: ChosenSdk | undefined): string | undefined {
  if (!executed) return undefined;
  if (audit === true) return 'part of Lapse';
  if (isAdapterName(name)) return 'behind an adapter';
  if (sdk?.again !== undefined) return `--sdk ${sdk.again}`;
  return isInstalledInProject(name) ? 'installed in this project' : 'installed beside Lapse';
}
