import { type Context, Script } from 'node:vm';
import {
  differences,
  hasAll,
  hasItsKeys,
  isUnchanged,
  type ObjectState,
  type Properties,
  propertiesOf,
  putBack,
  restoreOne,
  stateOf,
} from './object-state.js';

interface Held {
  readonly object: Record<PropertyKey, unknown>;
  readonly key: PropertyKey;
  readonly value: unknown;
}

/** An object of the language, with what a script can replace in it by assigning to it, and what is read by a function. */
interface Watched {
  readonly state: ObjectState;
  readonly held: readonly Held[];
  readonly accessors: Properties;
}

/**
 * Functions that have nothing but a length and a name are thousands, and the interfaces of the DOM have thousands of
 * properties. To look at all of them in every way takes as long as a page of an SDK, so it is done every so many pages.
 */
export const pagesToSeeAll = 64;

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
  /** Those of the language, which are looked at after every page. */
  readonly #watched: Watched[] = [];
  /** What is defined anew with each window, by its object and its key; a key that is not there otherwise has no descriptor. */
  readonly #ofWindows = new Map<ObjectState, Map<PropertyKey, PropertyDescriptor | undefined>>();
  /** All of them, of which a share is looked at in every way after each page. */
  readonly #inTurns: ObjectState[] = [];
  /** Plain functions of the language, in the order of their states, and how many of their keys can be enumerated. */
  readonly #functions: object[] = [];
  readonly #functionStates: ObjectState[] = [];
  readonly #enumerableKeys: number[] = [];
  /** What the interfaces of the DOM hold that a script can replace by assigning to it. */
  readonly #held: Held[] = [];
  /** The object with which the next share begins; before anything else, all of them are looked at once. */
  #next = 0;
  #looksAtAll = true;
  #hasFound = false;

  /**
   * The walk passes by the global itself.
   * @param language where it begins with the objects of the language
   * @param interfaces where it goes on, with those that the DOM adds
   */
  constructor(realm: Context, language: Iterable<unknown>, interfaces: Iterable<unknown> = []) {
    this.#realm = realm;
    const seen = new Set<unknown>([realm, ...hostObjects]);
    for (const state of walk([...language, ...hiddenObjects.runInContext(realm)], seen)) this.#rememberLanguage(state);
    for (const state of walk(interfaces, seen)) this.#rememberInterface(state);
  }

  /** How many objects are put back. */
  get size(): number {
    return this.#inTurns.length;
  }

  /**
   * A window has been made in the realm and prepared, and no script has run: whatever differs is what is defined anew
   * with each window. It is put back after every page, and it is no sign of what a page does.
   */
  noteWindow(): void {
    for (const state of this.#inTurns) {
      if (isUnchanged(state)) continue;
      this.#ofWindows.set(state, new Map([...(this.#ofWindows.get(state) ?? []), ...differences(state)]));
    }
  }

  /**
   * What a page plausibly does is undone right after it: what it assigned to an object of the language, added to it, took
   * out of it or defined as an accessor, such as a method of a prototype, and what it put in the place of what an interface
   * of the DOM has. What else can be done, to a function that is nothing but a function (to define its name anew, to give it
   * a symbol, a hidden property or a prototype, to freeze it), to an interface (to add to it or to one of its methods, to
   * define an accessor anew) or to the attributes of a property alone, is looked for after the first page of the realm, and
   * then at a share of the objects after each page, so that some sixty pages may see it. Once anything of the kind
   * was found, all are looked at after every page.
   * @returns whether all that was looked at is as it was again; if not, no other page may be played in the realm
   */
  restore(): boolean {
    forgetMatches.runInContext(this.#realm);
    if (!this.#restoreWatched() || !this.#restoreAssigned()) return false;
    if (!holdAll(this.#held)) this.#looksAtAll = true;
    return this.#restoreInTurns();
  }

  #restoreWatched(): boolean {
    for (const [state, properties] of this.#ofWindows) {
      for (const [key, descriptor] of properties) if (!putBack(state.object, key, descriptor)) return false;
      if (!hasItsKeys(state) && !restoreOne(state)) return false;
    }
    for (let index = 0; index < this.#watched.length; index++) {
      const { state, held, accessors } = this.#watched[index] as Watched;
      const isAsItWas = hasItsKeys(state) && holdAll(held) && hasAll(state.object, accessors);
      if (!isAsItWas && !restoreOne(state)) return false;
    }
    return true;
  }

  /** What is assigned can be enumerated, and whether there is anything to enumerate the engine knows by heart. */
  #restoreAssigned(): boolean {
    const functions = this.#functions;
    for (let index = 0; index < functions.length; index++) {
      const isAssigned = Object.keys(functions[index] as object).length !== this.#enumerableKeys[index];
      if (isAssigned && !restoreOne(this.#functionStates[index] as ObjectState)) return false;
    }
    return true;
  }

  #restoreInTurns(): boolean {
    const { length } = this.#inTurns;
    const first = this.#looksAtAll ? 0 : this.#next;
    const end = this.#looksAtAll ? length : Math.min(first + Math.ceil(length / pagesToSeeAll), length);
    let hasFound = false;
    for (let index = first; index < end; index++) {
      const state = this.#inTurns[index] as ObjectState;
      if (isUnchanged(state)) continue;
      hasFound = true;
      if (!restoreOne(state)) return false;
    }
    this.#next = end === length ? 0 : end;
    const sawAll = this.#looksAtAll;
    this.#hasFound ||= hasFound;
    this.#looksAtAll = this.#hasFound;
    // What was done to one may have been done to others.
    return sawAll || !hasFound || this.#restoreInTurns();
  }

  #rememberLanguage(state: ObjectState): void {
    this.#inTurns.push(state);
    if (!isPlainFunction(state)) {
      const accessors = state.changeable.filter(([, { get, set }]) => get !== undefined || set !== undefined);
      this.#watched.push({ state, held: heldBy(state), accessors });
      return;
    }
    this.#functions.push(state.object);
    this.#functionStates.push(state);
    this.#enumerableKeys.push(Object.keys(state.object).length);
  }

  #rememberInterface(state: ObjectState): void {
    this.#inTurns.push(state);
    this.#held.push(...heldBy(state));
  }
}

/** What a script can replace in an object by assigning to it. */
function heldBy({ object, changeable }: ObjectState): Held[] {
  return changeable
    .filter(([, { writable }]) => writable === true)
    .map(([key, { value }]) => ({ object: object as Held['object'], key, value }));
}

/** To read what is held is quicker by far than to ask for its attributes, too. */
function holdAll(helds: readonly Held[]): boolean {
  try {
    for (let index = 0; index < helds.length; index++) {
      const { object, key, value } = helds[index] as Held;
      if (!Object.is(object[key], value)) return false;
    }
    return true;
  } catch {
    // A page has put a getter there, which throws.
    return false;
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

/** All that is not seen yet among the roots and what they lead to. */
function* walk(roots: Iterable<unknown>, seen: Set<unknown>): Generator<ObjectState> {
  const waiting = [...roots];
  while (waiting.length > 0) {
    const object = waiting.pop();
    if (!isObject(object) || seen.has(object)) continue;
    seen.add(object);
    const properties = propertiesOf(object);
    const state = stateOf(object, properties);
    yield state;
    waiting.push(state.prototype);
    for (const [, { value, get, set }] of properties) waiting.push(value, get, set);
  }
}
