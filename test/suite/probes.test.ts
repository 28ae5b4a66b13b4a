import { describe, expect, test } from 'vitest';
import type { Trace } from '../../src/record/trace.js';
import { playProbe, probe, probesOf } from '../../src/suite/probes.js';
import { openTarget, type Target } from '../../src/target/index.js';
import { bench } from '../judge/bench.js';
import { doubleMessage, dropMessage, silent, withBody } from '../judge/fixture.js';
import { hanging, SpoiltTarget, stoppedClock } from './targets.js';

const clockObeys = {
  probe: 'clock',
  ok: true,
  message: '31m passed, and the timestamps on the wire moved by 31m',
};
const noTimestamps = { probe: 'clock', ok: false, message: 'no two messages with a timestamp to compare' };

describe('probe', () => {
  test('a good target obeys and lives', async () => {
    const target = openTarget('reference:rudderstack-web', { edition: bench.edition, seed: 1 });
    expect(await probe(target)).toEqual([
      clockObeys,
      { probe: 'wire', ok: true, message: '2 events in, 2 messages out' },
    ]);
  });

  test('in real time it is enough that the clock runs with that of the machine, to a fifth of a second', async () => {
    const target = openTarget('reference:rudderstack-web', { edition: bench.edition, seed: 1 });
    const trace = await playProbe(target);
    const dated = (message: number, ms: number) => (spoilt: Trace) =>
      withBody(spoilt, message, (body) => ({ ...body, originalTimestamp: new Date(ms).toISOString() }));
    const movedTo = (secondMs: number): Trace => dated(1, secondMs)(dated(0, 0)(trace));
    const clockOf = (secondMs: number) => probesOf(movedTo(secondMs), { timeScale: 60 })[0];
    const seen = '31s of real time passed, and the timestamps on the wire moved';
    expect(clockOf(31_200)).toEqual({ probe: 'clock', ok: true, message: `${seen} alike` });
    expect(clockOf(31_201)).toEqual({ probe: 'clock', ok: false, message: `${seen} by 31s 201ms` });
    expect(clockOf(1_860_000)).toMatchObject({ ok: false });
  });

  test('a phone has no page to open', async () => {
    const target = openTarget('reference:rudderstack-ios', { edition: bench.edition, seed: 1 });
    const played: string[] = [];
    const listening: Target = {
      ...target,
      description: target.description,
      play: (timeline) => {
        played.push(...timeline.steps.map(({ client, action }) => `${client} ${action.kind}`));
        return target.play(timeline);
      },
      close: () => target.close(),
    };
    expect((await probe(listening)).map(({ ok }) => ok)).toEqual([true, true]);
    expect(played).toEqual(['app load', 'app event', 'app wait', 'app event', 'app wait']);
  });

  test('a target that sends nothing fails both', async () => {
    expect(await probe(new SpoiltTarget(silent))).toEqual([
      noTimestamps,
      { probe: 'wire', ok: false, message: '2 events in, 0 messages out' },
    ]);
  });

  test('a target that throws says so, unless it works all the same', async () => {
    const thrown = (trace: Trace): Trace => ({
      ...trace,
      entries: trace.entries.map((entry) =>
        entry.kind === 'step' && entry.action.kind === 'load' ? { ...entry, threw: 'no storage' } : entry,
      ),
    });
    const [, wire] = await probe(new SpoiltTarget((trace) => silent(thrown(trace))));
    expect(wire?.message).toBe('2 events in, 0 messages out; load failed: no storage');
    expect((await probe(new SpoiltTarget(thrown)))[1]?.message).toBe('2 events in, 2 messages out');
  });

  test('a target that loses one message fails', async () => {
    expect(await probe(new SpoiltTarget((trace) => dropMessage(trace, 0)))).toEqual([
      noTimestamps,
      { probe: 'wire', ok: false, message: '2 events in, 1 messages out' },
    ]);
  });

  test('a target that sends one twice lives, and its clock is read all the same', async () => {
    for (const message of [0, 1]) {
      expect(await probe(new SpoiltTarget((trace) => doubleMessage(trace, message)))).toEqual([
        clockObeys,
        { probe: 'wire', ok: true, message: '2 events in, 3 messages out' },
      ]);
    }
  });

  test('a clock that does not obey is told from a wire that does not live', async () => {
    expect(await probe(new SpoiltTarget(stoppedClock))).toEqual([
      { probe: 'clock', ok: false, message: '31m passed, and the timestamps on the wire moved by 0ms' },
      { probe: 'wire', ok: true, message: '2 events in, 2 messages out' },
    ]);
  });

  test('a millisecond is too much', async () => {
    const late = new SpoiltTarget((trace) =>
      withBody(trace, 1, (body) => ({ ...body, originalTimestamp: '2026-03-02T09:31:00.001Z' })),
    );
    expect((await probe(late))[0]).toEqual({
      probe: 'clock',
      ok: false,
      message: '31m passed, and the timestamps on the wire moved by 31m 1ms',
    });
  });

  test('timestamps that cannot be read fail the clock', async () => {
    const undated = new SpoiltTarget((trace) => withBody(trace, 1, (body) => ({ ...body, originalTimestamp: 'soon' })));
    expect((await probe(undated))[0]).toEqual(noTimestamps);
  });

  test('a target that cannot play fails both, with its reason', async () => {
    expect(await probe(hanging())).toEqual([
      { probe: 'clock', ok: false, message: 'the SDK hung' },
      { probe: 'wire', ok: false, message: 'the SDK hung' },
    ]);
  });

  test('any other error is not the fault of the target', async () => {
    const broken = new SpoiltTarget(() => {
      throw new TypeError('a bug of Lapse');
    });
    await expect(probe(broken)).rejects.toThrow('a bug of Lapse');
  });
});
