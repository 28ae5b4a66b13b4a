import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { RunResult } from '../record/run-result.js';
import type { TargetDescription } from '../record/trace.js';
import { csvReporter } from '../report/csv.js';
import { executionOf } from '../report/execution.js';
import { markdownReporter } from '../report/markdown.js';
import { publishedPage } from '../report/published-page.js';
import { witnessPage } from '../report/witness-page.js';
import { worstOf } from '../report/worst.js';
import { packageRoot, packageVersion } from '../spec/package-root.js';
import type { Registry } from '../spec/requirements.js';
import { countStatuses } from '../suite/tally.js';
import { listTargets } from '../target/index.js';

/** What results rest on, so that one can tell without a run whether they are of today. */
export interface Inputs {
  readonly lapse: string;
  readonly subject: string;
  readonly version: string;
  /** Hashes of all files below. */
  readonly scenarios: string;
  readonly specification: string;
}

/** `result.json`: what the index tells of a target. */
interface Published {
  readonly target: string;
  readonly execution: string;
  readonly edition: string;
  readonly policy: string;
  /** Scenarios by the worst of their verdicts. */
  readonly scenarios: Readonly<Record<string, number>>;
  /** Requirements of the edition by what became of them. */
  readonly requirements: Readonly<Record<string, number>>;
  /** By section, what became of each requirement of the edition; absent in results of an earlier version. */
  readonly outcomes?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly inputs: Inputs;
}

/**
 * The targets whose results say something of an SDK: those that run one, the models, and what was announced. A
 * reference engine that plays by an SDK's policy only shows that the suite agrees with itself, and an audit SDK that it disagrees.
 * In a browser, an SDK is no other SDK: `docs/fidelity.md` says where its results differ.
 */
export function publishedTargets(): string[] {
  return listTargets().filter((name) => !/^(audit:|reference:(?!announcement-))|@chromium$/.test(name));
}

/** The folder of a target; a colon cannot be in the name of a folder everywhere. */
export function folderOf(target: string): string {
  return target.replace(/[^A-Za-z0-9.@-]/g, '-');
}

/** File name to content: verdicts, coverage, what differs, a summary, and a page of witnesses. */
export function publicationOf(result: RunResult): Map<string, string> {
  const tables = csvReporter.files(result);
  const published: Published = {
    target: result.target.name,
    execution: executionOf(result.target),
    edition: result.edition,
    policy: result.policy,
    scenarios: countsOf(result.cases.map(worstOf)),
    requirements: countsOf(result.coverage.filter(({ inEdition }) => inEdition).map(({ outcome }) => outcome)),
    outcomes: outcomesOf(result),
    inputs: inputsOf(result.target),
  };
  return new Map([
    ...[...tables].filter(([name]) => name === 'verdicts.csv' || name === 'coverage.csv'),
    ...markdownReporter.files(result),
    ['witnesses.html', witnessPage(result)],
    ['result.json', `${JSON.stringify(published, undefined, 2)}\n`],
  ]);
}

function outcomesOf({ coverage }: RunResult): NonNullable<Published['outcomes']> {
  const outcomes: Record<string, Record<string, string>> = {};
  for (const { section, requirement, outcome, inEdition } of coverage) {
    if (inEdition) outcomes[section] = { ...outcomes[section], [requirement]: outcome };
  }
  return outcomes;
}

/** Whether the run can stand for its target; failures are what a result is about. */
export function isWhole(result: RunResult): boolean {
  const counts = countStatuses(result.cases.flatMap(({ verdicts }) => verdicts));
  return result.faults.length === 0 && result.partial === undefined && counts.untestable === 0 && counts.pass > 0;
}

export function inputsOf({ subject, version }: Pick<TargetDescription, 'subject' | 'version'>): Inputs {
  return {
    lapse: packageVersion,
    subject,
    version,
    scenarios: hashBelow('scenarios', /\.(ya?ml|json)$/),
    specification: hashBelow('spec', /\.(ya?ml|json)$/),
  };
}

/** A hash of the names and contents of all files of a kind below a folder of this package. */
function hashBelow(folder: string, kind: RegExp): string {
  const hash = createHash('sha256');
  const root = path.join(packageRoot, folder);
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => name.split(path.sep).join('/'));
  // A suite says what is played, and changes no result of the whole.
  for (const name of names.filter((each) => kind.test(each) && !each.startsWith('suites/')).sort()) {
    hash.update(`${name}\0${readFileSync(path.join(root, name), 'utf8')}\0`);
  }
  return hash.digest('hex');
}

/** What is in a folder of each target, written by this file, a moment ago or by an earlier run. */
function publishedIn(folder: string): Published[] {
  return publishedTargets().flatMap((target) => {
    const file = path.join(folder, folderOf(target), 'result.json');
    return existsSync(file) ? [JSON.parse(readFileSync(file, 'utf8')) as Published] : [];
  });
}

/** `index.html` of all results that are in a folder. */
export function publicationPage(folder: string, registry: Registry): string {
  return publishedPage({
    targets: publishedIn(folder).map(({ target, execution, edition, policy, outcomes = {}, inputs }) => ({
      target,
      subject: inputs.subject,
      execution,
      kind: target.startsWith('model:') ? 'model' : target.startsWith('reference:') ? 'announcement' : 'executed',
      edition,
      policy,
      folder: folderOf(target),
      outcomes,
    })),
    sections: registry.sections.map(({ section }) => section),
    sentences: new Map([...registry.byId].map(([id, { text }]) => [id, text])),
    trends: trendsIn(folder),
  });
}

/** What was found over several versions of an SDK, if somebody has looked. */
function trendsIn(folder: string): string[] {
  const trends = path.join(folder, 'trend');
  if (!existsSync(trends)) return [];
  const names = readdirSync(trends, { recursive: true, encoding: 'utf8' }).map((name) =>
    name.split(path.sep).join('/'),
  );
  return names
    .filter((name) => name.endsWith('.csv'))
    .sort()
    .map((name) => `trend/${name}`);
}

/** `README.md` of all results that are in a folder: one row for each target. */
export function publicationIndex(folder: string): string {
  const rows = publishedIn(folder);
  return `${[
    '# Results',
    '',
    'What Lapse finds in each SDK, regenerated by `npm run results`. A model plays what was read in the source of an SDK, and',
    'nothing of that SDK is run. `verdicts.csv` and `coverage.csv` are explained in [the data dictionary](../README.md);',
    '`deviations.md` shows the smallest scenario for everything that differs, and `witnesses.html` draws one for each requirement',
    'that does not hold. `index.html` has it all on one page, by section.',
    '',
    '| target | what | judged by | scenarios | requirements | differences |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows.map(rowOf),
  ].join('\n')}\n`;
}

function rowOf({ target, execution, edition, policy, scenarios, requirements, inputs }: Published): string {
  const folder = folderOf(target);
  const what = `${inputs.subject} (${execution})`;
  return `| ${[
    `[${target}](${folder}/summary.md)`,
    what,
    `${edition}, ${policy}`,
    listed(scenarios),
    listed(requirements),
    `[deviations](${folder}/deviations.md)`,
  ].join(' | ')} |`;
}

function listed(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([what, count]) => `${count} ${what}`)
    .join(', ');
}

function countsOf(found: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    [...new Set(found)].sort().map((what) => [what, found.filter((each) => each === what).length]),
  );
}
