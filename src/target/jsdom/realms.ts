import { createRequire } from 'node:module';
import vm from 'node:vm';
import { type ConstructorOptions, JSDOM } from 'jsdom';
import { Realm } from './realm.js';

/** One interface of the DOM, as jsdom knows it. */
interface JsdomInterface {
  install(window: object, globalNames: readonly string[]): void;
}

// It must be loaded after jsdom itself, and jsdom has no public way to a window in a realm that exists already.
const { getInterfaceWrapper } = createRequire(import.meta.url)('jsdom/lib/jsdom/living/interfaces.js') as {
  getInterfaceWrapper(name: string): JsdomInterface | undefined;
};

/**
 * Each holds its interfaces and the compiled code of the SDK; a timeline with more pages makes the others anew. The engine
 * reads a property of like objects the quicker the fewer realms they come from, and of more than four it gives up to tell
 * them apart.
 */
const mostRealms = 4;

/**
 * The realms of a thread. To make a realm, and to run a script whose functions the engine has never seen run, takes
 * most of the time that a page takes; so a page is opened in the realm of a page of an earlier timeline when that could
 * be made as good as new. The pages of one timeline have different realms, whatever they leave behind, for what one has
 * asked of the clock can still happen to the others.
 */
export class Realms {
  /** All that are kept, in the order in which they were made. */
  #kept: Realm[] = [];
  readonly #used = new Map<JSDOM, Realm>();
  /** Of pages that are closed. */
  readonly #left: Realm[] = [];
  /** The realm of the window that was opened last, if it is kept. */
  #opened: Realm | undefined;

  /** How many realms wait for a page. */
  get free(): number {
    return this.#free().length;
  }

  /** Makes a window in which scripts can be run from outside. */
  open(html: string, options: ConstructorOptions): JSDOM {
    // The first page of a timeline always gets the same realm, whose functions have run the most often.
    const [free] = this.#free();
    if (free !== undefined) {
      const dom = openIn(free, () => new JSDOM(html, options));
      this.#use(dom, free);
      return dom;
    }
    const { dom, realm } = openNew(() => new JSDOM(html, options));
    this.#opened = undefined;
    if (realm !== undefined && this.#kept.length < mostRealms) {
      realm.remember(isInterface);
      realm.interfaceNames.forEach(leaveOut);
      this.#kept.push(realm);
      this.#use(dom, realm);
    }
    return dom;
  }

  /** The window that was opened last is prepared for its page; no script has run in it. */
  notePrepared(): void {
    this.#opened?.noteWindow();
  }

  /** The window is closed, and nothing of its page begins any more; what it has begun may still run. */
  leave(dom: JSDOM): void {
    const realm = this.#used.get(dom);
    if (realm === undefined) return;
    this.#used.delete(dom);
    this.#left.push(realm);
  }

  /**
   * Takes back the realms of the windows that were left: nothing of their pages waits to run, and no clock has anything of
   * theirs. Those that cannot be restored are given up.
   */
  takeBack(): void {
    for (const realm of this.#left.splice(0)) {
      if (!realm.restore()) this.#kept = this.#kept.filter((each) => each !== realm);
    }
  }

  /** How many realms wait to be taken back. */
  get left(): number {
    return this.#left.length;
  }

  #use(dom: JSDOM, realm: Realm): void {
    this.#used.set(dom, realm);
    this.#opened = realm;
  }

  #free(): Realm[] {
    const taken = new Set([...this.#used.values(), ...this.#left]);
    return this.#kept.filter((realm) => !taken.has(realm));
  }
}

/** Where jsdom would make a realm it is given this one. */
function openIn(realm: Realm, open: () => JSDOM): JSDOM {
  const { global } = realm;
  const { createContext, runInContext } = vm;
  const { defineProperty } = Object;
  realm.prepare();
  isInstalled.add(global);
  vm.createContext = () => global;
  // It asks for every global of the language by a script of its own, and for the global itself.
  vm.runInContext = (code, context, ...options) => {
    if (!Object.is(context, global)) return runInContext(code, context, ...options);
    return code === 'this' ? global : (Reflect.get(global, code) ?? runInContext(code, context, ...options));
  };
  // What cannot be defined a second time, or need not be, is there from the first.
  Object.defineProperty = (object, key, attributes) =>
    object === global && realm.keeps(key) ? object : defineProperty(object, key, attributes);
  try {
    return open();
  } finally {
    Object.assign(vm, { createContext, runInContext });
    Object.defineProperty = defineProperty;
  }
}

/** @returns the realm as well, as it was before jsdom made a window of it */
function openNew(open: () => JSDOM): { dom: JSDOM; realm: Realm | undefined } {
  const { createContext } = vm;
  let realm: Realm | undefined;
  vm.createContext = (...values) => {
    const global = createContext(...values);
    realm ??= new Realm(global);
    return global;
  };
  try {
    return { dom: open(), realm };
  } finally {
    vm.createContext = createContext;
  }
}

/** The windows whose interfaces are there already when jsdom comes to install them. */
const isInstalled = new WeakSet<object>();
const leftOut = new Set<string>();

const isInterface = (name: string): boolean => getInterfaceWrapper(name) !== undefined;

/** From now on jsdom does not install the interface of this name, if there is one, in a window that has it. */
function leaveOut(name: string): void {
  const known = getInterfaceWrapper(name);
  if (known === undefined || leftOut.has(name)) return;
  const { install } = known;
  known.install = (window, globalNames) => {
    if (!isInstalled.has(window)) install(window, globalNames);
  };
  leftOut.add(name);
}
