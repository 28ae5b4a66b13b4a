import vm from 'node:vm';
import { describe, expect, test } from 'vitest';
import { propertiesOf, RealmObjects } from '../../../src/target/jsdom/realm-objects.js';

function newRealm() {
  const realm = vm.createContext({});
  const run = (script: string): unknown => vm.runInContext(script, realm);
  const roots = ['Object', 'Function', 'Array', 'Map', 'RegExp', 'Math', 'JSON', 'Error'].map(run);
  return { run, objects: new RealmObjects(realm, roots) };
}

describe('RealmObjects', () => {
  test.each([
    ['a method that is replaced', 'Array.prototype.push = () => 5', '[].push(1)', 1],
    ['a method that is added', 'Array.prototype.mine = 1', '"mine" in []', false],
    ['a property of a method', '[].push.mine = 1', '"mine" in [].push', false],
    ['the name of a method', 'Object.defineProperty([].push, "name", { value: "mine" })', '[].push.name', 'push'],
    ['the prototype of a method', 'Object.setPrototypeOf([].push, { mine: 1 })', '"mine" in [].push', false],
    ['a getter', 'Map.prototype.__defineGetter__("size", () => 5)', 'new Map().size', 0],
    ['attributes alone', 'Object.defineProperty(Math, "max", { enumerable: true })', 'Object.keys(Math).length', 0],
    ['a prototype', 'Object.setPrototypeOf(Map.prototype, Array.prototype)', '"push" in new Map()', false],
    [
      'a symbol',
      'Array.prototype[Symbol.toStringTag] = "Mine"',
      'String(Object.prototype.toString.call([]))',
      '[object Array]',
    ],
    ['what prepares stacks', 'Error.prepareStackTrace = () => 5', '"prepareStackTrace" in Error', false],
    ['what iterates', '[].values().__proto__.next = () => ({ done: true })', '[...[1, 2]].length', 2],
    ['what stands behind syntax', '(function* () {}).__proto__.mine = 1', '"mine" in function* () {}', false],
    ['the last match', '/b(.)/.exec("abc")', 'RegExp.$1', ''],
  ])('puts back %s', (_what, change, look, expected) => {
    const { run, objects } = newRealm();
    const before = propertiesOf(Object(run('Array.prototype')));
    run(change);
    expect(run(look)).not.toBe(expected);
    expect(objects.restore()).toBe(true);
    expect(run(look)).toBe(expected);
    expect(propertiesOf(Object(run('Array.prototype')))).toEqual(before);
  });

  test.each([
    ['something is frozen', 'Object.freeze(Math)'],
    ['a function is', 'Object.preventExtensions([].push)'],
    ['what was added cannot be deleted', 'Object.defineProperty(Array.prototype, "mine", { value: 1 })'],
    ['what was deleted would come back as the last', 'delete Array.prototype.at'],
  ])('says that it cannot when %s', (_what, change) => {
    const { run, objects } = newRealm();
    expect(objects.restore()).toBe(true);
    run(change);
    expect(objects.restore()).toBe(false);
  });
});
