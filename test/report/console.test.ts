import { describe, expect, test } from 'vitest';
import type { CaseResult, RunResult } from '../../src/record/run-result.js';
import { consoleReport } from '../../src/report/console.js';
import { loadRequirements } from '../../src/spec/requirements.js';
import { caseResult, runResult, verdict } from './fixture.js';

const registry = loadRequirements();

const show = (changes: Partial<RunResult>, colour = false, browserVersion?: string): string =>
  consoleReport(runResult({ faults: [], overdue: [], ...changes }), {
    registry,
    colour,
    browserVersion,
    tookMs: 1_234,
    files: ['reports/latest/verdicts.csv', 'junit.xml'],
    commandFor: ({ id }) => `npx lapse run '${id}'`,
  });

const withStatuses = (id: string, ...statuses: Parameters<typeof verdict>[0][]): CaseResult =>
  caseResult({ id, verdicts: statuses.map((each) => verdict({ scenario: id, ...each })) });

describe('the console report', () => {
  test('says what was judged, where and by what', () => {
    const [first, second] = show({ cases: [withStatuses('timeout/within', { status: 'pass' })] }).split('\n');
    expect(first).toBe(
      'lapse 0.1.0 · rudderstack-js 3.34.1 (jsdom, executed) · edition 2026-11 · policy rudderstack-web',
    );
    expect(second).toContain('clock obeys');
  });

  test('names the version of a browser, which no report does', () => {
    const { target } = runResult();
    const [first] = show({ target: { ...target, environment: 'chromium' }, cases: [] }, false, '150.0.1').split('\n');
    expect(first).toContain('(chromium 150.0.1, executed)');
  });

  test('a target that has said nothing of itself has no version, and no gap in its place', () => {
    const { target } = runResult();
    const text = show({ target: { ...target, name: 'adapter:none', version: '' }, cases: [] });
    expect(text.split('\n')[0]).toContain(' · adapter:none (jsdom, executed) · ');
  });

  test('a model or the engine is never called executed', () => {
    const { target } = runResult();
    const text = show({ target: { ...target, executed: false, environment: 'engine' }, cases: [] });
    expect(text.split('\n')[0]).toContain('(engine, SDK not executed)');
  });

  test('a probe that failed says what was seen', () => {
    const text = show({ cases: [], probes: [{ probe: 'wire', ok: false, message: '2 events in, 0 messages out' }] });
    expect(text).toContain('wire dead (2 events in, 0 messages out)');
  });

  test('after a probe that failed, no scenario tells the same again', () => {
    const cases = [withStatuses('timeout/one', { status: 'untestable', message: 'the wire probe failed' })];
    const text = show({ cases, probes: [{ probe: 'wire', ok: false, message: '2 events in, 0 messages out' }] });
    expect(text).toContain('  timeout         1 untestable');
    expect(text).not.toContain('UNTESTABLE');
    expect(show({ cases })).toContain('UNTESTABLE');
  });

  test('many failures are followed by the requirements that they break', () => {
    const failing = (count: number) =>
      Array.from({ length: count }, (_none, index) => withStatuses(`timeout/${index}`, { status: 'fail' }));
    expect(show({ cases: failing(11) })).toMatch(
      /\n\n {2}11 scenarios break 1 requirement:\n {6}11 SES-TIMEOUT-003 \(MUST\) .+\n\n {2}11 scenarios · /,
    );
    expect(show({ cases: failing(10) })).not.toContain(' break ');
  });

  test('what is not the ordinary build is named', () => {
    const { target } = runResult();
    const text = show({ target: { ...target, variant: 'legacy' }, cases: [] });
    expect(text.split('\n')[0]).toContain(' · rudderstack-js 3.34.1 legacy (jsdom, executed) · ');
  });

  test('a section counts scenarios, each as the worst of its verdicts, and names the deviations', () => {
    const text = show({
      cases: [
        withStatuses('timeout/one', { status: 'pass' }, { status: 'skip' }),
        withStatuses('timeout/two', { status: 'pass' }, { status: 'known', deviation: 'late-marker' }),
        withStatuses('manual/three', { status: 'skip' }),
      ],
    });
    expect(text).toContain('  timeout         1 pass    1 known (late-marker)\n');
    expect(text).toContain('  manual          1 skip\n');
    expect(text).toContain('3 scenarios · 5 checks · 2 pass · 0 fail · 1 known · 2 skip');
  });

  test('where all is skipped it says that nothing was judged, and why', () => {
    const skipped = (id: string, message: string) => withStatuses(id, { status: 'skip', message });
    const web = [
      skipped('tabs/one', 'for web, and the target is mobile'),
      skipped('tabs/two', 'for web, and the target is mobile'),
    ];
    expect(show({ cases: web })).toContain('  NOTHING JUDGED: for web, and the target is mobile\n');
    expect(show({ cases: [...web, skipped('timeout/three', 'given boundary: inclusive')] })).toContain(
      '  NOTHING JUDGED: for web, and the target is mobile, and 1 other reason\n',
    );
    const passed = withStatuses('tabs/three', { status: 'pass' });
    expect(show({ cases: [...web, passed] })).not.toContain('NOTHING');
    expect(show({ cases: [] })).not.toContain('NOTHING');
  });

  test('a failure is told with its requirement, what was expected and observed, and the command', () => {
    const text = show({
      cases: [
        withStatuses(
          'timeout/beyond',
          { status: 'pass' },
          { status: 'fail', expected: 'a new session', observed: 'the old one', message: 'not new' },
          { status: 'fail', check: 'expected-start', message: 'no marker' },
        ),
      ],
    });
    expect(text).toContain('FAIL timeout/beyond · One millisecond beyond the timeout opens a new session\n');
    expect(text).toContain('  SES-TIMEOUT-003 (MUST, announced): ');
    expect(text).toContain('expected  a new session\n');
    expect(text).toContain('observed  the old one\n');
    expect(text).toContain('  also fail  expected-start: no marker\n');
    expect(text).toContain("  npx lapse run 'timeout/beyond'\n");
  });

  test('a pass and a known failure are not told at length', () => {
    const text = show({ cases: [withStatuses('timeout/beyond', { status: 'pass' }, { status: 'known' })] });
    expect(text).not.toContain('KNOWN');
    expect(text).not.toContain('npx lapse run');
  });

  test('faults of Lapse, overdue reviews and an early end are told', () => {
    const text = show({
      cases: [],
      faults: [{ scenario: 'timeout/beyond', message: 'they contradict each other' }],
      overdue: [{ deviation: 'late-marker', review: '2026-01-31' }],
      partial: 'stopped after the first failure',
    });
    expect(text).toContain('FAULT OF LAPSE timeout/beyond: they contradict each other');
    expect(text).toContain('OVERDUE the deviation late-marker was to be reviewed by 2026-01-31');
    expect(text).toContain('PARTIAL: stopped after the first failure');
  });

  test('no colour unless asked for', () => {
    const controlCharacter = String.fromCharCode(27);
    const cases = [withStatuses('timeout/beyond', { status: 'fail' })];
    expect(show({ cases })).not.toContain(controlCharacter);
    expect(show({ cases }, true)).toContain(controlCharacter);
  });

  test('the files are named, the first with its folder', () => {
    expect(show({ cases: [] })).toContain('  reports/latest/verdicts.csv  junit.xml\n');
  });
});
