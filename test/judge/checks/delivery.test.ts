import { describe, expect, test } from 'vitest';
import { delivery } from '../../../src/judge/checks/delivery.js';
import {
  attempted,
  caseOf,
  contextOf,
  doubleMessage,
  dropMessage,
  load,
  on,
  silent,
  swapMessages,
  traceOf,
  track,
  wait,
} from '../fixture.js';

const scenario = caseOf([load, track('one'), wait(10), track('two'), wait(10), track('three')]);
const trace = traceOf(scenario);
const common = { check: 'delivery', requirement: 'SES-WIRE-001', expected: '3 messages' };

describe('delivery', () => {
  test('passes when each call is one message, in order', () => {
    expect(delivery.run(contextOf(scenario))).toEqual([
      { ...common, outcome: 'pass', observed: '3 messages', message: '3 messages, each once and in order' },
    ]);
  });

  test('fails at the call whose message is lost, not at the ones after it', () => {
    expect(delivery.run(contextOf(scenario, dropMessage(trace, 1)))).toEqual([
      {
        ...common,
        outcome: 'fail',
        step: 3,
        observed: 'the track never became a message',
        message: 'step 4: the track never became a message',
      },
    ]);
  });

  test('demands nothing that consent was never given for', () => {
    const config = { preConsent: { storage: 'none', delivery: 'buffer' } } as const;
    const asked = caseOf([{ kind: 'load', config }, track('one'), wait(10)]);
    expect(delivery.run(contextOf(asked))).toMatchObject([{ outcome: 'skip' }]);
    const answered = caseOf([{ kind: 'load', config }, track('one'), wait(10), { kind: 'consent' }]);
    expect(delivery.run(contextOf(answered))).toMatchObject([{ outcome: 'pass' }]);
    expect(delivery.run(contextOf(answered, silent(traceOf(answered))))).toMatchObject([{ outcome: 'fail', step: 1 }]);
  });

  test('fails for a target that sends nothing at all', () => {
    expect(delivery.run(contextOf(scenario, silent(trace)))).toMatchObject([{ outcome: 'fail', step: 1 }]);
  });

  test('fails for a message that left twice', () => {
    const what = 'message 3 (track) belongs to no call, or was sent twice';
    expect(delivery.run(contextOf(scenario, doubleMessage(trace, 1)))).toEqual([
      { ...common, outcome: 'fail', step: 3, observed: what, message: `step 4: ${what}` },
    ]);
  });

  test('fails when a message overtakes that of an earlier call', () => {
    const what = 'its message left before that of an earlier call';
    expect(delivery.run(contextOf(scenario, swapMessages(trace, 0, 1)))).toEqual([
      { ...common, outcome: 'fail', step: 3, observed: what, message: `step 4: ${what}` },
    ]);
  });

  test('two clients may overtake each other', () => {
    const tabs = caseOf([load, on('tab2', load), track('one'), wait(10), on('tab2', track('two'))]);
    expect(delivery.run(contextOf(tabs, swapMessages(traceOf(tabs), 0, 1)))).toMatchObject([{ outcome: 'pass' }]);
  });

  test.each([
    ['close', { kind: 'close' }],
    ['reload', { kind: 'reload' }],
    ['restart', { kind: 'restart' }],
    ['navigate', { kind: 'navigate', url: 'https://shop.example/cart' }],
  ] as const)('a call right before %s need not arrive', (_name, leaving) => {
    const left = caseOf([load, track('one'), leaving]);
    expect(delivery.run(contextOf(left, silent(traceOf(left))))).toEqual([
      {
        check: 'delivery',
        requirement: 'SES-WIRE-001',
        expected: '0 messages',
        outcome: 'skip',
        observed: '',
        message: 'no call had to become a message',
      },
    ]);
    const inTime = caseOf([load, track('one'), wait(1_000), leaving]);
    expect(delivery.run(contextOf(inTime, silent(traceOf(inTime))))).toMatchObject([{ outcome: 'fail', step: 1 }]);
  });

  test('another tab that closes excuses nothing, a browser that restarts does', () => {
    const another = caseOf([load, on('tab2', load), track('one'), on('tab2', { kind: 'close' })]);
    expect(delivery.run(contextOf(another, silent(traceOf(another))))).toMatchObject([{ outcome: 'fail', step: 2 }]);
    const restarted = caseOf([load, on('tab2', load), track('one'), on('tab2', { kind: 'restart' })]);
    expect(delivery.run(contextOf(restarted, silent(traceOf(restarted))))).toMatchObject([{ outcome: 'skip' }]);
  });

  test('a call that the SDK refused need not arrive', () => {
    const refused = {
      ...trace,
      entries: trace.entries.map((entry) => ({
        ...entry,
        ...(entry.kind === 'step' && entry.step === 1 ? { threw: 'not now' } : {}),
      })),
    };
    expect(delivery.run(contextOf(scenario, dropMessage(refused, 0)))).toMatchObject([
      { outcome: 'pass', expected: '2 messages' },
    ]);
  });

  test('a call of an outage is the affair of another check, one before or after it is not', () => {
    const outage = caseOf([
      load,
      { kind: 'server', answer: 500 },
      track('one'),
      { kind: 'server', answer: 'ok' },
      track('two'),
    ]);
    const lost = attempted(traceOf(outage), new Map([[0, [500]]]));
    expect(delivery.run(contextOf(outage, lost))).toMatchObject([{ outcome: 'pass', expected: '1 message' }]);
    const both = attempted(traceOf(outage), new Map([[1, [500]]]));
    expect(delivery.run(contextOf(outage, both))).toMatchObject([{ outcome: 'fail', step: 4 }]);
  });

  test('an event of an outage that is delivered twice was sent twice', () => {
    const outage = caseOf([load, { kind: 'network', state: 'offline' }, track('one')]);
    const twice = attempted(traceOf(outage), new Map([[0, [0, 200, 200]]]));
    expect(delivery.run(contextOf(outage, twice))).toMatchObject([
      { outcome: 'fail', observed: 'message 3 (track) belongs to no call, or was sent twice' },
    ]);
  });

  test('skips a timeline without calls', () => {
    expect(delivery.run(contextOf(caseOf([load, wait(10)])))).toMatchObject([{ outcome: 'skip' }]);
  });
});
