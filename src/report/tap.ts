import { visible } from '../record/markup.js';
import { oneLine } from '../record/one-line.js';
import type { CaseResult, RunResult } from '../record/run-result.js';
import type { Status, Verdict } from '../record/verdict.js';
import { yamlLibrary } from '../spec/yaml-library.js';
import { executionOf } from './execution.js';
import type { Reporter } from './reporter.js';
import { verifiedLine } from './verified.js';

/** TAP 14: a test point for each scenario, with those of its checks as a subtest. */
export const tapReporter: Reporter = {
  id: 'tap',
  title: 'the Test Anything Protocol, version 14',
  files: (result) => new Map([['results.tap', `${document(result).join('\n')}\n`]]),
};

/** A test point; what it has below it is indented already. */
interface Point {
  readonly ok: boolean;
  readonly description: string;
  readonly directive?: string;
  readonly details?: Readonly<Record<string, string>>;
  readonly subtest?: readonly Point[];
}

function document(result: RunResult): string[] {
  const { target, edition, probes, faults, partial, cases, lapseVersion } = result;
  const failed = probes.filter(({ ok }) => !ok);
  const own: Point[] = [
    ...probes.map(({ probe, ok, message }) => ({ ok, description: `probe ${probe}: ${message}` })),
    ...faults.map(({ scenario, message }) => ({ ok: false, description: `fault of Lapse in ${scenario}: ${message}` })),
    ...(partial === undefined ? [] : [{ ok: false, description: `all scenarios were judged: ${partial}` }]),
  ];
  return [
    'TAP version 14',
    ...[
      `lapse ${lapseVersion}: ${target.subject} (${executionOf(target)}), edition ${edition}`,
      verifiedLine(result),
    ].map((line) => `# ${visible(line)}`),
    ...pointLines([...own, ...cases.map(scenarioPoint)]),
    ...(failed.length === 0 ? [] : [`Bail out! ${visible(failed.map(({ message }) => message).join('; '))}`]),
  ];
}

function pointLines(points: readonly Point[]): string[] {
  return [`1..${points.length}`, ...points.flatMap((point, index) => linesOf(point, index + 1))];
}

function linesOf({ ok, description, directive, details, subtest }: Point, number: number): string[] {
  const name = escaped(description);
  return [
    ...(subtest === undefined ? [] : [`# Subtest: ${name}`, ...pointLines(subtest).map((line) => `    ${line}`)]),
    `${ok ? 'ok' : 'not ok'} ${number} - ${name}${directive === undefined ? '' : ` # ${directive}`}`,
    ...(details === undefined ? [] : ['  ---', ...detailLines(details), '  ...']),
  ];
}

function detailLines(details: Readonly<Record<string, string>>): string[] {
  const shown = Object.fromEntries(Object.entries(details).map(([name, text]) => [name, visible(text)]));
  const text = yamlLibrary().stringify(shown, {
    lineWidth: 0,
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
  });
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`);
}

/** Of those that fail, a harness takes the ones with a directive for expected. */
const isOk: Readonly<Record<Status, boolean>> = {
  pass: true,
  warn: true,
  skip: true,
  fail: false,
  stale: false,
  untestable: false,
  known: false,
  flaky: false,
  characterization: false,
};

/** What fails and is no news: TAP says `TODO` of it. */
const toBeExpected: ReadonlySet<Status> = new Set(['known', 'flaky', 'characterization']);

function scenarioPoint({ case: scenario, verdicts, trace }: CaseResult): Point {
  const description = scenario.id;
  const [only] = verdicts;
  if (trace === undefined && only !== undefined && verdicts.length === 1) {
    return { ...verdictPoint(only), description };
  }
  const subtest = verdicts.map(verdictPoint);
  return { ok: subtest.every(({ ok, directive }) => ok || directive !== undefined), description, subtest };
}

function verdictPoint(verdict: Verdict): Point {
  const { requirement, check, step, status, level, expected, observed, message, deviation } = verdict;
  const description = [requirement, check, ...(step === undefined ? [] : [`step ${step + 1}`])].join(' ');
  const point = { ok: isOk[status], description };
  if (status === 'pass') return point;
  if (status === 'skip') return { ...point, directive: `SKIP ${escaped(message)}` };
  const details = {
    status,
    level,
    message,
    ...(expected === '' ? {} : { expected }),
    ...(observed === '' ? {} : { observed }),
  };
  return toBeExpected.has(status)
    ? { ...point, directive: `TODO ${escaped(deviation ?? message)}`, details }
    : { ...point, details };
}

/** A number sign begins a directive, and a backslash escapes it. */
function escaped(text: string): string {
  return visible(oneLine(text, 400)).replaceAll('\\', '\\\\').replaceAll('#', '\\#');
}
