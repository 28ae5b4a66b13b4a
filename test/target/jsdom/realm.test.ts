import vm from 'node:vm';
import { describe, expect, test } from 'vitest';
import { Realm } from '../../../src/target/jsdom/realm.js';

/** A realm as jsdom leaves it behind: interfaces, a registry of them, and a global that cannot be deleted. */
function newRealm() {
  const global = vm.createContext(vm.constants.DONT_CONTEXTIFY);
  const realm = new Realm(global);
  const run = (script: string): unknown => vm.runInContext(script, global);
  run(`
    Object.defineProperty(globalThis, 'document', { get: () => 'of the page' });
    globalThis._globalObject = globalThis;
    globalThis._globalProxy = globalThis;
    globalThis.page = 1;
    const registry = globalThis[Symbol.for('[webidl2js] constructor registry')] = {};
    globalThis.Node = registry.Node = class Node { attach() {} };
    globalThis.OldNode = Node;
    globalThis.NodeFilter = () => {};
  `);
  realm.remember((name) => name === 'Node' || name === 'NodeFilter');
  return { realm, run };
}

describe('Realm', () => {
  test('knows its interfaces by all their names', () => {
    expect(newRealm().realm.interfaceNames).toEqual(['Node', 'OldNode', 'NodeFilter']);
  });

  const lastKeys = 'Reflect.ownKeys(globalThis).slice(-6).map(String).join()';
  const inTheirPlace = '_globalObject,_globalProxy,Node,OldNode,NodeFilter,Symbol([webidl2js] constructor registry)';

  test('loses what pages have put on the global, and keeps its interfaces in their place', () => {
    const { realm, run } = newRealm();
    run('kept = Object.keys; Date = class {}; Node.prototype.attach = 1; Node.mine = 1; NodeFilter = 1');
    expect(realm.restore()).toBe(true);
    const look = '[typeof page, typeof kept, typeof Node, typeof NodeFilter, Date.now() > 0].join()';
    expect(run(look)).toBe('undefined,undefined,function,function,true');
    expect(run('[typeof Node.prototype.attach, typeof Node.mine].join()')).toBe('function,undefined');
    realm.prepare();
    expect(run(lastKeys)).toBe(inTheirPlace);
  });

  test.each(['Node', '_globalProxy', 'JSON'])('is given back %s, and the interfaces in their place', (name) => {
    const { realm, run } = newRealm();
    const before = run(name);
    run(`delete globalThis.${name}; globalThis.mine = 1; globalThis.${name} = 2`);
    expect(realm.restore()).toBe(true);
    realm.prepare();
    expect(run(name)).toBe(before);
    expect(run(lastKeys)).toBe(inTheirPlace);
  });

  test('a global that a later page makes read-only is at once as it was, for jsdom defines it again', () => {
    const { realm, run } = newRealm();
    expect(realm.restore()).toBe(true);
    run('Object.defineProperty(globalThis, "Promise", { writable: false })');
    expect(realm.restore()).toBe(true);
    expect(run('Object.getOwnPropertyDescriptor(globalThis, "Promise").writable')).toBe(true);
    run('Object.defineProperty(globalThis, "Promise", { writable: false, configurable: false })');
    expect(realm.restore()).toBe(false);
  });

  test.each([
    ['a global that cannot be deleted', 'Object.defineProperty(globalThis, "mine", { value: 1 })'],
    ['a built-in object that cannot be put back', 'Object.freeze(Node.prototype)'],
    [
      'a global that cannot be set any more',
      'Object.defineProperty(globalThis, "Map", { value: 1, configurable: false })',
    ],
  ])('cannot be restored with %s', (_what, script) => {
    const { realm, run } = newRealm();
    run(script);
    expect(realm.restore()).toBe(false);
  });
});
