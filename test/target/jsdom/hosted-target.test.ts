import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import type { Target } from '../../../src/target/target.js';
import { getSessionId, load, logsOf, messagesOf, minuteMs, thrownOf, timeline, track, wait } from '../timeline.js';

// The compiled file, because it starts a thread, and threads run compiled files. Its types are those of the source.
const compiled = new URL('../../../dist/target/jsdom/hosted-target.js', import.meta.url).href;
const { HostedTarget, startThreadsEarly }: typeof import('../../../src/target/jsdom/hosted-target.js') = await import(
  compiled
);

const description = {
  name: 'fixture',
  subject: 'a fixture',
  version: '0',
  environment: 'jsdom',
  executed: true,
  platform: 'web',
} as const;

const hosts = new Map<string, Target>();
afterAll(async () => {
  await Promise.all([...hosts.values()].map((target) => target.close()));
});

/**
 * The fixture SDK of this name, in a thread that is given time enough for each timeline, however busy the machine is. Tests share it, for a thread
 * takes long to start, and what one timeline does must not be seen in the next.
 */
function host(file: string, limitMs = 30_000, thread = 'shared'): Target {
  const key = `${file} ${thread}`;
  const folder = fileURLToPath(new URL('../../fixtures/sdks/', import.meta.url));
  const setup = {
    target: 'rudderstack-js',
    file: path.join(folder, file),
    seed: 1,
    fastForward: false,
    detailed: false,
  };
  const target = hosts.get(key) ?? new HostedTarget(description, setup, limitMs);
  hosts.set(key, target);
  return target;
}

const untestable = (message: string) => ({ name: 'UntestableError', message: expect.stringContaining(message) });

describe('an SDK in a thread of its own', () => {
  test('is played, and its trace comes back', async () => {
    const target = host('plain.cjs');
    expect(target.description).toEqual(description);
    const trace = await target.play(timeline([load(), track('A'), wait(minuteMs), getSessionId, track('B')]));
    expect(trace).toMatchObject({ timeline: 'test', target: 'rudderstack-js', elapsedMs: minuteMs });
    expect(messagesOf(trace).map(({ step, body }) => [step, body.event])).toEqual([
      [1, 'A'],
      [4, 'B'],
    ]);
  });

  test('is fresh for every timeline', async () => {
    const target = host('plain.cjs');
    const actions = [load(), track(), { kind: 'reload' }, track()] as const;
    const first = await target.play(timeline(actions));
    expect(await target.play(timeline(actions))).toEqual(first);
  });

  test('answers the same in every thread, and takes one that was started early', async () => {
    const actions = [load(), track(), wait(minuteMs), track()];
    expect(startThreadsEarly(1)).toBe(1);
    expect(startThreadsEarly(1)).toBe(1);
    const [one, other] = await Promise.all(
      ['shared', 'early'].map((thread) => host('plain.cjs', 30_000, thread).play(timeline(actions))),
    );
    expect(one).toEqual(other);
    expect(startThreadsEarly(0)).toBe(0);
  });

  test('is in the time zone UTC', async () => {
    await host('plain.cjs').play(timeline([load()]));
    expect(process.env.TZ).toBe('UTC');
  });

  test('may be closed and played again', async () => {
    const target = host('plain.cjs');
    await target.play(timeline([load()]));
    await target.close();
    await target.close();
    expect(messagesOf(await target.play(timeline([load(), track()])))).toHaveLength(1);
  });

  test('may print as much as it likes', async () => {
    const target = host('exiting.cjs');
    for (let round = 0; round < 5; round++) await target.play(timeline([load(), track('Print')]));
  });
});

