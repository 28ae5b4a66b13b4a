import Module, { createRequire } from 'node:module';

/**
 * Loads jsdom without the libraries that it needs for selectors and styles only: they are a quarter of what a thread has to
 * load, and hardly a page has a use for them. Whoever uses one loads it then. To be imported before all else that
 * imports jsdom; where it is not, or where the loader has changed, they are loaded as ever.
 */
const lateRequests = /^@asamuzakjp\/(dom-selector|css-color)$|\/patched-csstree(\.js)?$/;

const require = createRequire(import.meta.url);

/** What the loader calls for each module. It is not among what Node documents, and has been there since its first versions. */
const loading = '_load';
const load: unknown = Reflect.get(Module, loading);

let isLoading = true;
try {
  if (typeof load === 'function') {
    Reflect.set(Module, loading, function loadLate(this: unknown, ...words: readonly unknown[]): unknown {
      const now = (): unknown => Reflect.apply(load, this, words);
      return lateRequests.test(String(words[0])) ? late(now) : now();
    });
  }
  require('jsdom');
} finally {
  isLoading = false;
  Reflect.set(Module, loading, load);
}

/** Stands for a value, and for what is taken out of it while jsdom is loaded, until somebody uses it. */
function late(find: () => unknown): unknown {
  let found: object | undefined;
  const real = (): object => {
    found ??= find() as object;
    return found;
  };
  // Only a function can be called, or called with `new`.
  return new Proxy(function stand() {}, {
    get: (_, key) => (isLoading ? late(() => Reflect.get(real(), key)) : Reflect.get(real(), key)),
    apply: (_, self, words) => Reflect.apply(real() as () => unknown, self, words),
    construct: (_, words) => Reflect.construct(real() as new () => object, words),
  });
}
