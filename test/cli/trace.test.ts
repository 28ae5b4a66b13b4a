import { describe, expect, test } from 'vitest';
import { traceReport } from '../../src/cli/trace.js';
import { caseResult, message, runResult, trace } from '../report/fixture.js';

const storage = {
  ...message(),
  kind: 'storage',
  area: 'cookie',
  key: 'rl_anonymous_id',
  value: `RS_ENC_v3_${Buffer.from('"someone"').toString('base64')}`,
} as const;

const one = caseResult({ id: 'a/one', trace: trace([storage, message()]) });
const { trace: _, ...unplayed } = caseResult({ id: 'a/two' });
const result = runResult({ cases: [one, unplayed] });

describe('the traces of a run', () => {
  test('are told under the names of their scenarios, in the words of their target', () => {
    const text = traceReport(result, (scenario) => scenario === 'a/one', false);
    expect(text).toMatchInlineSnapshot(`
      "trace of a/one, played by rudderstack-js 3.34.1

      step  time     client  what
         3  30m 1ms  tab1    cookie   rl_anonymous_id = someone
         3  30m 1ms  tab1    message  track "Product Viewed" · sessionId 1772443800001 · sessionStart true

      "
    `);
  });

  test('a scenario that was not played has none, and that is said', () => {
    expect(traceReport(result, () => true, false)).toContain(
      'trace of a/two, played by rudderstack-js 3.34.1: there is none',
    );
  });

  test('nothing is told unless it is asked for', () => {
    expect(traceReport(result, () => false, false)).toBe('');
  });
});
