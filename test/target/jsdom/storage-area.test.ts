import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import { StorageArea } from '../../../src/target/jsdom/storage-area.js';

/** One thing that a page may do to its storage; it answers what the page would see. */
type Operation = (storage: object) => unknown;

const call =
  (method: string, ...values: unknown[]): Operation =>
  (storage) =>
    Reflect.get(storage, method).call(storage, ...values);

/** Few names, so that operations meet; names of methods and of numbers among them, for they are the hard ones. */
const name = fc.constantFrom('a', 'b', 'rl_session', '', '0', '7', 'length', 'getItem', 'toString', '__proto__');
const value = fc.constantFrom<unknown>('x', '', 'null', 5, 0, true, null, undefined, '{"a":1}');
const index = fc.constantFrom<unknown>(0, 1, 2, 9, -1, 1.7, '1', Number.NaN, undefined, 4_294_967_296);

const operation: fc.Arbitrary<[string, Operation]> = fc.oneof(
  fc.tuple(name, value).map(([key, item]) => op('setItem', key, item)),
  fc.tuple(name, value).map(([key, item]) => named('assign', key, (storage) => Reflect.set(storage, key, item))),
  fc
    .tuple(name, value)
    .map(([key, item]) =>
      named('define', key, (storage) => Reflect.defineProperty(storage, key, { value: item, configurable: true })),
    ),
  name.map((key) => op('getItem', key)),
  name.map((key) => op('removeItem', key)),
  name.map((key) => named('read', key, (storage) => plain(Reflect.get(storage, key)))),
  name.map((key) => named('in', key, (storage) => key in storage)),
  name.map((key) => named('hasOwn', key, (storage) => Object.hasOwn(storage, key))),
  name.map((key) => named('delete', key, (storage) => Reflect.deleteProperty(storage, key))),
  index.map((position) => op('key', position)),
  fc.constant(op('clear')),
);

function op(method: string, ...values: unknown[]): [string, Operation] {
  return [`${method}(${values.map(String).join(', ')})`, call(method, ...values)];
}

function named(verb: string, key: string, operation: Operation): [string, Operation] {
  return [`${verb} ${key}`, operation];
}

/** Methods and prototypes are not the same objects in the two; that they are there is all that counts. */
function plain(seen: unknown): unknown {
  return typeof seen === 'function' || (typeof seen === 'object' && seen !== null) ? typeof seen : seen;
}

const looks: readonly Operation[] = [
  (storage) => Object.keys(storage),
  (storage) => Object.getOwnPropertyNames(storage),
  (storage) => Object.entries(storage),
  (storage) => JSON.stringify(storage),
  (storage) => ({ ...storage }),
  (storage) => Reflect.get(storage, 'length'),
];

describe('StorageArea', () => {
  test('is seen by a page as the Storage of jsdom is, whatever is done to it', () => {
    const { window } = new JSDOM('', { url: 'https://shop.example/' });
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 40, size: 'max' }), (operations) => {
        window.localStorage.clear();
        const facade = new StorageArea().facade();
        for (const [text, run] of operations) {
          expect(run(facade), text).toEqual(run(window.localStorage));
          for (const look of looks) expect(look(facade), text).toEqual(look(window.localStorage));
        }
      }),
    );
  });

  test('tells of every change that a page makes, and of nothing else', () => {
    const area = new StorageArea();
    const seen: unknown[] = [];
    const page = area.facade({ onWrite: (key, value) => seen.push([key, value]) });
    const [, setLeft] = op('setItem', 'left', 1);
    setLeft(area.facade());
    for (const [, run] of [
      op('setItem', 'a', 5),
      op('getItem', 'a'),
      named('assign', 'b', (storage) => Reflect.set(storage, 'b', 'x')),
      named('define', 'c', (storage) => Reflect.defineProperty(storage, 'c', { value: 'y', configurable: true })),
      op('removeItem', 'a'),
      op('removeItem', 'a'),
      named('delete', 'b', (storage) => Reflect.deleteProperty(storage, 'b')),
      op('clear'),
      op('clear'),
    ]) {
      run(page);
    }
    expect(seen).toEqual([
      ['a', '5'],
      ['b', 'x'],
      ['c', 'y'],
      ['a', undefined],
      ['b', undefined],
      ['left', undefined],
      ['c', undefined],
    ]);
  });

  test('says for the other pages what is different, and only if something is', () => {
    const area = new StorageArea();
    const changes: unknown[] = [];
    const page = area.facade({ onChange: (change) => changes.push(change) });
    for (const [, run] of [
      op('setItem', 'a', 1),
      op('setItem', 'a', 1),
      op('setItem', 'a', 2),
      op('removeItem', 'a'),
      op('removeItem', 'a'),
      op('clear'),
      op('setItem', 'b', 3),
      op('clear'),
    ]) {
      run(page);
    }
    expect(changes).toEqual([
      { key: 'a', oldValue: null, newValue: '1' },
      { key: 'a', oldValue: '1', newValue: '2' },
      { key: 'a', oldValue: '2', newValue: null },
      { key: 'b', oldValue: null, newValue: '3' },
      { key: null, oldValue: null, newValue: null },
    ]);
  });

  test('may refuse every use', () => {
    const area = new StorageArea();
    Reflect.set(area.facade(), 'a', '1');
    const page = area.facade({
      beforeUse: () => {
        throw new Error('refused');
      },
    });
    for (const [text, run] of [
      op('setItem', 'a', 1),
      op('getItem', 'a'),
      op('removeItem', 'a'),
      op('key', 0),
      op('clear'),
      named('read', 'a', (storage) => Reflect.get(storage, 'a')),
      named('length', '', (storage) => Reflect.get(storage, 'length')),
      named('assign', 'a', (storage) => Reflect.set(storage, 'a', '2')),
      named('delete', 'a', (storage) => Reflect.deleteProperty(storage, 'a')),
      named('in', 'a', (storage) => 'a' in storage),
      named('keys', '', (storage) => Object.keys(storage)),
    ]) {
      expect(() => run(page), text).toThrow('refused');
    }
    expect([...area.items()]).toEqual([['a', '1']]);
  });

  test('may refuse to hold more, and then takes what is no larger than what was there', () => {
    const area = new StorageArea();
    Reflect.set(area.facade(), 'time', '1000');
    const page = area.facade({
      beforeGrowth: () => {
        throw new Error('full');
      },
    });
    expect(() => Reflect.set(page, 'time', '10000')).toThrow('full');
    expect(() => Reflect.set(page, 'other', '')).toThrow('full');
    Reflect.set(page, 'time', '1001');
    Reflect.set(page, 'time', '1');
    expect([...area.items()]).toEqual([['time', '1']]);
    Reflect.deleteProperty(page, 'time');
    expect(area.size).toBe(0);
  });

  test('is one area behind all of its facades', () => {
    const area = new StorageArea();
    const [one, other] = [area.facade(), area.facade()];
    Reflect.set(one, 'cart', 3);
    expect(Reflect.get(other, 'cart')).toBe('3');
    expect(area.size).toBe(1);
    area.clear();
    expect(Object.keys(one)).toEqual([]);
  });
});
