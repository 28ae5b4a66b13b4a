import { describe, expect, test } from 'vitest';
import { getSessionId, load, logsOf, messagesOf, minuteMs, open, thrownOf, track, wait } from '../../timeline.js';
import { playPage } from './page-sdk.js';

describe('errors of an SDK', () => {
  test('what a call throws belongs to its step, whatever realm it comes from and whatever it is', async () => {
    const thrower = `{ load() { throw new TypeError('no load') }, call() { throw 'no call' } }`;
    const trace = await playPage(thrower, [open(), load(), track(), { kind: 'reload' }]);
    expect(thrownOf(trace)).toEqual([
      [1, 'no load'],
      [2, 'no call'],
      [3, 'no load'],
    ]);
  });

  test('a script that throws is tried again by the next load', async () => {
    const trace = await playPage(`globalThis.tried ? { load() {}, call: () => 5 } : (tried = true, missing)`, [
      open(),
      load(),
      load(),
      getSessionId,
    ]);
    expect(thrownOf(trace)).toEqual([[1, 'missing is not defined']]);
    expect(trace.entries.at(-1)).toMatchObject({ kind: 'return', value: 5 });
  });

  test('an error in a timer is a line of the log, and the clock goes on', async () => {
    const thrower = `{ load() { setTimeout(() => { throw new Error('late') }, 5); setTimeout(() => console.log('next'), 6) }, call() {} }`;
    const trace = await playPage(thrower, [load(), wait(10)]);
    expect(logsOf(trace).map(({ level, text }) => [level, text])).toEqual([
      ['error', 'uncaught: Error: late'],
      ['info', 'next'],
    ]);
  });

  test('timers without end are told, instead of being waited for', async () => {
    const looper = `{ load() { const again = () => setTimeout(again, 0); again() }, call() {} }`;
    await expect(playPage(looper, [load(), wait(3 * minuteMs)])).rejects.toThrow('it schedules timers in a loop');
  });

  test('a request that carries no message is kept, with the reason', async () => {
    const sender = `{ load() { fetch('/v1/track', { method: 'POST', body: 'garbage' }) }, call() {} }`;
    const trace = await playPage(sender, [load()]);
    expect(trace.entries.filter(({ kind }) => kind === 'request')).toMatchObject([
      { url: 'https://shop.example/v1/track', unreadable: 'the body is not JSON: "garbage"' },
    ]);
    expect(messagesOf(trace)).toEqual([]);
  });
});

describe('what an SDK says without end', () => {
  test('lines of the log beyond a thousand in one step are counted', async () => {
    const sdk = '{ load() {}, call() { for (let line = 0; line < 2_500; line++) console.warn("line " + line); } }';
    const logs = logsOf(await playPage(sdk, [load(), track(), track()]));
    expect(logs).toHaveLength(2 * 1_001);
    expect(logs[999]).toMatchObject({ step: 1, level: 'warn', text: 'line 999' });
    expect(logs[1_000]).toMatchObject({ step: 1, level: 'info', text: '1500 more lines of this step were left out' });
    expect(logs[1_001]).toMatchObject({ step: 2, text: 'line 0' });
  });

  test('long lines and long values are cut', async () => {
    const sdk = '{ load() { console.log("x".repeat(1e6)); }, call() { return "x".repeat(1e6); } }';
    const trace = await playPage(sdk, [load(), getSessionId]);
    expect(logsOf(trace)[0]?.text).toBe(`${'x'.repeat(500)}… (1000000 characters)`);
    const returned = trace.entries.find((entry) => entry.kind === 'return');
    expect(returned).toMatchObject({ value: `"${'x'.repeat(499)}… (1000002 characters)` });
  });
});
