import { createClock } from '@sinonjs/fake-timers';
import { describe, expect, test } from 'vitest';
import type { TraceEntry } from '../../../src/record/trace.js';
import { shortened, TraceRecorder } from '../../../src/target/web/trace-recorder.js';
import { SteppedClock } from '../../../src/time/stepped-clock.js';
import { load, startMs, timeline, track, wait } from '../timeline.js';

const played = timeline([load(), track(), wait(5_000)]);
const [first, second] = played.steps;

function setUp(detailed = false) {
  const fake = createClock(startMs, Number.MAX_SAFE_INTEGER);
  const clock = new SteppedClock(fake);
  const recorder = new TraceRecorder(played, clock, detailed);
  if (first === undefined || second === undefined) throw new Error('the timeline has three steps');
  return { fake, clock, recorder, first, second };
}

const textsOf = (entries: readonly TraceEntry[]) =>
  entries.map((entry) => (entry.kind === 'log' ? entry.text : entry.kind));

describe('a trace that is being recorded', () => {
  test('says at which step and instant each thing happened, and of which client', async () => {
    const { recorder, clock, first } = setUp();
    recorder.beginStep(2);
    await clock.tick(1_500);
    recorder.log(first, 'warn', 'late');
    expect(recorder.entries).toEqual([
      {
        kind: 'log',
        step: 2,
        device: 'device1',
        client: 'tab1',
        elapsedMs: 1_500,
        wallMs: startMs + 1_500,
        level: 'warn',
        text: 'late',
      },
    ]);
  });

  test('counts requests and messages, and holds both the messages and what could not be read', () => {
    const { recorder, first } = setUp();
    const url = 'https://dataplane.example/v1/track';
    recorder.request(first, { method: 'POST', url, body: '{"type":"track"}' }, 200);
    recorder.request(first, { method: 'POST', url, body: 'garbage' }, 500);
    expect(recorder.entries).toMatchObject([
      { kind: 'request', request: 0, status: 200 },
      { kind: 'message', message: 0, request: 0, body: { type: 'track' } },
      { kind: 'request', request: 1, status: 500, unreadable: 'the body is not JSON: "garbage"' },
    ]);
  });

  test('what a step threw is added to the entry of that step', () => {
    const { recorder, first } = setUp();
    const at = recorder.record({ kind: 'step', ...recorder.at(first), action: first.action });
    recorder.noteThrown(at, undefined);
    expect(recorder.entries[at]).not.toHaveProperty('threw');
    recorder.noteThrown(at, 'no');
    expect(recorder.entries[at]).toMatchObject({ kind: 'step', threw: 'no' });
  });

  test('a rejection is an error of the step in which it surfaced', () => {
    const { recorder } = setUp();
    recorder.beginStep(1);
    recorder.rejection('nobody cares');
    expect(recorder.entries).toMatchObject([
      { kind: 'log', step: 1, level: 'error', text: 'Uncaught (in promise) nobody cares' },
    ]);
  });

  test('a thousand lines of a step are kept, and the others are counted, in the trace and as observed', () => {
    const { recorder, first } = setUp();
    for (let line = 0; line < 1_003; line++) recorder.log(first, 'info', `line ${line}`);
    expect(recorder.entries).toHaveLength(1_000);
    expect(recorder.observed).toBeGreaterThan(2_000);
    recorder.endStep();
    expect(textsOf(recorder.entries).at(-1)).toBe('3 more lines of this step were left out');
    recorder.beginStep(1);
    recorder.log(first, 'info', 'the next step');
    recorder.endStep();
    expect(textsOf(recorder.entries).at(-1)).toBe('the next step');
  });

  test('timers are written down only when everything is', async () => {
    for (const detailed of [false, true]) {
      const { recorder, clock, fake, first } = setUp(detailed);
      fake.setInterval(() => {}, 1_000);
      await clock.tick(2_500);
      recorder.log(first, 'info', 'now');
      await clock.tick(1_000);
      recorder.endStep();
      expect(textsOf(recorder.entries)).toEqual(detailed ? ['timers', 'now', 'timers'] : ['now']);
    }
  });

  test('a write says what is there afterwards, or nothing when the key was removed', () => {
    const { recorder, first } = setUp();
    recorder.write(first, { area: 'localStorage', key: 'a', value: '1' });
    recorder.write(first, { area: 'localStorage', key: 'a', value: undefined });
    expect(recorder.entries).toMatchObject([
      { kind: 'storage', key: 'a', value: '1' },
      { kind: 'storage', key: 'a' },
    ]);
    expect(recorder.entries[1]).not.toHaveProperty('value');
  });
});

test('a long text is cut, and says how long it was', () => {
  expect(shortened('x'.repeat(500))).toHaveLength(500);
  expect(shortened('x'.repeat(501))).toBe(`${'x'.repeat(500)}… (501 characters)`);
});
