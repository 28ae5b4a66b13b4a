import { type Context, Script } from 'node:vm';

/** A property and its key, with all its attributes. */
export type Properties = readonly (readonly [key: PropertyKey, descriptor: PropertyDescriptor])[];

interface ObjectState {
  readonly object: object;
  readonly prototype: object | null;
  readonly isExtensible: boolean;
  readonly properties: Properties;
  readonly keys: readonly PropertyKey[];
  /** Those of the properties that a script can change at all. */
  readonly changeable: Properties;
}

/**
 * Functions that have nothing but a length and a name are thousands, and to look at one in every way takes as long as to
 * look at another object. So only every so many pages all that can be done to one of them is looked at.
 */
const pagesToSeeAllFunctions = 16;

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
  /** Plain functions, and in the same order how many of their keys can be enumerated, and what they were like. */
  readonly #functions: object[] = [];
  readonly #enumerableKeys: number[] = [];
  readonly #functionStates: ObjectState[] = [];
  readonly #others: ObjectState[] = [];
  /** The function with which the next share begins; before anything else, all of them are looked at once. */
  #nextFunction = 0;
  #looksAtAll = true;
  #hasFound = false;

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

  /**
   * What a page plausibly does is undone right after it: whatever it did to an object of which more can change than its
   * name, such as a prototype or `Math`, and what it assigned to a function. What else can be done to a function that is
   * nothing but a function (to define its name anew, to give it a symbol, a hidden property or a prototype, to freeze
   * it) is looked for after the first page of the realm, and then at a sixteenth of these functions after each page, so
   * that up to fifteen pages may see it. Once anything of the kind was found, all are looked at after every page.
   * @returns whether all that was looked at is as it was again; if not, no other page may be played in the realm
   */
  restore(): boolean {
    forgetMatches.runInContext(this.#realm);
    return this.#restoreOthers() && this.#restoreAssigned() && this.#restoreFunctions();
  }

  #restoreOthers(): boolean {
    for (const state of this.#others) if (!isUnchanged(state) && !restoreOne(state)) return false;
    return true;
  }

  /** What is assigned can be enumerated, and whether there is anything to enumerate the engine knows by heart. */
  #restoreAssigned(): boolean {
    const functions = this.#functions;
    for (let index = 0; index < functions.length; index++) {
      const isAssigned = Object.keys(functions[index] as object).length !== this.#enumerableKeys[index];
      if (isAssigned && !this.#restoreFunction(index)) return false;
    }
    return true;
  }

  #restoreFunctions(): boolean {
    const { length } = this.#functions;
    const first = this.#looksAtAll ? 0 : this.#nextFunction;
    const end = this.#looksAtAll ? length : Math.min(first + Math.ceil(length / pagesToSeeAllFunctions), length);
    let changed = 0;
    for (let index = first; index < end; index++) {
      if (isUnchanged(this.#functionStates[index] as ObjectState)) continue;
      changed += 1;
      if (!this.#restoreFunction(index)) return false;
    }
    this.#nextFunction = end === length ? 0 : end;
    this.#hasFound ||= changed > 0;
    const sawAll = this.#looksAtAll;
    this.#looksAtAll = this.#hasFound;
    // What was done to one may have been done to others.
    return sawAll || changed === 0 || this.#restoreFunctions();
  }

  #restoreFunction(index: number): boolean {
    return restoreOne(this.#functionStates[index] as ObjectState);
  }

  #remember(state: ObjectState): void {
    if (!isPlainFunction(state)) {
      this.#others.push(state);
      return;
    }
    this.#functions.push(state.object);
    this.#enumerableKeys.push(Object.keys(state.object).length);
    this.#functionStates.push(state);
  }
}

/** Whether nothing of a function but its length and its name can change, unless it is given something. */
function isPlainFunction({ object, isExtensible, changeable }: ObjectState): boolean {
  return (
    typeof object === 'function' && isExtensible && changeable.every(([key]) => key === 'length' || key === 'name')
  );
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

export function propertiesOf(object: object): Properties {
  return Reflect.ownKeys(object).map((key) => [key, Reflect.getOwnPropertyDescriptor(object, key) ?? {}]);
}

function stateOf(object: object): ObjectState {
  const properties = propertiesOf(object);
  return {
    object,
    prototype: Reflect.getPrototypeOf(object),
    isExtensible: Reflect.isExtensible(object),
    properties,
    keys: properties.map(([key]) => key),
    changeable: properties.filter(([, { configurable, writable }]) => configurable === true || writable === true),
  };
}

/** In plain loops, for this is done for some nine thousand properties after every page. */
function isUnchanged({ object, prototype, isExtensible, keys, changeable }: ObjectState): boolean {
  if (Object.getPrototypeOf(object) !== prototype || Object.isExtensible(object) !== isExtensible) return false;
  const present = Reflect.ownKeys(object);
  if (present.length !== keys.length) return false;
  for (let index = 0; index < keys.length; index++) if (present[index] !== keys[index]) return false;
  for (const [key, descriptor] of changeable) {
    if (!isSame(Reflect.getOwnPropertyDescriptor(object, key), descriptor)) return false;
  }
  return true;
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
  const { object, prototype, keys, changeable } = state;
  const known = new Set(keys);
  for (const key of Reflect.ownKeys(object)) if (!known.has(key)) Reflect.deleteProperty(object, key);
  for (const [key, descriptor] of changeable) {
    if (isSame(Reflect.getOwnPropertyDescriptor(object, key), descriptor)) continue;
    Reflect.defineProperty(object, key, descriptor);
  }
  if (Object.getPrototypeOf(object) !== prototype) Reflect.setPrototypeOf(object, prototype);
  return isUnchanged(state);
}
