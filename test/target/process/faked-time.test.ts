import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Connection } from '../../../src/target/process/connection.js';
import { FakedClock, FakedTime } from '../../../src/target/process/faked-time.js';

describe('time by libfaketime', () => {
  test('stands in a file, as the library reads it, and moves when the clock of the timeline does', async () => {
    const faked = new FakedTime('libfaketime.so.1');
    onTestFinished(() => faked.remove());
    const file = faked.environment.FAKETIME_TIMESTAMP_FILE ?? '';
    const shown = (): string => readFileSync(file, 'utf8');
    const nobody = { ask: () => Promise.reject(new Error('nobody is told')), close: () => Promise.resolve() };
    const connection = new Connection(nobody, { onLog: () => {}, strict: true });
    const clock = new FakedClock(Date.UTC(2026, 2, 2, 9), faked);
    await clock.begin();
    expect(shown()).toBe('2026-03-02 09:00:00.000');
    await clock.move(connection, 'tick', 1_800_001, 0);
    expect(shown()).toBe('2026-03-02 09:30:00.001');
    await clock.move(connection, 'set', -1, 0);
    expect(shown()).toBe('2026-03-02 09:30:00.000');
    expect(clock.read()).toMatchObject({ elapsedMs: 1_800_001 });
    faked.remove();
    expect(existsSync(file)).toBe(false);
  });
});
