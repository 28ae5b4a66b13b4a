import type { Context } from 'node:vm';
import { isSame, type Properties, propertiesOf } from './object-state.js';
import { RealmObjects } from './realm-objects.js';

/** Where jsdom keeps the constructors of a window's interfaces, by their names. */
const registryKey = Symbol.for('[webidl2js] constructor registry');

/** Where jsdom keeps what it knows of a window, among its globals. */
const internalGlobals: readonly PropertyKey[] = ['_globalObject', '_globalProxy', registryKey];

/** Behind it among the keys of a window come the handlers of its events, up to where it keeps those that were set. */
const windowInterface = 'Window';
const setHandlers = '_registeredHandlers';

/** The globals that no script can delete. Their getters look up what the window has at that time. */
const fixedGlobals: ReadonlySet<PropertyKey> = new Set(['window', 'document', 'location', 'top']);

export function isFixedGlobal(key: PropertyKey): boolean {
  return fixedGlobals.has(key);
}

/**
 * A realm of JavaScript in which jsdom makes the window of one page after the other. What is built in stays from page to
 * page, the language's own objects and the interfaces of the DOM; the document and all that hangs on the window are new
 * each time.
 */
export class Realm {
  readonly global: Context;
  /** What the global had before jsdom made a window of it. */
  readonly #own: Properties;
  #interfaces: Properties = [];
  /** The handlers of the events of the window, such as `onerror`, which know of nothing but the global. */
  #handlers: ReadonlySet<PropertyKey> = new Set();
  /** All that stays on the global from page to page, in the order that it has in a new window. */
  #kept: Properties = [];
  #keptKeys: ReadonlySet<PropertyKey> = new Set();
  /** How many of them are no symbols, which stand behind all others. */
  #keptTexts = 0;
  /** Whether the global has its interfaces, in their place. */
  #isPrepared = true;
  #objects: RealmObjects | undefined;
  #windows = 0;

  /** @param global of a realm in which nothing has been run yet */
  constructor(global: Context) {
    this.global = global;
    this.#own = propertiesOf(global);
    // They keep their place among the keys for ever, so they get it before the first window rather than within it.
    for (const key of fixedGlobals) Reflect.defineProperty(global, key, { configurable: true, value: undefined });
  }

  /**
   * Remembers what is built in; jsdom has just made a window, and no script has run.
   * @param isInterface whether jsdom has an interface of this name
   */
  remember(isInterface: (name: string) => boolean): void {
    const registry: object = Reflect.get(this.global, registryKey);
    const constructors = new Set<unknown>(Object.values(registry));
    const present = propertiesOf(this.global);
    // Some have other names as well.
    this.#interfaces = present.filter(([key, { value }]) => isInterface(String(key)) || constructors.has(value));
    const own = new Map(this.#own);
    const interfaces = new Map(this.#interfaces);
    const keys = present.map(([key]) => key);
    const [firstHandler, end] = [keys.indexOf(windowInterface) + 1, keys.indexOf(setHandlers)];
    this.#handlers = new Set(firstHandler > 0 && firstHandler < end ? keys.slice(firstHandler, end) : []);
    const kept = present.flatMap(([key, descriptor], index): Properties => {
      // The globals of the language are as the language made them; jsdom defines them once more.
      const language = own.get(key);
      if (language !== undefined) return [[key, language]];
      const isBuiltIn = isFixedGlobal(key) || internalGlobals.includes(key) || interfaces.has(key);
      if (isBuiltIn || this.#handlers.has(key)) return [[key, descriptor]];
      // The interfaces before the handlers that are not built in belong to one window, and only their place is kept.
      const isPlace = this.#handlers.size > 0 && index < firstHandler;
      return isPlace ? [[key, { ...descriptor, value: undefined }]] : [];
    });
    this.#kept = kept;
    this.#keptKeys = new Set(kept.map(([key]) => key));
    this.#keptTexts = kept.filter(([key]) => typeof key !== 'symbol').length;
    const ofHandlers = present.filter(([key]) => this.#handlers.has(key)).flatMap(([, { get, set }]) => [get, set]);
    const interfaceRoots = [registry, ...valuesOf(this.#interfaces), ...ofHandlers];
    this.#objects = new RealmObjects(this.global, valuesOf(this.#own), interfaceRoots);
  }

  /** Whether the global has a property of jsdom's already when jsdom makes another window of it. */
  keeps(key: PropertyKey): boolean {
    return isFixedGlobal(key) || this.#handlers.has(key);
  }

  /**
   * The window that jsdom has made in the realm is prepared for its page, and no script has run. The first shows what is
   * done to prepare it, and the second what jsdom defines anew.
   */
  noteWindow(): void {
    this.#windows += 1;
    if (this.#windows <= 2) this.#objects?.noteWindow();
  }

  /** The names under which the interfaces are found on the global. */
  get interfaceNames(): readonly string[] {
    return this.#interfaces.map(([key]) => String(key));
  }

  /**
   * Undoes all that was done in the realm, after its page is closed and nothing of it runs any more, but for what
   * `RealmObjects` looks for in turns.
   * @returns whether the realm is as good as new; if not, no other page may be played in it
   */
  restore(): boolean {
    const { global } = this;
    if (this.#objects?.restore() !== true || !Object.isExtensible(global)) return false;
    const present = Reflect.ownKeys(global);
    // What stays is mostly where it was, and what a page has added stands behind it.
    const isInPlace = this.#beginsWithKept(present);
    for (let index = isInPlace ? this.#keptTexts : 0; index < present.length; index++) {
      const key = present[index] as PropertyKey;
      if (!this.#keptKeys.has(key) && !Reflect.deleteProperty(global, key)) return false;
    }
    for (let index = 0; index < this.#kept.length; index++) {
      const kept = this.#kept[index] as Properties[number];
      if (isSame(Reflect.getOwnPropertyDescriptor(global, kept[0]), kept[1])) continue;
      if (!Reflect.defineProperty(global, kept[0], kept[1])) return false;
    }
    this.#isPrepared = isInPlace || this.#beginsWithKept(Reflect.ownKeys(global));
    return true;
  }

  /** Sees to it that the global has its interfaces in the place among its keys that jsdom gives them. */
  prepare(): void {
    if (this.#isPrepared) return;
    const { global } = this;
    const own = new Set(this.#own.map(([key]) => key));
    const given = this.#kept.filter(([key]) => !own.has(key) && !isFixedGlobal(key));
    for (const [key] of given) Reflect.deleteProperty(global, key);
    for (const [key, descriptor] of given) Reflect.defineProperty(global, key, descriptor);
    this.#isPrepared = true;
  }

  /** A global that was deleted is the last one when it comes back. */
  #beginsWithKept(keys: readonly PropertyKey[]): boolean {
    for (let index = 0; index < this.#keptTexts; index++) if (keys[index] !== this.#kept[index]?.[0]) return false;
    return true;
  }
}

function valuesOf(properties: Properties): unknown[] {
  return properties.map(([, { value }]) => value);
}
