import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import type { RunResult } from '../../src/record/run-result.js';
import { type Status, statuses } from '../../src/record/verdict.js';
import { junitReporter } from '../../src/report/junit.js';
import { caseResult, runResult, verdict } from './fixture.js';

const { DOMParser } = new JSDOM('').window;

function xml(result: RunResult): string {
  return junitReporter.files(result).get('junit.xml') ?? '';
}

/** Read by another XML implementation than the one that writes. */
function parse(result: RunResult): Document {
  const document = new DOMParser().parseFromString(xml(result), 'application/xml');
  expect(document.querySelector('parsererror')?.textContent).toBeUndefined();
  return document;
}

function testCaseOf(status: Status, changes: Parameters<typeof verdict>[0] = {}): Element {
  const result = runResult({ probes: [], cases: [caseResult({ verdicts: [verdict({ status, ...changes })] })] });
  const [testcase, ...more] = parse(result).querySelectorAll('testcase');
  expect(more).toEqual([]);
  if (testcase === undefined) throw new Error('no test case');
  return testcase;
}

describe('junit.xml', () => {
  it('has a suite for each section and a test case for each verdict', () => {
    const result = runResult({
      cases: [
        caseResult({ verdicts: statuses.map((status) => verdict({ status })) }),
        caseResult({ id: 'timeout/at' }),
        caseResult({ id: 'manual/start' }),
      ],
    });
    expect(xml(result)).toMatchSnapshot();
    const suites = [...parse(result).querySelectorAll('testsuite')];
    expect(suites.map((suite) => suite.getAttribute('name'))).toEqual(['timeout', 'manual', 'lapse itself']);
    for (const suite of suites) {
      const count = (selector: string) => String(suite.querySelectorAll(selector).length);
      expect([suite.getAttribute('tests'), count('testcase')]).toEqual([count('testcase'), count('testcase')]);
      expect(suite.getAttribute('failures')).toBe(count('failure'));
      expect(suite.getAttribute('errors')).toBe(count('error'));
      expect(suite.getAttribute('skipped')).toBe(count('skipped'));
    }
  });

  it('counts all suites at the top', () => {
    const top = parse(runResult({ cases: [caseResult({ verdicts: statuses.map((status) => verdict({ status })) })] }));
    const root = top.documentElement;
    expect(['tests', 'failures', 'errors', 'skipped'].map((name) => root.getAttribute(name))).toEqual([
      '11',
      '2',
      '1',
      '4',
    ]);
  });

  it('is a document when the run has nothing', () => {
    expect(parse(runResult({ cases: [], probes: [] })).documentElement.getAttribute('tests')).toBe('0');
  });
});

describe('a test case', () => {
  it('is named by scenario, requirement, check and step', () => {
    expect(testCaseOf('pass').getAttribute('classname')).toBe('timeout/beyond');
    expect(testCaseOf('pass').getAttribute('name')).toBe('SES-TIMEOUT-003 expected-session step 4');
  });

  it.each([
    ['pass', []],
    ['warn', ['system-out']],
    ['fail', ['failure']],
    ['stale', ['failure']],
    ['untestable', ['error']],
    ['known', ['skipped']],
    ['skip', ['skipped']],
    ['characterization', ['skipped']],
  ] as const)('that is %s has %j', (status, children) => {
    expect([...testCaseOf(status).children].map(({ tagName }) => tagName)).toEqual(children);
  });

  it('that is skipped says why, one that fails what was seen', () => {
    const known = testCaseOf('known', { message: 'the cut-off is inherited', deviation: 'cut-off-inherited' });
    expect(known.firstElementChild?.getAttribute('message')).toBe('known: cut-off-inherited: the cut-off is inherited');
    const failed = testCaseOf('fail', { message: 'wrong', observed: 'session first' }).firstElementChild;
    expect(failed?.getAttribute('message')).toBe('wrong');
    expect(failed?.textContent).toContain('expected: session second\nobserved: session first');
  });
});

describe('a run that could not judge', () => {
  it.each<[string, Partial<RunResult>]>([
    ['a probe failed', { probes: [{ probe: 'wire', ok: false, message: 'no message came' }] }],
    ['there is a fault', { faults: [{ scenario: 'timeout/beyond', message: 'the worker ended' }] }],
    ['it ended early', { partial: 'interrupted' }],
  ])('is not green: %s', (_, changes) => {
    expect(parse(runResult(changes)).documentElement.getAttribute('errors')).toBe('1');
  });
});

describe('characters', () => {
  it('that XML cannot hold are shown as escapes, the others come back as they were', () => {
    const observed = 'a\u0000b\u001bc\ud800d\uffffe 😀 é <&> "x" \'y\' ]]> &amp; &#0;\tz';
    const text = testCaseOf('fail', { observed }).firstElementChild?.textContent;
    expect(text).toContain('a\\u0000b\\u001bc\\ud800d\\uffffe 😀 é <&> "x" \'y\' ]]> &amp; &#0;\tz');
  });

  it('of any kind leave a document that can be read, and a message that comes back', () => {
    const unit = fc.oneof(
      fc.constantFrom('<', '>', '&', '"', "'", ']]>', '\u0000', '\u001f', '\ud83d', '\ufffe', '{', '-->'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 40 }), (message) => {
        const seen = testCaseOf('fail', { message }).firstElementChild?.getAttribute('message') ?? '';
        const readable = message.replace(/[\t\r\n]+/g, ' ');
        expect(seen.replace(/\\u[0-9a-f]{4}/g, '')).toBe(
          readable
            .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
            .replace(/\\u[0-9a-f]{4}/g, ''),
        );
      }),
    );
  });
});
