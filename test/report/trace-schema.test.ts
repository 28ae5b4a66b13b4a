import { describe, expect, it } from 'vitest';
import type { StepAction } from '../../src/record/timeline.js';
import type { TraceEntry } from '../../src/record/trace.js';
import { message, startMs, trace } from './fixture.js';
import { schemaErrors } from './schema-errors.js';

const at = { step: 0, device: 'device1', client: 'tab1', elapsedMs: 0, wallMs: startMs };

const actions: readonly StepAction[] = [
  { kind: 'open', url: 'https://shop.example/' },
  {
    kind: 'load',
    config: {
      sessions: { autoTrack: true, timeout: { notJson: 'NaN' }, cutOff: { enabled: true, duration: 60_000 } },
      storage: { type: 'cookieStorage' },
    },
  },
  { kind: 'load', config: {} },
  { kind: 'event', type: 'track', name: 'Product Viewed', properties: { a: [1, null] }, context: { b: {} } },
  { kind: 'event', type: 'page' },
  { kind: 'event', type: 'page', name: 'Home', category: 'Shop' },
  { kind: 'event', type: 'alias', name: 'ada', previousId: 'a.l.' },
  { kind: 'startSession' },
  { kind: 'startSession', sessionId: { notJson: 'Infinity' } },
  { kind: 'startSession', sessionId: null },
  { kind: 'endSession' },
  { kind: 'reset', anonymousId: true },
  { kind: 'getSessionId' },
  { kind: 'reload' },
  { kind: 'navigate', url: 'https://shop.example/b', config: {} },
  { kind: 'restart', config: { sessions: {} } },
  { kind: 'wait', durationMs: 1_800_000 },
  { kind: 'sleep', durationMs: 0 },
  { kind: 'setClock', byMs: -3_600_000 },
  { kind: 'close' },
];

const entries: readonly TraceEntry[] = [
  ...actions.map((action) => ({ ...at, kind: 'step' as const, action })),
  { ...at, kind: 'step', action: { kind: 'endSession' }, threw: 'TypeError: no' },
  { ...at, kind: 'return', value: null },
  { ...at, kind: 'request', request: 0, method: 'POST', url: 'https://data-plane.example/v1/track', status: 200 },
  { ...at, kind: 'request', request: 1, method: 'GET', url: '/', status: 404, unreadable: 'no messages' },
  message(),
  { ...at, kind: 'log', level: 'warn', text: '' },
];

describe('trace.schema.json', () => {
  it('accepts every kind of entry and of step', () => {
    for (const entry of entries)
      expect([entry, schemaErrors('trace.schema.json', trace([entry]))]).toEqual([entry, []]);
    expect(schemaErrors('trace.schema.json', trace(entries))).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['no device', { kind: 'return', step: 0, client: 'tab1', elapsedMs: 0, wallMs: 0, value: 1 }],
    ['a negative step', { ...at, step: -1, kind: 'return', value: 1 }],
    ['virtual time that runs backwards', { ...at, elapsedMs: -1, kind: 'return', value: 1 }],
    ['an unknown kind', { ...at, kind: 'guess' }],
    ['a message that is no object', { ...message(), body: [] }],
    ['an unknown step', { ...at, kind: 'step', action: { kind: 'shake' } }],
    ['an event of an unknown type', { ...at, kind: 'step', action: { kind: 'event', type: 'merge' } }],
    ['a wait backwards', { ...at, kind: 'step', action: { kind: 'wait', durationMs: -1 } }],
    ['a key that nobody knows', { ...at, kind: 'log', level: 'warn', text: '', host: 'a machine' }],
  ])('rejects %s', (_, entry) => {
    expect(schemaErrors('trace.schema.json', trace([entry as TraceEntry]))).not.toEqual([]);
  });

  it('rejects a trace that lacks a part', () => {
    const { target: _, ...lacking } = trace([]);
    expect(schemaErrors('trace.schema.json', lacking)).not.toEqual([]);
  });
});
