import { expect, test } from 'vitest';
import { clockLog } from '../../src/record/clock-log.js';
import { call, startMs, traceOf } from '../explain/trace-fixture.js';

test('every move of the clock is listed with what it showed before', () => {
  const trace = traceOf(
    call(0, 0, { kind: 'load', config: {} }),
    call(1, 0, { kind: 'wait', durationMs: 1_000 }),
    call(2, 1_000, { kind: 'setClock', byMs: -60_000 }),
    { ...call(3, 1_000, { kind: 'sleep', durationMs: 5 }), wallMs: startMs - 59_000 },
    call(4, 1_005, { kind: 'timeZone', zone: 'Asia/Kathmandu' }),
    call(5, 1_005),
  );
  const at = { device: 'device1' };
  expect(clockLog(trace)).toEqual([
    { ...at, step: 1, elapsedMs: 0, wallMs: startMs, move: { kind: 'wait', durationMs: 1_000 } },
    { ...at, step: 2, elapsedMs: 1_000, wallMs: startMs + 1_000, move: { kind: 'setClock', byMs: -60_000 } },
    { ...at, step: 3, elapsedMs: 1_000, wallMs: startMs - 59_000, move: { kind: 'sleep', durationMs: 5 } },
    { ...at, step: 4, elapsedMs: 1_005, wallMs: startMs + 1_005, move: { kind: 'timeZone', zone: 'Asia/Kathmandu' } },
  ]);
});
