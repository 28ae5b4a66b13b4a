import Module, { createRequire } from 'node:module';

/**
 * Loads jsdom without the libraries that it needs for selectors, styles and the network only: they are two fifths of what a
 * thread has to load, and hardly a page has a use for them. Whoever uses one loads it then. To be imported before all else that
 * imports jsdom; where it is not, or where the loader has changed, they are loaded as ever.
 */
const lateRequests = /^@asamuzakjp\/(dom-selector|css-color)$|\/patched-csstree(\.js)?$|^undici$/;

/** What jsdom has classes of its own inherit from, which must be there at once, and where it is by itself. */
const ancestors: ReadonlyMap<unknown, string> = new Map([
  ['Dispatcher', 'undici/lib/dispatcher/dispatcher.js'],
  ['DecoratorHandler', 'undici/lib/handler/decorator-handler.js'],
]);

const require = createRequire(import.meta.url);

/** What the loader calls for each module. It is not among what Node documents, and has been there since its first versions. */
const loading = '_load';
const load: unknown = Reflect.get(Module, loading);

let isLoading = true;
try {
  if (typeof load === 'function') {
    Reflect.set(Module, loading, function loadLate(this: unknown, ...words: readonly unknown[]): unknown {
      const [request, ...others] = words;
      const find = (name: unknown): unknown => Reflect.apply(load, this, [name, ...others]);
      return lateRequests.test(String(request)) ? late(() => find(request), find) : find(request);
    });
  }
  require('jsdom');
} finally {
  isLoading = false;
  Reflect.set(Module, loading, load);
}

/**
 * Stands for a value, and for what is taken out of it while jsdom is loaded, until somebody uses it.
 * @param findOther loads another module at once
 */
function late(find: () => unknown, findOther: (request: string) => unknown): unknown {
  let found: object | undefined;
  const real = (): object => {
    found ??= find() as object;
    return found;
  };
  // Only a function can be called, or called with `new`.
  return new Proxy(function stand() {}, {
    get: (_, key) => {
      const ancestor = ancestors.get(key);
      if (ancestor !== undefined) return findOther(ancestor);
      return isLoading ? late(() => Reflect.get(real(), key), findOther) : Reflect.get(real(), key);
    },
    apply: (_, self, words) => Reflect.apply(real() as () => unknown, self, words),
    construct: (_, words) => Reflect.construct(real() as new () => object, words),
  });
}
