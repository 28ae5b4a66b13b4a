import { executionOf } from '../../report/execution.js';
import { readBundle } from '../../spec/bundle-file.js';
import { readAll } from '../../spec/input-error.js';
import { packageVersion } from '../../spec/package-root.js';
import { type Replay, replayBundle } from '../../suite/replay.js';
import { type ExitCode, exitCodes } from '../../suite/tally.js';
import { browserOf, checkTarget, choiceOf, chooseSdk, recordedSdkOf } from '../../target/index.js';
import { adapterOptions, refuseRecordedAdapter } from '../adapters.js';
import { bundleArgument, changesSince, type OpenedBundle, openRead, scriptChanges } from '../bundles.js';
import type { Command } from '../command.js';
import { environment } from '../environment.js';
import { flagOf, type Given, optionalTextOf, textOf } from '../given.js';
import { sdkOptions } from '../options.js';
import { playingOf, playingOptions } from '../playing.js';
import { replayText } from '../replay-text.js';

/** Plays what a bundle recorded again, and says whether the same is observed. */
export const replayCommand: Command = {
  usage: 'replay <bundle>',
  describe: 'Play a saved failure again, and say whether it is identical or where it first differs',
  readsStandardInput: true,
  examples: [
    ['$0 replay reports/latest/bundles/timeout.within.lapse.json', 'on the target that it was recorded from'],
    ['$0 replay failure.lapse.json --sdk ./dist/bundle.js', 'on a build of your own'],
    ['$0 replay failure.lapse.json --target reference:rudderstack-web', 'on another target'],
    ['cat failure.lapse.json | $0 replay -', 'from the standard input'],
  ],
  options: (yargs) =>
    yargs.positional('bundle', bundleArgument).options({
      target: { type: 'string', requiresArg: true, describe: 'What to play it on; default: what it was recorded from' },
      ...adapterOptions,
      ...sdkOptions,
      'full-stepping': playingOptions['full-stepping'],
      'time-limit': playingOptions['time-limit'],
      'browser-path': playingOptions['browser-path'],
    }),
  async run(given) {
    const { target: named, timeLimitMs } = readAll({
      target: () => targetOf(given),
      timeLimitMs: playingOf(given).timeLimitMs,
    });
    const read = readBundle(textOf(given, 'bundle'));
    if (named === undefined) refuseRecordedAdapter(read.bundle.handshake.target);
    const opened = openRead(read, given, named);
    const { bundle } = opened;
    const target = named ?? bundle.handshake.target.name;
    const sdk = await chooseSdk(target, choiceFor(opened, target, given));
    const replay = await replayBundle({
      ...opened,
      target,
      sdk,
      fullStepping: bundle.fullStepping || flagOf(given, 'full-stepping'),
      timeLimitMs,
    });
    return tell(opened, replay, [
      ...changesSince(opened),
      ...scriptChanges(bundle, recordedSdkOf(target, sdk), given.sdk !== undefined),
    ]);
  },
};

function targetOf(given: Given): string | undefined {
  const target = optionalTextOf(given, 'target');
  if (target !== undefined) checkTarget(target);
  return target;
}

/** What a person says about the SDK; without a word, the one that was recorded, as far as it can be had. */
function choiceFor({ bundle }: OpenedBundle, target: string, given: Given): Parameters<typeof chooseSdk>[1] {
  const choice = { sdk: optionalTextOf(given, 'sdk'), build: optionalTextOf(given, 'build') };
  const isSaid = choice.sdk !== undefined || choice.build !== undefined;
  const isSameTarget = bundle.sdk !== undefined && target === bundle.handshake.target.name;
  const recorded = !isSaid && isSameTarget && bundle.sdk !== undefined ? choiceOf(bundle.sdk) : choice;
  return { ...recorded, offline: flagOf(given, 'offline') };
}

function tell({ bundle }: OpenedBundle, replay: Replay, changes: readonly string[]): ExitCode {
  const { target: recorded } = bundle.handshake;
  const { target, probes, faults } = replay;
  const nameOf = ({ name, version, variant }: typeof target): string =>
    [name, version, variant ?? ''].filter((word) => word !== '').join(' ');
  const isSame = nameOf(recorded) === nameOf(target);
  const failed = probes.filter(({ ok }) => !ok);
  const { lines, identical } = replayText(bundle, replay);
  const told = [
    `lapse ${packageVersion} · replay of ${bundle.case.id} · ${nameOf(target)} (${executionOf(target, browserOf(target)?.version)}) · seed ${bundle.seed}`,
    ...(isSame ? [] : [`  recorded from ${nameOf(recorded)} (${executionOf(recorded)})`]),
    ...changes.map((change) => `  ${change}`),
    ...(failed.length === 0
      ? lines.map((line) => `  ${line}`)
      : failed.map(({ probe, message }) => `  it cannot be judged: the ${probe} probe failed: ${message}`)),
    ...faults.map(({ message }) => `  FAULT OF LAPSE: ${message}`),
  ];
  environment.out(`${told.join('\n')}\n`);
  if (failed.length > 0) return exitCodes.notJudged;
  return identical ? exitCodes.conforms : exitCodes.breaks;
}
