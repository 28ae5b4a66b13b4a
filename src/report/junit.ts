import XMLBuilder from 'fast-xml-builder';
import type { RunResult } from '../record/run-result.js';
import type { Status, Verdict } from '../record/verdict.js';
import { executionOf } from './execution.js';
import type { Reporter } from './reporter.js';
import { verifiedLine } from './verified.js';

/** The JUnit dialect that pipelines read: a suite for each section, a test case for each verdict. */
export const junitReporter: Reporter = {
  id: 'junit',
  title: 'test results as build servers read them',
  files: (result) => new Map([['junit.xml', document(result)]]),
};

/** What a test case ends with; a passed one has nothing. */
type Outcome = 'passed' | 'failure' | 'error' | 'skipped';

interface TestCase {
  readonly classname: string;
  readonly name: string;
  readonly outcome: Outcome;
  /** The kind of outcome, for a reader who groups by it. */
  readonly type: string;
  /** One line, then as many as it takes. */
  readonly message: string;
  /** Asked for only where it is written: most test cases are passed. */
  readonly details: () => string;
}

const outcomes: Readonly<Record<Status, Outcome>> = {
  pass: 'passed',
  warn: 'passed',
  fail: 'failure',
  stale: 'failure',
  known: 'skipped',
  flaky: 'skipped',
  skip: 'skipped',
  characterization: 'skipped',
  untestable: 'error',
};

function document(result: RunResult): string {
  const suites = new Map<string, TestCase[]>();
  for (const { case: scenario, verdicts } of result.cases) {
    const suite = suites.get(scenario.section) ?? [];
    suites.set(scenario.section, suite);
    suite.push(...verdicts.map(verdictCase));
  }
  const own = ownCases(result);
  const all = [...suites, ...(own.length === 0 ? [] : [['lapse itself', own] as const])];
  const how = result.target.executed && result.target.audit !== true ? '' : ` (${executionOf(result.target)})`;
  const name = `lapse ${result.lapseVersion}: ${result.target.subject}${how}, edition ${result.edition}`;
  const builder = new XMLBuilder({
    attributeNamePrefix: '@',
    ignoreAttributes: false,
    suppressBooleanAttributes: false,
    suppressEmptyNode: true,
    format: true,
  });
  return builder.build({
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    testsuites: {
      ...attributes({ name, ...counts(all.flatMap(([, cases]) => cases)) }),
      testsuite: all.map(([section, cases]) => ({
        ...attributes({ name: section, ...counts(cases), time: 0 }),
        properties: { property: attributes({ name: 'verified', value: verifiedLine(result) }) },
        testcase: cases.map(element),
      })),
    },
  });
}

function verdictCase(verdict: Verdict): TestCase {
  const { scenario, requirement, check, step, status, level, basis, expected, observed, message, deviation } = verdict;
  const reason = deviation === undefined ? message : `${deviation}: ${message}`;
  return {
    classname: scenario,
    name: [requirement, check, ...(step === undefined ? [] : [`step ${step + 1}`])].join(' '),
    outcome: outcomes[status],
    type: status,
    message: reason,
    details: () =>
      [
        `${status}: ${reason}`,
        `requirement: ${requirement} (${level}, ${basis})`,
        ...(expected === '' ? [] : [`expected: ${expected}`]),
        ...(observed === '' ? [] : [`observed: ${observed}`]),
      ].join('\n'),
  };
}

/** A run that could not judge must not look green, so what stopped it is a test case of its own. */
function ownCases({ probes, faults, partial }: RunResult): TestCase[] {
  const broken = (classname: string, name: string, type: string, message: string): TestCase => ({
    classname,
    name,
    outcome: 'error',
    type,
    message,
    details: () => message,
  });
  return [
    ...probes.map(({ probe, ok, message }): TestCase => {
      const failed = broken('probes', probe, 'untestable', message);
      return ok ? { ...failed, outcome: 'passed', type: 'pass' } : failed;
    }),
    ...faults.map(({ scenario, message }) => broken(scenario, 'fault of the harness', 'fault', message)),
    ...(partial === undefined ? [] : [broken('run', 'all selected scenarios were judged', 'partial', partial)]),
  ];
}

function element({ classname, name, outcome, type, message, details }: TestCase): object {
  const own = attributes({ classname, name, time: 0 });
  if (outcome === 'passed') return type === 'warn' ? { ...own, 'system-out': writable(details()) } : own;
  if (outcome === 'skipped') return { ...own, skipped: attributes({ message: `${type}: ${message}` }) };
  return { ...own, [outcome]: { ...attributes({ message, type }), '#text': writable(details()) } };
}

function counts(cases: readonly TestCase[]): Record<string, number> {
  const of = (wanted: Outcome): number => cases.filter(({ outcome }) => outcome === wanted).length;
  return { tests: cases.length, failures: of('failure'), errors: of('error'), skipped: of('skipped') };
}

function attributes(values: Readonly<Record<string, string | number>>): Record<string, string> {
  const written: Record<string, string> = {};
  for (const key of Object.keys(values)) written[`@${key}`] = onOneLine(String(values[key]));
  return written;
}

/** A reader of XML turns a line break in an attribute into a space; written as one, the file says what is read. */
function onOneLine(text: string): string {
  return mayBeForbidden.test(text) ? writable(text).replace(/[\t\r\n]+/g, ' ') : text;
}

/**
 * XML 1.0 has no way to write most control characters, half surrogate pairs and two code points, not even escaped. Each
 * is shown as a JSON escape would show it, so that nothing disappears. The library escapes all that can be escaped.
 */
function writable(text: string): string {
  if (!mayBeForbidden.test(text)) return text;
  return text.replace(forbidden, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Quick to look for; most texts are plain. */
const mayBeForbidden = /[^ -~]/;

const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
