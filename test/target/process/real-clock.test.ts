import { describe, expect, test } from 'vitest';
import type { Channel } from '../../../src/target/process/channel.js';
import { Connection } from '../../../src/target/process/connection.js';
import { RealClock } from '../../../src/target/process/real-clock.js';

const nobody: Channel = {
  ask: () => Promise.reject(new Error('nobody is told of real time')),
  close: () => Promise.resolve(),
};
const connection = new Connection(nobody, { onLog: () => {}, strict: true });

/** A machine whose time passes when somebody waits for it, and a little late each time. */
function machine(lateMs = 0) {
  const slept: number[] = [];
  let nowMs = 1_000;
  return {
    slept,
    work: (durationMs: number) => {
      nowMs += durationMs;
    },
    clock: {
      wallMs: () => nowMs,
      monotonicMs: () => nowMs - 500,
      sleep: async (durationMs: number) => {
        slept.push(durationMs);
        nowMs += durationMs + lateMs;
      },
    },
  };
}

const defaults = { timeoutMs: 1_800_000, cutOffMs: 43_200_000 };

describe('a clock of real time', () => {
  test('waits so many times shorter, and makes up for what everything else takes', async () => {
    const { clock, slept, work } = machine(3);
    const real = new RealClock(60, defaults, clock);
    await real.begin();
    await real.move(connection, 'tick', 60_000);
    work(20);
    await real.move(connection, 'tick', 60_000);
    expect(slept).toEqual([1_000, 977]);
    expect(real.read()).toMatchObject({ elapsedMs: 120_000, wallMs: 3_003 });
  });

  test('says so when the machine was too slow to prove anything', async () => {
    const late = machine(201);
    const real = new RealClock(60, defaults, late.clock);
    await real.begin();
    await expect(real.move(connection, 'tick', 60_000)).rejects.toThrow(
      'the machine was 201 ms late in real time, and 200 ms are all that is allowed',
    );
  });

  test('is neither set nor suspended', async () => {
    const real = new RealClock(1, defaults, machine().clock);
    await real.begin();
    await expect(real.move(connection, 'set', 5)).rejects.toThrow('the clock of the machine cannot be made to set');
  });

  test('has the SDK configured down, and leaves alone what is no length of time', () => {
    const real = new RealClock(60, defaults, machine().clock);
    const sent = (sessions: object) => real.asSent({ kind: 'load', config: { sessions } });
    expect(sent({})).toMatchObject({ config: { sessions: { timeout: 30_000 } } });
    expect(sent({ timeout: 60_000, cutOff: { enabled: true, duration: 120_000 } })).toMatchObject({
      config: { sessions: { timeout: 1_000, cutOff: { enabled: true, duration: 2_000 } } },
    });
    // Without a duration the SDK would take its own, unshortened.
    expect(sent({ cutOff: { enabled: true } })).toMatchObject({
      config: { sessions: { cutOff: { enabled: true, duration: 720_000 } } },
    });
    expect(sent({ cutOff: { enabled: false } })).toMatchObject({
      config: { sessions: { cutOff: { enabled: false } } },
    });
    expect(sent({ cutOff: {} })).toEqual({ kind: 'load', config: { sessions: { timeout: 30_000, cutOff: {} } } });
    expect(sent({ timeout: 0 })).toMatchObject({ config: { sessions: { timeout: 0 } } });
    expect(sent({ timeout: 'soon' })).toMatchObject({ config: { sessions: { timeout: 'soon' } } });
    expect(sent({ timeout: 1 })).toMatchObject({ config: { sessions: { timeout: 1 } } });
    expect(real.asSent({ kind: 'reload' })).toEqual({ kind: 'reload' });
    expect(real.asSent({ kind: 'reload', config: {} })).toMatchObject({ config: { sessions: { timeout: 30_000 } } });
  });

  test('changes nothing at its own pace', () => {
    const load = { kind: 'load', config: {} } as const;
    expect(new RealClock(1, defaults, machine().clock).asSent(load)).toBe(load);
  });
});
