import { expect, test } from 'vitest';
import { type RunningBrowser, SharedBrowser } from '../../../src/target/chromium/browser.js';

/** A browser of which only is told when it is started and closed. */
function shared(log: string[]): SharedBrowser {
  return new SharedBrowser(async () => {
    log.push('start');
    const close = async (): Promise<void> => void log.push('close');
    return { version: '1', file: 'chromium', close } as RunningBrowser;
  });
}

test('a browser is started when it is asked for, once, and closed when nobody holds it any more', async () => {
  const log: string[] = [];
  const browser = shared(log);
  browser.hold();
  browser.hold();
  expect([log, browser.last]).toEqual([[], undefined]);
  expect(await browser.get()).toBe(await browser.get());
  await browser.release();
  expect(log).toEqual(['start']);
  await browser.release();
  expect(log).toEqual(['start', 'close']);
  expect(browser.last).toEqual({ version: '1', file: 'chromium' });
});

test('who asks after it was ended gets another, and one that never started is ended without a word', async () => {
  const log: string[] = [];
  const browser = shared(log);
  await browser.get();
  await browser.end();
  await browser.get();
  expect(log).toEqual(['start', 'close', 'start']);
  const failing = new SharedBrowser(() => Promise.reject(new Error('no browser')));
  await expect(failing.get()).rejects.toThrow('no browser');
  await failing.end();
});
