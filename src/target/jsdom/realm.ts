import type { Context } from 'node:vm';
import { isSame, type Properties, propertiesOf, RealmObjects } from './realm-objects.js';

/** Where jsdom keeps the constructors of a window's interfaces, by their names. */
const registryKey = Symbol.for('[webidl2js] constructor registry');

/** The globals that no script can delete. Their getters look up what the window has at that time. */
const fixedGlobals: readonly PropertyKey[] = ['window', 'document', 'location', 'top'];

export function isFixedGlobal(key: PropertyKey): boolean {
  return fixedGlobals.includes(key);
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
  #fixed: Properties = [];
  #interfaces: Properties = [];
  #registry: object = {};
  #objects: RealmObjects | undefined;

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
    this.#registry = registry;
    this.#fixed = present.filter(([key]) => isFixedGlobal(key));
    // Some have other names as well.
    this.#interfaces = present.filter(([key, { value }]) => isInterface(String(key)) || constructors.has(value));
    const roots = [...this.#own, ...this.#interfaces].map(([, { value }]) => value);
    this.#objects = new RealmObjects(this.global, [registry, ...roots]);
  }

  /** The names under which the interfaces are found on the global. */
  get interfaceNames(): readonly string[] {
    return this.#interfaces.map(([key]) => String(key));
  }

  /**
   * Undoes all that was done in the realm, after its page is closed and nothing of it runs any more.
   * @returns whether the realm is as good as new; if not, no other page may be played in it
   */
  restore(): boolean {
    const { global } = this;
    if (this.#objects?.restore() !== true || !Object.isExtensible(global)) return false;
    const own = new Map(this.#own);
    const fixed = new Map(this.#fixed);
    for (const key of Reflect.ownKeys(global)) {
      if (own.has(key)) continue;
      const kept = fixed.get(key);
      if (kept === undefined) {
        if (!Reflect.deleteProperty(global, key)) return false;
      } else if (!isSame(Reflect.getOwnPropertyDescriptor(global, key), kept)) return false;
    }
    return this.#own.every(
      ([key, descriptor]) =>
        isSame(Reflect.getOwnPropertyDescriptor(global, key), descriptor) ||
        Reflect.defineProperty(global, key, descriptor),
    );
  }

  /** Gives the global its interfaces again, in the place among its keys that jsdom gives them. */
  prepare(): void {
    const { global } = this;
    for (const key of ['_globalObject', '_globalProxy']) Reflect.set(global, key, undefined);
    Reflect.set(global, registryKey, this.#registry);
    for (const [key, descriptor] of this.#interfaces) Reflect.defineProperty(global, key, descriptor);
  }
}
