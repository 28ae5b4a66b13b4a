import vm from 'node:vm';
import { describe, expect, test } from 'vitest';
import { propertiesOf } from '../../../src/target/jsdom/object-state.js';
import { pagesToSeeAll, RealmObjects } from '../../../src/target/jsdom/realm-objects.js';

function newRealm() {
  const realm = vm.createContext({});
  const run = (script: string): unknown => vm.runInContext(script, realm);
  const roots = ['Object', 'Function', 'Array', 'Map', 'RegExp', 'Math', 'JSON', 'Error'].map(run);
  return { run, objects: new RealmObjects(realm, roots) };
}

/** A realm with an interface as the DOM adds them: methods, a constant, and an accessor. */
function newRealmWithInterface() {
  const realm = vm.createContext({});
  const run = (script: string): unknown => vm.runInContext(script, realm);
  const shape = run(`globalThis.Shape = class Shape { draw() { return 'drawn' } get size() { return 1 } }`);
  run('Shape.prototype.SQUARE = 1; Shape.ROUND = 2');
  return { run, objects: new RealmObjects(realm, [run('Object'), run('Math')], [shape]) };
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

  test('has nothing to put back in a realm in which nothing was done', () => {
    const { objects } = newRealm();
    for (let page = 0; page < 40; page++) expect(objects.restore()).toBe(true);
  });

  test.each([
    ['something is frozen', 'Object.freeze(Math)'],
    ['a function is', 'Object.preventExtensions([].push)'],
    ['what was added cannot be deleted', 'Object.defineProperty(Array.prototype, "mine", { value: 1 })'],
    ['what was deleted would come back as the last', 'delete Array.prototype.at'],
  ])('says that it cannot when %s', (_what, change) => {
    const { run, objects } = newRealm();
    run(change);
    expect(objects.restore()).toBe(false);
  });

  test('undoes after every page what is assigned to a function, and what is done to other objects', () => {
    const { run, objects } = newRealm();
    const changed =
      '["mine" in [].push, "mine" in Array.from, "mine" in new Map(), new Map().size, Math.max(), JSON.stringify()].join()';
    const before = run(changed);
    for (let page = 0; page < 40; page++) {
      run(`[].push.mine = Array.from.mine = 1;
        Object.defineProperty(Map.prototype, "mine", { value: 1, configurable: true });
        Map.prototype.__defineGetter__("size", () => 5);
        Math.max = () => 5;
        Object.defineProperty(JSON, "stringify", { get: () => () => 5 });`);
      expect(run(changed)).toBe('true,true,true,5,5,5');
      expect(objects.restore()).toBe(true);
      expect(run(changed)).toBe(before);
    }
  });

  test.each([
    ['a value', 'Math.max = () => 5', 'Math.max(1, 2)', 2],
    ['an accessor', 'Map.prototype.__defineGetter__("size", () => 5)', 'new Map().size', 0],
    [
      'an addition',
      'Object.defineProperty(Map.prototype, "mine", { value: 1, configurable: true })',
      '"mine" in new Map()',
      false,
    ],
    ['a getter that throws', 'Object.defineProperty(Math, "max", { get() { throw 5 } })', 'Math.max(1, 2)', 2],
  ])('puts back at once, after a page that did nothing, %s', (_what, change, look, expected) => {
    const { run, objects } = newRealm();
    expect(objects.restore()).toBe(true);
    run(change);
    expect(objects.restore()).toBe(true);
    expect(run(look)).toBe(expected);
  });

  test.each([
    ['its name', 'Object.defineProperty([].push, "name", { value: "mine" })', '[].push.name === "mine"'],
    [
      'a hidden property',
      'Object.defineProperty([].push, "mine", { value: 1, configurable: true })',
      '"mine" in [].push',
    ],
    ['a symbol', '[].push[Symbol.iterator] = 1', 'Symbol.iterator in [].push'],
    ['its prototype', 'Object.setPrototypeOf([].push, { mine: 1 })', '"mine" in [].push'],
    [
      'attributes alone, of another object',
      'Object.defineProperty(Math, "max", { enumerable: true })',
      'Object.keys(Math).length === 1',
    ],
  ])(
    'finds within so many pages that a later page changed of a function %s, and then always at once',
    (_what, change, look) => {
      const { run, objects } = newRealm();
      expect(objects.restore()).toBe(true);
      run(change);
      let pages = 0;
      for (; run(look) === true && pages < 100; pages++) expect(objects.restore()).toBe(true);
      expect(pages).toBeGreaterThan(0);
      expect(pages).toBeLessThanOrEqual(pagesToSeeAll);
      for (let page = 0; page < 40; page++) {
        run(change);
        expect(objects.restore()).toBe(true);
        expect(run(look)).toBe(false);
      }
    },
  );

  test('gives up within so many pages the realm in which a later page froze a function', () => {
    const { run, objects } = newRealm();
    expect(objects.restore()).toBe(true);
    run('Object.preventExtensions([].push)');
    expect(Array.from({ length: pagesToSeeAll }, () => objects.restore())).toContain(false);
  });

  const changesOfInterface: [what: string, change: string, isChanged: string][] = [
    ['a method that is added', 'Shape.prototype.mine = 1', '"mine" in Shape.prototype'],
    ['what is assigned to a method', 'Shape.prototype.draw.mine = 1', '"mine" in Shape.prototype.draw'],
    ['an accessor that is defined anew', 'Shape.prototype.__defineGetter__("size", () => 5)', 'new Shape().size === 5'],
    ['a prototype', 'Object.setPrototypeOf(Shape.prototype, { mine: 1 })', '"mine" in Shape.prototype'],
    [
      'attributes',
      'Object.defineProperty(Shape.prototype, "draw", { enumerable: true })',
      'Object.keys(Shape.prototype).includes("draw")',
    ],
  ];

  test.each(changesOfInterface)('puts back after the first page, of an interface, %s', (_what, change, isChanged) => {
    const { run, objects } = newRealmWithInterface();
    run(change);
    expect(run(isChanged)).toBe(true);
    expect(objects.restore()).toBe(true);
    expect(run(isChanged)).toBe(false);
  });

  test.each(changesOfInterface)(
    'finds within so many pages, of an interface, %s, and then always at once',
    (_what, change, isChanged) => {
      const { run, objects } = newRealmWithInterface();
      expect(objects.restore()).toBe(true);
      run(change);
      let pages = 0;
      for (; run(isChanged) === true && pages < 100; pages++) expect(objects.restore()).toBe(true);
      expect(pages).toBeLessThanOrEqual(pagesToSeeAll);
      for (let page = 0; page < 40; page++) {
        run(change);
        expect(objects.restore()).toBe(true);
        expect(run(isChanged)).toBe(false);
      }
    },
  );

  test.each([
    ['a method', 'Shape.prototype.draw = () => "mine"', 'new Shape().draw()', 'drawn'],
    ['a constant', 'Shape.prototype.SQUARE = 5', 'Shape.prototype.SQUARE', 1],
    ['a constant of the constructor', 'Shape.ROUND = 5', 'Shape.ROUND', 2],
    ['a constant that is emptied', 'Shape.prototype.SQUARE = undefined', 'Shape.prototype.SQUARE', 1],
    [
      'what a getter hides that throws',
      'Object.defineProperty(Shape, "ROUND", { get() { throw new Error("mine") } })',
      'Shape.ROUND',
      2,
    ],
  ])('puts back after any page what is assigned to an interface: %s', (_what, change, look, expected) => {
    const { run, objects } = newRealmWithInterface();
    for (let page = 0; page < 40; page++) {
      expect(objects.restore()).toBe(true);
      run(change);
      expect(objects.restore()).toBe(true);
      expect(run(look)).toBe(expected);
    }
  });

  test('functions that are alike, and those that are not, are put back each as it was', () => {
    const run = (script: string) => vm.runInContext(script, realm);
    const realm = vm.createContext({});
    const alike = run(`all = [
      function draw(one) {}, function draw(one) {}, function draw(one, two) {}, function paint(one) {}, (one) => {},
      Object.defineProperty(function draw(one) {}, 'name', { writable: true }),
      Object.defineProperty(function draw(one) {}, 'length', { value: 1.5 }),
      Object.defineProperty(function draw(one) {}, 'name', { value: () => 1 }),
      Object.defineProperty(function draw(one) {}, 'name', { value: () => 2 }),
      Object.assign(function draw(one) {}, { mine: 1 }),
    ]`) as object[];
    const objects = new RealmObjects(realm, [run('Object')], alike);
    const before = alike.map(propertiesOf);
    run(`for (const each of all) {
      Object.defineProperty(each, 'name', { value: 'other', enumerable: true });
      Object.defineProperty(each, 'length', { value: 7 });
    }`);
    expect(alike.map(propertiesOf)).not.toEqual(before);
    expect(objects.restore()).toBe(true);
    expect(alike.map(propertiesOf)).toEqual(before);
  });

  test('what is defined anew with each window is put back, and is no sign of what a page does', () => {
    const { run, objects } = newRealmWithInterface();
    const prepare = () => run('Shape.prototype.draw = () => "of the window"; Shape.prototype.SQUARE = 5');
    prepare();
    objects.noteWindow();
    expect(objects.restore()).toBe(true);
    expect(run('new Shape().draw()')).toBe('drawn');
    // What is looked for in turns would be found at once if the window's changes were taken for a page's.
    let pages = 0;
    run('Object.defineProperty(Math.max, "name", { value: "mine" })');
    for (; run('Math.max.name') === 'mine' && pages < 100; pages++) {
      prepare();
      expect(objects.restore()).toBe(true);
      expect(run('new Shape().draw()')).toBe('drawn');
    }
    expect(pages).toBeLessThanOrEqual(pagesToSeeAll);
    expect(pages).toBeGreaterThan(1);
  });
});
