import { describe, expect, test } from 'vitest';
import {
  differences,
  hasAll,
  hasItsKeys,
  isUnchanged,
  propertiesOf,
  restoreOne,
  stateOf,
} from '../../../src/target/jsdom/object-state.js';

type Open = Record<PropertyKey, unknown>;

const mine = Symbol('mine');

function remembered() {
  const object: Open = { size: 1, [mine]: 2, draw: () => 'drawn' };
  Object.defineProperty(object, 'area', { get: () => 3, configurable: true });
  return { object, state: stateOf(object, propertiesOf(object)) };
}

const changes: [what: string, change: (object: Open) => void, keys: PropertyKey[]][] = [
  ['a value', (object) => (object.size = 5), ['size']],
  ['the value of a symbol', (object) => (object[mine] = 5), [mine]],
  ['an addition', (object) => (object.other = 5), ['other']],
  ['an accessor', (object) => Object.defineProperty(object, 'area', { get: () => 5 }), ['area']],
  ['attributes', (object) => Object.defineProperty(object, 'size', { enumerable: false }), ['size']],
  ['what it inherits from', (object) => Object.setPrototypeOf(object, { size: 5 }), []],
];

describe('the state of an object', () => {
  test('is unchanged as long as nobody changes it', () => {
    const { state } = remembered();
    expect(isUnchanged(state)).toBe(true);
    expect(differences(state).size).toBe(0);
  });

  test.each(changes)('tells %s from what was there, and puts it back', (_what, change, keys) => {
    const { object, state } = remembered();
    const before = propertiesOf(object);
    change(object);
    expect(isUnchanged(state)).toBe(false);
    expect([...differences(state).keys()]).toEqual(keys);
    expect(restoreOne(state)).toBe(true);
    expect(isUnchanged(state)).toBe(true);
    expect(propertiesOf(object)).toEqual(before);
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
  });

  test('what was taken out comes back as the last, which is not as it was', () => {
    const { object, state } = remembered();
    delete object.size;
    expect(restoreOne(state)).toBe(false);
    expect(object.size).toBe(1);
  });

  test('is told by its keys and by some of its properties alone', () => {
    const { object, state } = remembered();
    const ofSize = state.changeable.filter(([key]) => key === 'size');
    object.draw = () => 'mine';
    expect([hasItsKeys(state), hasAll(object, ofSize)]).toEqual([true, true]);
    object.size = 5;
    expect([hasItsKeys(state), hasAll(object, ofSize)]).toEqual([true, false]);
    object.other = 5;
    expect(hasItsKeys(state)).toBe(false);
  });

  test('of a frozen object cannot be had back from one that was not', () => {
    const { object, state } = remembered();
    Object.freeze(object);
    expect(restoreOne(state)).toBe(false);
  });
});
