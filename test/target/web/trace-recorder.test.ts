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

const on = (client: string) => ({ device: 'device1', client });

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

  test('a thousand lines of a step are kept, and the others are counted', () => {
    const { recorder, first } = setUp();
    for (let line = 0; line < 1_003; line++) recorder.log(first, 'info', `line ${line}`);
    expect(recorder.entries).toHaveLength(1_000);
    expect(recorder.lines).toBe(1_003);
    expect(recorder.observed).toBe(0);
    recorder.endStep();
    expect(textsOf(recorder.entries).at(-1)).toBe('3 more lines of this step were left out');
    recorder.beginStep(1);
    recorder.log(first, 'info', 'the next step');
    recorder.endStep();
    expect(textsOf(recorder.entries).at(-1)).toBe('the next step');
  });

  test('a round of lines that is like the one before is said again, each line so much later', async () => {
    const { recorder, clock, first } = setUp();
    for (let round = 0; round < 2; round++) {
      recorder.log(first, 'warn', 'one');
      await clock.tick(400);
      recorder.log(first, 'error', 'two');
      await clock.tick(600);
    }
    expect(recorder.saidAgain(2, 1_000)).toBe(true);
    expect(recorder.saidAgain(2, 999)).toBe(false);
    expect(recorder.saidAgain(1, 400)).toBe(false);
    expect(recorder.saidAgain(4, 2_000)).toBe(false);
    recorder.sayAgain(2, 3, 1_000);
    recorder.endStep();
    expect(recorder.lines).toBe(10);
    expect(recorder.entries.slice(4)).toEqual(
      [2, 3, 4].flatMap((second) => [
        { ...recorder.entries[0], elapsedMs: second * 1_000, wallMs: startMs + second * 1_000 },
        { ...recorder.entries[1], elapsedMs: second * 1_000 + 400, wallMs: startMs + second * 1_000 + 400 },
      ]),
    );
    // The round goes on from where it was said last.
    recorder.sayAgain(1, 1, 1_000);
    expect(recorder.entries.at(-1)).toMatchObject({ text: 'two', elapsedMs: 5_400 });
  });

  test.each<[string, (line: number) => Parameters<TraceRecorder['log']>]>([
    ['another text', (line) => [on('tab1'), 'info', `line ${line}`]],
    ['another level', (line) => [on('tab1'), line === 0 ? 'info' : 'warn', 'line']],
    ['another client', (line) => [on(`tab${line}`), 'info', 'line']],
    ['another device', (line) => [{ device: `device${line}`, client: 'tab1' }, 'info', 'line']],
  ])('%s is not the same again', async (_what, line) => {
    const { recorder, clock } = setUp();
    recorder.log(...line(0));
    await clock.tick(1_000);
    recorder.log(...line(1));
    expect(recorder.saidAgain(1, 1_000)).toBe(false);
  });

  test('lines of another step, and lines between timers that are written down, are not said again', async () => {
    for (const detailed of [false, true]) {
      const { recorder, clock, first } = setUp(detailed);
      recorder.log(first, 'info', 'line');
      if (!detailed) recorder.beginStep(1);
      await clock.tick(1_000);
      recorder.log(first, 'info', 'line');
      expect(recorder.saidAgain(1, 1_000)).toBe(false);
    }
  });

  test('lines that are said again are no more than a thousand of a step either', async () => {
    const { recorder, clock, first } = setUp();
    for (let line = 0; line < 2; line++) {
      recorder.log(first, 'info', 'line');
      await clock.tick(1_000);
    }
    recorder.sayAgain(1, 5_000, 1_000);
    recorder.endStep();
    expect(recorder.lines).toBe(5_002);
    expect(recorder.entries).toHaveLength(1_001);
    expect(textsOf(recorder.entries).at(-1)).toBe('4002 more lines of this step were left out');
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
