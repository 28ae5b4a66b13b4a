import { JSDOM } from 'jsdom';
import { expect, test } from 'vitest';
import { getterOf, nativeArea } from '../../../../src/target/chromium/page/native-area.js';

function opened() {
  const { window } = new JSDOM('', { url: 'https://shop.example/' });
  return { window, area: nativeArea(window.localStorage, window.Storage.prototype) };
}

test('is looked at and wound on past what a page has put in the place of its methods', () => {
  const { window, area } = opened();
  window.localStorage.setItem('a', '1');
  window.localStorage.setItem('b', '');
  for (const name of ['getItem', 'setItem', 'key', 'clear']) {
    Reflect.set(window.Storage.prototype, name, () => {
      throw new Error('refused');
    });
  }
  Object.defineProperty(window.Storage.prototype, 'length', { get: () => 0 });
  expect([...area.items()]).toEqual([
    ['a', '1'],
    ['b', ''],
  ]);
  area.restore('a', '2');
  expect([area.read('a'), area.read('b'), area.read('c')]).toEqual(['2', '', undefined]);
  expect([area.clear(), area.clear()]).toEqual([true, false]);
  expect([...area.items()]).toEqual([]);
});

test('a browser that lacks what is asked for is told', () => {
  expect(() => getterOf({}, 'length')).toThrow('the browser has no length');
});
