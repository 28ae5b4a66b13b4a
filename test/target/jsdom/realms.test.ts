import type { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { pagesToSeeAll } from '../../../src/target/jsdom/realm-objects.js';
import { Realms } from '../../../src/target/jsdom/realms.js';

const html = '<!doctype html><title>Shop</title><body><p>cart</p></body>';
const options = (path: string) => ({ url: `https://shop.example/${path}`, runScripts: 'outside-only' as const });

/** Everything that a script finds on an object and what it inherits from, by kind and attributes. */
const lookAt = `(function describe(object) {
  const lines = [];
  for (let each = object; each !== null; each = Object.getPrototypeOf(each)) {
    lines.push(String(each.constructor && each.constructor.name));
    for (const key of Reflect.ownKeys(each)) {
      const { value, get, set, ...attributes } = Object.getOwnPropertyDescriptor(each, key);
      lines.push([String(key), typeof value, get, set, typeof value === 'function' ? value : '', ...Object.values(attributes)].join());
    }
  }
  return lines;
})`;

function everything({ window }: JSDOM): unknown {
  return ['window', 'document', 'navigator', 'screen', 'history', 'location', 'Array', 'Element.prototype'].map(
    (name) => [name, ...(window.eval(`${lookAt}(${name})`) as string[])],
  );
}

/** Opens a page, runs the script in it, and closes it. */
async function play(realms: Realms, script: string): Promise<unknown> {
  const dom = realms.open(html, options('left'));
  const result: unknown = dom.window.eval(script);
  await end(realms, [dom]);
  return result;
}

async function end(realms: Realms, pages: readonly JSDOM[]): Promise<void> {
  for (const dom of pages) {
    dom.window.close();
    realms.leave(dom);
  }
  await new Promise(setImmediate);
  realms.takeBack();
}

const busy = `
  rudderanalytics = {}; Array.prototype.mine = 1; Element.prototype.mine = 1; navigator.mine = 1; document.mine = 1;
  Date = Math.random = null; delete window.alert; window.console.log.mine = 1; history.pushState({}, '', '/elsewhere');
  document.title = 'Left'; document.body.innerHTML = '<form name="left"></form>'; window.name = 'left'; status = 'left';
  document.cookie = 'left=1'; localStorage.setItem('left', '1'); customElements.define('x-left', class extends HTMLElement {});
  heard = []; for (const target of [window, document]) target.addEventListener('click', () => heard.push(1));
  onclick = () => heard.push(2); Object.defineProperty(window, 'onblur', { value: 1, configurable: true });
`;

describe('Realms', () => {
  test('a page in the realm of an earlier one finds all that it would find in a new one, and no more', async () => {
    const realms = new Realms();
    await play(realms, busy);
    expect(realms.free).toBe(1);
    const reused = realms.open(html, options('cart'));
    expect(realms.free).toBe(0);
    const fresh = new Realms().open(html, options('cart'));
    expect(everything(reused)).toEqual(everything(fresh));
    const look = `JSON.stringify([
      document.documentElement.outerHTML, location.href, history.length, history.state, document.cookie, name, status,
      localStorage.length, typeof customElements.get('x-left'), typeof left, onclick, document.readyState, length,
    ])`;
    expect(reused.window.eval(look)).toBe(fresh.window.eval(look));
  });

  test('what an earlier page listened to does not reach it', async () => {
    const realms = new Realms();
    const heard = await play(realms, `${busy}; heard`);
    const { window } = realms.open(html, options('cart'));
    window.eval('for (const target of [document, window]) target.dispatchEvent(new Event("click"))');
    expect(heard).toHaveLength(0);
  });

  test('it is the same realm, with the interfaces that it had', async () => {
    const realms = new Realms();
    const kept = await play(realms, '[Array, Element]');
    const { window } = realms.open(html, options('cart'));
    expect([window.Array, window.Element]).toEqual(kept);
    expect(window.Array).toBe((kept as unknown[])[0]);
    expect(window.eval('document.body instanceof Element && new Event("click") instanceof Event')).toBe(true);
  });

  test('pages that are open together have realms of their own, and so has one that follows what cannot be undone', async () => {
    const realms = new Realms();
    const first = await play(realms, 'Array');
    const [one, other] = [realms.open(html, options('one')), realms.open(html, options('other'))];
    expect(one.window.Array).toBe(first);
    expect(other.window.Array).not.toBe(first);
    await end(realms, [one, other]);
    expect(realms.free).toBe(2);
    await play(realms, 'Object.defineProperty(window, "mine", { value: 1 })');
    expect(realms.free).toBe(1);
  });

  test('a realm is used again when its page was left and it was taken back, and not before', async () => {
    const realms = new Realms();
    const [left, stays] = [realms.open(html, options('left')), realms.open(html, options('stays'))];
    const { Array: kept } = left.window;
    left.window.close();
    realms.leave(left);
    expect([realms.left, realms.free]).toEqual([1, 0]);
    expect(realms.open(html, options('third')).window.Array).not.toBe(kept);
    realms.takeBack();
    expect([realms.left, realms.free]).toEqual([0, 1]);
    const next = realms.open(html, options('next'));
    expect(next.window.Array).toBe(kept);
    expect(next.window.Array).not.toBe(stays.window.Array);
    // A window that has no realm of these is none of theirs.
    realms.leave(new Realms().open(html, options('elsewhere')));
    expect(realms.left).toBe(0);
  });

  test('a frame gets a realm that is new', async () => {
    const realms = new Realms();
    await play(realms, '1');
    const { window } = realms.open(html, options('cart'));
    expect(
      window.eval('frame = document.body.appendChild(document.createElement("iframe")); frame.contentWindow.Array'),
    ).not.toBe(window.Array);
    expect(window.eval('frame.contentDocument.body instanceof frame.contentWindow.Element')).toBe(true);
  });

  test('what prepares a window for its page is undone, and is no sign of what the page does', async () => {
    const realms = new Realms();
    const playPrepared = async (script: string) => {
      const dom = realms.open(html, options('cart'));
      expect(dom.window.eval('"prepared" in Element.prototype')).toBe(false);
      dom.window.eval('Element.prototype.prepared = 1');
      realms.notePrepared();
      const result: unknown = dom.window.eval(script);
      await end(realms, [dom]);
      return result;
    };
    for (let page = 0; page < 3; page++) await playPrepared('');
    const remove = 'Element.prototype.remove';
    await playPrepared(`Object.defineProperty(${remove}, "name", { value: "mine" })`);
    const names = [];
    for (let page = 0; page < pagesToSeeAll; page++) names.push(await playPrepared(`${remove}.name`));
    expect(names).toContain('mine');
    expect(names.at(-1)).toBe('remove');
  });

  test('it keeps no more than a few', async () => {
    const realms = new Realms();
    const pages = Array.from({ length: 8 }, (_, index) => realms.open(html, options(String(index))));
    expect(new Set(pages.map(({ window }) => window.Array)).size).toBe(8);
    await end(realms, pages);
    expect(realms.free).toBe(4);
  });
});
