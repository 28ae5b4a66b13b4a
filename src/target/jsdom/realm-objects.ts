import { type Context, Script } from 'node:vm';

/** A property and its key, with all its attributes. */
export type Properties = readonly (readonly [key: PropertyKey, descriptor: PropertyDescriptor])[];

interface ObjectState extends Shape {
  readonly object: object;
  readonly prototype: object | null;
  readonly isExtensible: boolean;
}

/** What is remembered of the properties of an object. */
interface Shape {
  readonly keys: readonly PropertyKey[];
  /** Those of the properties that a script can change at all. */
  readonly changeable: Properties;
}

/**
 * The shapes of functions, by their keys and what they hold: most occur again and again, in every realm, and a realm would
 * need five times its own memory for them otherwise.
 */
const functionShapes = new Map<string, Shape>();

interface Held {
  readonly object: Record<PropertyKey, unknown>;
  readonly key: PropertyKey;
  readonly value: unknown;
}

/**
 * Functions that have nothing but a length and a name are thousands, and the interfaces of the DOM have thousands of
 * properties. To look at all of them in every way takes as long as a page of an SDK, so it is done every so many pages.
 */
const pagesToSeeAll = 16;

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
  /** Those that are looked at in every way after every page. */
  readonly #always: ObjectState[] = [];
  /** Those of which a share is looked at in every way after each page. */
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
    return this.#always.length + this.#inTurns.length;
  }

  /**
   * A window has been made in the realm and prepared, and no script has run: whatever differs is what is defined anew
   * with each window. It is put back after every page, and it is no sign of what a page does.
   */
  noteWindow(): void {
    const known = new Set(this.#always);
    this.#always.push(...this.#inTurns.filter((state) => !isUnchanged(state) && !known.has(state)));
  }

  /**
   * What a page plausibly does is undone right after it: whatever it did to an object of the language of which more can
   * change than its name, such as a prototype or `Math`, what it assigned to a function of the language, and what it put
   * in the place of what an interface of the DOM has. What else can be done, to a function that is nothing but a function
   * (to define its name anew, to give it a symbol, a hidden property or a prototype, to freeze it) or to an interface (to
   * add to it or to one of its methods, to define an accessor anew), is looked for after the first page of the realm, and
   * then at a sixteenth of them after each page, so that up to fifteen pages may see it. Once anything of the kind was
   * found, all are looked at after every page.
   * @returns whether all that was looked at is as it was again; if not, no other page may be played in the realm
   */
  restore(): boolean {
    forgetMatches.runInContext(this.#realm);
    if (!this.#restoreAlways() || !this.#restoreAssigned()) return false;
    if (!this.#holdsAll()) this.#looksAtAll = true;
    return this.#restoreInTurns();
  }

  #restoreAlways(): boolean {
    for (const state of this.#always) if (!isUnchanged(state) && !restoreOne(state)) return false;
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

  /** To read what is held is quicker by far than to ask for its attributes, too. */
  #holdsAll(): boolean {
    try {
      for (const { object, key, value } of this.#held) if (!Object.is(object[key], value)) return false;
      return true;
    } catch {
      // A page has put a getter there, which throws.
      return false;
    }
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
    if (!isPlainFunction(state)) {
      this.#always.push(state);
      return;
    }
    this.#functions.push(state.object);
    this.#functionStates.push(state);
    this.#enumerableKeys.push(Object.keys(state.object).length);
    this.#inTurns.push(state);
  }

  #rememberInterface(state: ObjectState): void {
    this.#inTurns.push(state);
    for (const [key, { writable, value }] of state.changeable) {
      if (writable === true) this.#held.push({ object: state.object as Held['object'], key, value });
    }
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

function stateOf(object: object, properties: Properties): ObjectState {
  return {
    object,
    prototype: Reflect.getPrototypeOf(object),
    isExtensible: Reflect.isExtensible(object),
    ...(typeof object === 'function' ? functionShape(properties) : shapeOf(properties)),
  };
}

function shapeOf(properties: Properties): Shape {
  return {
    keys: properties.map(([key]) => key),
    changeable: properties.filter(([, { configurable, writable }]) => configurable === true || writable === true),
  };
}

function functionShape(properties: Properties): Shape {
  const shape = shapeOf(properties);
  // Others may hold an object, which is that of one realm.
  if (!shape.keys.every((key) => typeof key === 'string') || !shape.changeable.every(holdsPrimitive)) return shape;
  const text = JSON.stringify([shape.keys, shape.changeable]);
  const known = functionShapes.get(text);
  if (known !== undefined) return known;
  functionShapes.set(text, shape);
  return shape;
}

function holdsPrimitive([, { value }]: Properties[number]): boolean {
  return typeof value === 'string' || (Number.isSafeInteger(value) && !Object.is(value, -0));
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
