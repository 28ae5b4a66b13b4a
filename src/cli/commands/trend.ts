import path from 'node:path';
import type { TrendVersion } from '../../record/trend.js';
import { holdFolder } from '../../report/held-folder.js';
import { trendCsv, trendMarkdown, trendText } from '../../report/trend.js';
import { InputError, readAll } from '../../spec/input-error.js';
import { packageVersion } from '../../spec/package-root.js';
import { partOf } from '../../suite/shards.js';
import { type ExitCode, exitCodeOf, exitCodes } from '../../suite/tally.js';
import { trendVersion } from '../../suite/trend.js';
import { parseWantedVersions, publishedPackageOf, publishedVersions } from '../../target/index.js';
import type { Command } from '../command.js';
import { subjectSettings } from '../configuration.js';
import { environment } from '../environment.js';
import { flagOf, listOf, optionalTextOf, textOf } from '../given.js';
import { scenariosArgument, sdkOptions, subjectOptions, suiteOption } from '../options.js';
import { loadVersionBench, playVersion } from '../played-version.js';
import { playingOf, playingOptions } from '../playing.js';
import { keepVersion, playedVersion, suiteHash } from '../trend-folder.js';

const { target, policy, edition } = subjectOptions;
const { offline } = sdkOptions;
const { seed, jobs, 'time-limit': timeLimit, 'browser-path': browserPath } = playingOptions;

/** Judges published versions one after the other, and says which of them broke or repaired what. */
export const trendCommand: Command = {
  usage: 'trend [scenarios..]',
  describe: 'Judge published versions of an SDK, and show which broke or repaired which requirement',
  examples: [
    ['$0 trend --versions all', 'every version of the RudderStack JavaScript SDK; an hour'],
    ["$0 trend --versions '>=3.30' --suite smoke", 'the newer ones, with a few scenarios'],
    ['$0 trend --target rudderstack-js-legacy --versions 2.18.1,2.52.21', 'two versions of the legacy SDK'],
    ['$0 trend --versions all --offline', 'those that are in the cache'],
  ],
  settings: (given) => [
    ...subjectSettings,
    ...(listOf(given, 'scenarios').length > 0 ? [] : (['suite'] as const)),
    'offline',
    'runSeed',
    'jobs',
    'timeLimit',
    'browserPath',
  ],
  options: (yargs) =>
    yargs.positional('scenarios', scenariosArgument).options({
      target,
      policy,
      edition,
      versions: {
        type: 'string',
        demandOption: true,
        requiresArg: true,
        describe: "all, a range such as '>=3.5', or versions with commas between",
      },
      offline,
      ...suiteOption,
      out: {
        type: 'string',
        default: 'reports/trend',
        requiresArg: true,
        describe: 'Folder of trend.csv and trend.md; what is there already is not played again',
      },
      seed,
      jobs,
      'time-limit': timeLimit,
      'browser-path': browserPath,
    }),
  async run(given) {
    const { sdkPackage, wanted, out, ...playing } = readAll({
      sdkPackage: () => publishedPackageOf(textOf(given, 'target')),
      wanted: () => parseWantedVersions(textOf(given, 'versions')),
      out: () => textOf(given, 'out'),
      ...playingOf(given),
    });
    const subject = {
      target: textOf(given, 'target'),
      policy: optionalTextOf(given, 'policy'),
      edition: optionalTextOf(given, 'edition'),
    };
    const loaded = loadVersionBench(subject, given);
    const suite = suiteOf(loaded, subject.target, playing.seed);
    const versions = await publishedVersions(sdkPackage, wanted, flagOf(given, 'offline'));
    const held = holdFolder(out);
    const signal = environment.interruption();
    const played: TrendVersion[] = [];
    let code: ExitCode = exitCodes.conforms;
    for (const version of versions) {
      const kept = playedVersion(out, version, suite);
      if (kept !== undefined) {
        played.push(kept);
        continue;
      }
      const result = await playVersion(`${sdkPackage.name}@${version}`, { ...playing, subject, signal }, loaded, given);
      code = result.interruptedBy === undefined ? code : exitCodeOf(result, false);
      if (result.interruptedBy !== undefined) break;
      if (exitCodeOf(result, false) === exitCodes.notJudged) {
        environment.error(
          `${version} could not be judged as a whole; it is in the table, and it is played again next time\n`,
        );
        code = exitCodes.notJudged;
        played.push({ ...trendVersion(result, suite), isUncertain: true });
        continue;
      }
      const row = trendVersion(result, suite);
      keepVersion(out, row);
      played.push(row);
      environment.out(`${version} played\n`);
    }
    if (played.length === 0) return code;
    held.write(
      new Map([
        ['trend.csv', trendCsv(played)],
        ['trend.md', trendMarkdown(subject.target, sdkPackage.name, played)],
      ]),
    );
    environment.out(`\n${sdkPackage.name}, ${loaded.cases.length} scenarios\n${trendText(played)}`);
    environment.out(`  ${path.join(out, 'trend.csv')}  trend.md\n`);
    if (played.length < versions.length) {
      environment.out(`  PARTIAL: ${versions.length - played.length} of ${versions.length} versions were not played\n`);
    }
    return code;
  },
};

/** Of all that a result rests on but the version. */
function suiteOf({ bench, cases }: ReturnType<typeof loadVersionBench>, target: string, seed: number): string {
  if (cases.length === 0) throw new InputError([{ message: 'there is nothing to play' }]);
  const { sha256 } = partOf(cases, bench, { number: 1, of: 1 }, false);
  return suiteHash({ lapseVersion: packageVersion, target, seed, sha256 });
}
