import { describe, expect, test } from 'vitest';
import { playInJsdom } from '../../../../src/target/jsdom/player.js';
import { Realms } from '../../../../src/target/jsdom/realms.js';
import { installedSdk } from '../../../../src/target/rudderstack-js/package.js';
import { rudderStackJs } from '../../../../src/target/rudderstack-js/sdk.js';
import type { WebSdk } from '../../../../src/target/web/sdk.js';
import { getSessionId, load, minuteMs, timeline, track, type Written, wait } from '../../timeline.js';
import { on, pageSdk, textsOf } from './page-sdk.js';

const play = (sdk: WebSdk, actions: readonly Written[], realms?: Realms) =>
  playInJsdom(timeline(actions), sdk, 'page-sdk', { seed: 1, fastForward: true, realms });

/** Does what outlives a page if anything does: it listens, waits, asks the clock, and changes what is built in. */
const leaver = `{
  load() {
    Array.prototype.left = String.prototype.trim = () => 'left';
    const say = () => { console.log('left'); globalThis.said = true; };
    for (const type of ['storage', 'message', 'click', 'unload', 'seen']) addEventListener(type, say);
    document.addEventListener('seen', say);
    setInterval(say, 60_000);
    postMessage('left', '*');
    fetch('https://left.example/').then(say).then(say);
    new MutationObserver(say).observe(document.body, { childList: true });
    (async () => { for (let round = 0; round < 100; round++) await undefined; say(); })();
    document.body.append('left');
    localStorage.setItem('left', '1');
    navigator.left = document.left = window.left = 1;
  },
  call() {},
}`;

/** Tells all that it finds. */
const observer = `{
  load() { this.call(); },
  call() {
    dispatchEvent(new Event('seen'));
    document.dispatchEvent(new Event('seen'));
    console.log([
      'left' in navigator, 'left' in document, typeof left, typeof said, [].left, ' a '.trim(), localStorage.length,
      document.body.outerHTML, document.cookie, history.length, setTimeout(() => {}, 0), Math.random(), Date.now(),
    ].join());
  },
}`;

const looking = [load(), track(), wait(2 * minuteMs), track(), on('tab2', load()), { kind: 'reload' }] as const;

describe('a page in a realm that was used', () => {
  test('sees nothing of the pages that were there before', async () => {
    const realms = new Realms();
    await play(pageSdk(leaver), [load(), track(), on('tab2', load()), { kind: 'reload' }], realms);
    // What each has posted to itself is still to come when it is left, so none of their realms is used again before the end.
    expect(realms.free).toBe(3);
    const seen = await play(pageSdk(observer), looking, realms);
    expect(realms.free).toBe(3);
    expect(seen).toEqual(await play(pageSdk(observer), looking));
    expect(textsOf(seen).join()).not.toContain('left');
  });

  test.each([
    { kind: 'reload' },
    { kind: 'crash' },
    { kind: 'restart' },
    { kind: 'navigate', url: '/elsewhere' },
  ] as const)('sees nothing of the page that it follows in the same realm after $kind', async (leave) => {
    const actions = [load(), track(), leave, wait(2 * minuteMs), track(), leave, wait(2 * minuteMs), track()];
    for (const [first, realmsUsed] of [
      [leaver, 2],
      [leaver.replace("postMessage('left', '*');", ''), 1],
    ] as const) {
      const realms = new Realms();
      const sdk = pageSdk(`localStorage.getItem('left') === null ? ${first} : ${observer}`);
      const seen = await play(sdk, actions, realms);
      expect(realms.free).toBe(realmsUsed);
      expect(seen).toEqual(await play(sdk, actions));
      expect(textsOf(seen).filter((text) => text.startsWith('false,false,undefined,undefined,,a,1,'))).toHaveLength(4);
    }
  });

  test('runs the SDK as if it were the first time', async () => {
    const sdk = rudderStackJs(installedSdk().file);
    const actions = [load(), track(), wait(31 * minuteMs), track(), getSessionId, { kind: 'reload' }, track()] as const;
    const fresh = await play(sdk, actions);
    const realms = new Realms();
    for (let round = 0; round < 3; round++) expect(await play(sdk, actions, realms)).toEqual(fresh);
    // The page that is loaded again is in the realm of the one before.
    expect(realms.free).toBe(1);
  });
});