describe('an SDK that fails', () => {
  test('a loop is ended by the watchdog, and the next timeline has a new thread', async () => {
    const target = host('endless-loop.cjs', 3_000);
    await target.play(timeline([load(), track('Viewed')]));
    await expect(target.play(timeline([load(), track('Loop')]))).rejects.toMatchObject(
      untestable('the SDK did not come back within 3 s of real time: it loops or blocks its thread'),
    );
    const trace = await target.play(timeline([load(), track('Viewed')], 'next'));
    expect(trace.timeline).toBe('next');
  });

  test('zero-delay timers without end are told', async () => {
    const target = host('endless-timers.cjs');
    await expect(target.play(timeline([load(), wait(3 * minuteMs)]))).rejects.toMatchObject(
      untestable('it schedules timers in a loop'),
    );
    expect(await target.play(timeline([load(), wait(5)]))).toMatchObject({ elapsedMs: 5 });
  });

  test('memory without end is ended by the limit of the thread', async () => {
    const target = host('hoarding.cjs');
    await expect(target.play(timeline([load(), track('Hoard')]))).rejects.toMatchObject(
      untestable("the SDK's thread failed: Worker terminated due to reaching memory limit"),
    );
    await target.play(timeline([load(), track('Viewed')]));
  });

  test('a load that throws is in the trace, and the rest is played', async () => {
    const trace = await host('throwing-load.cjs').play(timeline([load(), track(), { kind: 'reload' }]));
    expect(thrownOf(trace)).toEqual([
      [0, 'this SDK cannot be loaded'],
      [2, 'this SDK cannot be loaded'],
    ]);
  });

  test('a script that throws is in the trace, and the calls on nothing as well', async () => {
    const trace = await host('throwing-script.cjs').play(timeline([load(), track()]));
    expect(thrownOf(trace)).toEqual([
      [0, 'throwing-script.cjs threw while it was run: this script ends here'],
      [1, 'event was called before the SDK was loaded'],
    ]);
  });

  test('a script that is no script cannot be played', async () => {
    await expect(host('broken-script.txt').play(timeline([load()]))).rejects.toMatchObject(
      untestable("the SDK's thread failed: Unexpected"),
    );
  });

  test('a script that is missing cannot be played', async () => {
    await expect(host('no-such-script.cjs').play(timeline([load()]))).rejects.toMatchObject(untestable('ENOENT'));
  });

  test('rejected promises that nobody catches do not end the thread, and are in the log of the step in which they surfaced', async () => {
    const target = host('rejecting.cjs');
    for (const id of ['first', 'second']) {
      const trace = await target.play(timeline([load(), track(), wait(1_000), track()], id));
      expect(messagesOf(trace)).toHaveLength(2);
      expect(logsOf(trace).map(({ step, level, text, elapsedMs }) => [step, elapsedMs, level, text])).toEqual([
        [0, 0, 'error', 'Uncaught (in promise) nobody catches this'],
        [0, 0, 'error', 'Uncaught (in promise) undefined'],
        [1, 0, 'error', 'Uncaught (in promise) nor that'],
        [2, 1_000, 'error', 'Uncaught (in promise) nor this'],
        [3, 1_000, 'error', 'Uncaught (in promise) nor that'],
      ]);
    }
  });

  test('garbage on the wire is kept, each request with the reason', async () => {
    const trace = await host('garbage.cjs').play(timeline([load(), track()]));
    const requests = trace.entries.filter((entry) => entry.kind === 'request');
    expect(requests.map(({ request, unreadable }) => [request, unreadable])).toEqual([
      [0, 'the body is not JSON: "{\\"type\\":"'],
      [1, 'the body is an array; allowed: an object'],
      [2, 'batch[0] is a number; allowed: an object'],
      [3, 'the method is "PUT"; allowed: POST'],
      [4, 'the body is not JSON: ""'],
      [5, expect.stringContaining('"/somewhere" is no address for messages')],
    ]);
    expect(messagesOf(trace)).toEqual([]);
  });

  test.each([
    ['Exit', 3],
    ['Close', 0],
  ])('a thread that ends itself is told, and the next timeline has a new one (%s)', async (event, code) => {
    const target = host('exiting.cjs');
    await target.play(timeline([load(), track('Viewed')]));
    await expect(target.play(timeline([load(), track(event)]))).rejects.toMatchObject(
      untestable(`the SDK's thread ended by itself with code ${code}`),
    );
    await target.play(timeline([load(), track('Viewed')]));
  });
});

// When the collector runs depends on the load of the machine, so this belongs to the longer tier.
test.runIf(process.env.LAPSE_FULL === '1')('the windows of timelines that were played are collected', async () => {
  const target = host('counting-windows.cjs');
  const alive: number[] = [];
  for (let index = 0; index < 40; index++) {
    alive.push(Number(logsOf(await target.play(timeline([load(), track()])))[0]?.text));
  }
  // Each holds 16 MB, so that 40 of them would not fit into the thread.
  expect(Math.max(...alive)).toBeLessThan(40);
  expect(Math.min(...alive.slice(20))).toBeLessThan(20);
});
