import { type DOMWindow, JSDOM } from 'jsdom';
import { beforeEach, describe, expect, test } from 'vitest';
import { BrowserProfile } from '../../../src/target/jsdom/device.js';
import { PageStorage, pageCookies } from '../../../src/target/jsdom/page-storage.js';
import { drainMicrotasks } from '../../../src/time/stepped-clock.js';

let profile: BrowserProfile;

beforeEach(() => {
  profile = new BrowserProfile(() => Date.now());
});

function open(client: string, path = '/') {
  const options = { profile, client, nowMs: () => Date.now() };
  const { window } = new JSDOM('', {
    url: `https://shop.example${path}`,
    runScripts: 'outside-only',
    cookieJar: pageCookies(options),
  });
  const storage = new PageStorage(window, options);
  window.eval(`
    told = [];
    addEventListener('storage', ({ key, oldValue, newValue, url, storageArea }) =>
      told.push([key, oldValue, newValue, url, storageArea === localStorage ? 'local' : storageArea === sessionStorage]));
  `);
  const run = (script: string): unknown => JSON.parse(String(window.eval(`JSON.stringify(${script} ?? null)`)));
  return { window, storage, run, told: () => run('told') };
}

/** The name of what a script of the page throws, as the page sees it. */
const thrownBy = (window: DOMWindow, script: string): unknown =>
  window.eval(`try { ${script}; 'nothing' } catch (error) { (error instanceof DOMException) + ' ' + error.name }`);

describe('storage events', () => {
  test('tell the other pages what changed, where and by whom, after the script', async () => {
    const [one, two] = [open('tab1', '/cart'), open('tab2')];
    one.run(`localStorage.setItem('a', 1)`);
    one.run(`localStorage.a = 2`);
    expect(two.told()).toEqual([]);
    await drainMicrotasks();
    expect(one.told()).toEqual([]);
    expect(two.told()).toEqual([
      ['a', null, '1', 'https://shop.example/cart', 'local'],
      ['a', '1', '2', 'https://shop.example/cart', 'local'],
    ]);
  });

  test('are not fired for session storage, cookies and what stays as it is', async () => {
    const [one, two] = [open('tab1'), open('tab2')];
    one.run(`(sessionStorage.a = 1, document.cookie = 'a=1', localStorage.removeItem('a'))`);
    await drainMicrotasks();
    expect(two.told()).toEqual([]);
  });

  test('pass by a page that has left, until it joins again', async () => {
    const [one, two] = [open('tab1'), open('tab2')];
    two.storage.leave();
    one.run('localStorage.a = 1');
    await drainMicrotasks();
    two.storage.join();
    one.run('localStorage.b = 1');
    await drainMicrotasks();
    expect(two.told()).toEqual([['b', null, '1', 'https://shop.example/', 'local']]);
  });

  test('tell every page when somebody empties the storage', async () => {
    const [one, two] = [open('tab1'), open('tab2')];
    one.run(`(localStorage.a = 1, sessionStorage.a = 1, document.cookie = 'a=1')`);
    await drainMicrotasks();
    await profile.clear();
    await drainMicrotasks();
    expect(one.run('[localStorage.length, sessionStorage.length, document.cookie]')).toEqual([0, 0, '']);
    expect(one.told()).toEqual([
      [null, null, null, '', 'local'],
      [null, null, null, '', true],
    ]);
    expect(two.told()).toEqual([
      ['a', null, '1', 'https://shop.example/', 'local'],
      [null, null, null, '', 'local'],
    ]);
  });

  test('are written by a page in its last moments, too', async () => {
    const [one, two] = [open('tab1'), open('tab2')];
    const storage: unknown = one.window.eval('localStorage');
    one.window.close();
    Reflect.set(storage as object, 'last', 'word');
    await drainMicrotasks();
    expect(two.told()).toEqual([['last', null, 'word', 'https://shop.example/', 'local']]);
  });
});

describe('storage that is unavailable', () => {
  test.each(['localStorage', 'sessionStorage'])('%s throws when it is named, and when it is used', (name) => {
    const { window } = open('tab1');
    window.eval(`kept = ${name}; kept.a = 1`);
    profile.condition = 'unavailable';
    expect(thrownBy(window, name)).toBe('true SecurityError');
    expect(thrownBy(window, `kept.getItem('a')`)).toBe('true SecurityError');
    expect(thrownBy(window, `kept.setItem('a', 2)`)).toBe('true SecurityError');
    expect(thrownBy(window, 'kept.length')).toBe('true SecurityError');
    profile.condition = 'available';
    expect(window.eval(`${name}.a`)).toBe('1');
  });

  test('has no cookies and takes none', () => {
    const { run } = open('tab1');
    run(`document.cookie = 'a=1'`);
    profile.condition = 'unavailable';
    run(`document.cookie = 'b=1'`);
    expect(run('[document.cookie, navigator.cookieEnabled]')).toEqual(['', false]);
    profile.condition = 'available';
    expect(run('[document.cookie, navigator.cookieEnabled]')).toEqual(['a=1', true]);
  });
});

describe('storage that is full', () => {
  test('takes what is no larger than what was there', () => {
    const { window, run } = open('tab1');
    run(`(localStorage.a = 'old', document.cookie = 'a=1')`);
    profile.condition = 'full';
    expect(thrownBy(window, `localStorage.setItem('a', 'longer')`)).toBe('true QuotaExceededError');
    expect(thrownBy(window, `sessionStorage.b = 1`)).toBe('true QuotaExceededError');
    run(`(localStorage.a = 'new', document.cookie = 'a=2', document.cookie = 'b=1')`);
    expect(run('[localStorage.a, localStorage.length, document.cookie]')).toEqual(['new', 1, 'a=2']);
  });
});
