import { type Context, Script } from 'node:vm';

/** A property and its key, with all its attributes. */
export type Properties = readonly (readonly [key: PropertyKey, descriptor: PropertyDescriptor])[];

interface ObjectState {
  readonly object: object;
  readonly prototype: object | null;
  readonly isExtensible: boolean;
  readonly properties: Properties;
}

/** A function with the two properties that every function has. */
interface FunctionState {
  readonly object: (...values: never) => unknown;
  readonly length: number;
  readonly name: string;
  readonly state: ObjectState;
}

/** What belongs to Node's own realm, where the walk ends: the interfaces of jsdom inherit from it in every realm. */
const hostObjects: ReadonlySet<unknown> = new Set([Object.prototype, Function.prototype]);

/**
 * Objects that no property of a global leads to, because they stand behind syntax and behind what built-in functions
 * return; a script can reach and change them all the same.
 */
const hiddenObjects = new Script(`(() => {
  const segments = new Intl.Segmenter().segment('');
  const made = [
    [].values(), new Map().values(), new Set().values(), ''[Symbol.iterator](), ''.matchAll(/(?:)/g),
    segments, segments[Symbol.iterator](), [].values().map?.(String), globalThis.Iterator?.from({ next() {} }),
    (function* () {})(), (async function* () {})(), function* () {}, async function* () {}, async function () {},
  ].filter((each) => each !== undefined);
  const strictArguments = (function () { 'use strict'; return arguments; })();
  return [...made.map(Object.getPrototypeOf), Object.getOwnPropertyDescriptor(strictArguments, 'callee').get];
})()`);

/** The legacy properties of RegExp tell of the last match in the realm, and in a new realm there was none. */
const forgetMatches = new Script(`/(?:)/.test('')`);

/**
 * The built-in objects of a realm as they are now, so that they can be put back when a page has been played in it: all
 * that properties, accessors and prototypes lead to.
 */
export class RealmObjects {
  readonly #realm: Context;
  readonly #functions: FunctionState[] = [];
  readonly #others: ObjectState[] = [];

  /** @param roots where the walk begins; it passes by the global itself */
  constructor(realm: Context, roots: Iterable<unknown>) {
    this.#realm = realm;
    const seen = new Set<unknown>([realm, ...hostObjects]);
    const waiting: unknown[] = [...roots, ...hiddenObjects.runInContext(realm)];
    while (waiting.length > 0) {
      const object = waiting.pop();
      if (!isObject(object) || seen.has(object)) continue;
      seen.add(object);
      const state = stateOf(object);
      this.#remember(state);
      waiting.push(state.prototype);
      for (const [, { value, get, set }] of state.properties) waiting.push(value, get, set);
    }
  }

  /** How many objects are put back. */
  get size(): number {
    return this.#functions.length + this.#others.length;
  }

  /** @returns whether all of them are as they were again; if not, no other page may be played in the realm */
  restore(): boolean {
    forgetMatches.runInContext(this.#realm);
    for (const each of this.#functions) if (!isPlain(each) && !restoreOne(each.state)) return false;
    for (const state of this.#others) if (!isUnchanged(state) && !restoreOne(state)) return false;
    return true;
  }

  #remember(state: ObjectState): void {
    const { object, properties } = state;
    const isPlainFunction = typeof object === 'function' && properties.length === 2 && state.isExtensible;
    if (!isPlainFunction || properties[0]?.[0] !== 'length' || properties[1]?.[0] !== 'name') {
      this.#others.push(state);
      return;
    }
    const { length, name } = object as FunctionState['object'];
    this.#functions.push({ object: object as FunctionState['object'], length, name, state });
  }
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

export function propertiesOf(object: object): Properties {
  return Reflect.ownKeys(object).map((key) => [key, Reflect.getOwnPropertyDescriptor(object, key) ?? {}]);
}

function stateOf(object: object): ObjectState {
  return {
    object,
    prototype: Reflect.getPrototypeOf(object),
    isExtensible: Reflect.isExtensible(object),
    properties: propertiesOf(object),
  };
}

/**
 * There are thousands of functions and each takes its time, so the attributes of `length` and `name`, which nobody has a
 * reason to change, are not looked at as long as there is nothing else.
 */
function isPlain({ object, length, name, state }: FunctionState): boolean {
  return (
    object.length === length &&
    object.name === name &&
    Reflect.ownKeys(object).length === 2 &&
    Object.isExtensible(object) &&
    Object.getPrototypeOf(object) === state.prototype
  );
}

function isUnchanged({ object, prototype, isExtensible, properties }: ObjectState): boolean {
  if (Object.getPrototypeOf(object) !== prototype || Object.isExtensible(object) !== isExtensible) return false;
  const keys = Reflect.ownKeys(object);
  return (
    keys.length === properties.length &&
    properties.every(([key, descriptor], index) => {
      return keys[index] === key && isSame(Reflect.getOwnPropertyDescriptor(object, key), descriptor);
    })
  );
}

export function isSame(one: PropertyDescriptor | undefined, other: PropertyDescriptor): boolean {
  return (
    one !== undefined &&
    Object.is(one.value, other.value) &&
    one.get === other.get &&
    one.set === other.set &&
    one.writable === other.writable &&
    one.enumerable === other.enumerable &&
    one.configurable === other.configurable
  );
}

/** @returns whether it could be done, to the order of its keys */
function restoreOne(state: ObjectState): boolean {
  const { object, prototype, properties } = state;
  const known = new Set(properties.map(([key]) => key));
  for (const key of Reflect.ownKeys(object)) if (!known.has(key)) Reflect.deleteProperty(object, key);
  for (const [key, descriptor] of properties) Reflect.defineProperty(object, key, descriptor);
  Reflect.setPrototypeOf(object, prototype);
  return isUnchanged(state);
}
