import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Timeline } from '../../../src/record/timeline.js';
import { ObservedTrace } from '../../../src/target/chromium/observed-trace.js';
import type { DeviceReading, Observation } from '../../../src/target/chromium/page/observation.js';
import { Wire } from '../../../src/target/chromium/wire.js';
import { dataPlaneUrl } from '../../../src/target/rudderstack-js/calls.js';
import { load, startMs, timeline, track } from '../timeline.js';

let wire: Wire;
beforeAll(async () => {
  wire = await Wire.open();
});
afterAll(() => wire.close());

const reading = (elapsedMs: number, timersFired = 0): DeviceReading => ({
  elapsedMs,
  wallMs: startMs + elapsedMs,
  monotonicMs: elapsedMs,
  timersFired,
});

const logged = (client: string, elapsedMs: number, text: string): Observation => ({
  kind: 'log',
  client,
  at: reading(elapsedMs),
  level: 'info',
  values: [text],
});

/** A device that has seen what is given, and then nothing. */
function seen(observations: readonly Observation[], at: DeviceReading) {
  let left = observations;
  return {
    take: async () => {
      const taken = left;
      left = [];
      return { observations: taken, at };
    },
  };
}

async function traceOf(devices: ReadonlyMap<string, ReturnType<typeof seen>>, played: Timeline, threw?: string) {
  wire.begin();
  const trace = new ObservedTrace(played, 'a target', devices, wire, true);
  trace.beginStep(0);
  const [step] = played.steps;
  if (step === undefined) throw new Error('the timeline has steps');
  trace.step(step)(threw);
  await trace.endStep();
  return trace.finish();
}

test('what several devices have seen is put in the order of time', async () => {
  const devices = new Map([
    ['device1', seen([logged('tab1', 1, 'first'), logged('tab1', 3, 'third')], reading(5, 2))],
    ['device2', seen([logged('tab9', 2, 'second')], reading(5, 4))],
  ]);
  const { entries, elapsedMs, timersFired } = await traceOf(devices, timeline([load(), track()]));
  const logs = entries.flatMap((entry) => (entry.kind === 'log' ? [[entry.device, entry.elapsedMs, entry.text]] : []));
  expect(logs).toEqual([
    ['device1', 1, 'first'],
    ['device2', 2, 'second'],
    ['device1', 3, 'third'],
  ]);
  expect([elapsedMs, timersFired]).toEqual([5, 6]);
});

test('the address of the data plane on this machine is nowhere in it', async () => {
  wire.begin();
  const played = timeline([load()]);
  const trace = new ObservedTrace(
    played,
    'a target',
    new Map([
      [
        'device1',
        seen(
          [
            logged('tab1', 0, `sent to ${wire.url}/v1/track`),
            { kind: 'write', client: 'tab1', at: reading(0), area: 'localStorage', key: 'url', value: wire.url },
          ],
          reading(0),
        ),
      ],
    ]),
    wire,
    true,
  );
  await fetch(`${wire.url}/v1/track`, { method: 'POST', body: '{}' });
  trace.beginStep(0);
  await trace.endStep();
  const { entries } = trace.finish();
  expect(entries.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['log', 'storage', 'request', 'message']));
  expect(JSON.stringify(entries)).not.toContain('127.0.0.1');
  expect(entries.find(({ kind }) => kind === 'request')).toMatchObject({
    url: `${dataPlaneUrl}/v1/track`,
    status: 200,
  });
});

test('a step has what it threw, and what a call returned comes after what was seen by then', async () => {
  const devices = new Map([['device1', seen([logged('tab1', 0, 'before')], reading(7))]]);
  const played = timeline([load()]);
  const { entries } = await traceOf(devices, played, 'it threw');
  expect(entries[0]).toMatchObject({ kind: 'step', threw: 'it threw' });

  const [step] = played.steps;
  if (step === undefined) throw new Error('the timeline has a step');
  const again = new Map([['device1', seen([logged('tab1', 0, 'before')], reading(7))]]);
  wire.begin();
  const trace = new ObservedTrace(played, 'a target', again, wire, false);
  await trace.returned(step, 42);
  expect(trace.finish().entries).toMatchObject([
    { kind: 'log', text: 'before' },
    { kind: 'return', value: 42, elapsedMs: 7 },
  ]);
});
