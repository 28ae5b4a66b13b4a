import type { StorageEntry } from '../../../record/trace.js';
import type { StorageCondition } from '../../web/sdk.js';
import { getterOf, type NativeArea, nativeArea } from './native-area.js';
import type { Window } from './transports.js';

export interface StorageWatch {
  readonly condition: () => StorageCondition;
  /** The wall clock of the device, in milliseconds since the epoch. */
  readonly nowMs: () => number;
  /** The page has changed its local storage, so that the browser tells the other tabs. */
  readonly onChange: () => void;
  /** Told of what the page writes; a value of `undefined` means that the key was removed. */
  readonly onWrite: (area: StorageEntry['area'], key: string, value: string | undefined) => void;
}

/** The storage of a page as the browser has it, past what stands between it and the scripts of the page. */
export interface NativeStorage {
  readonly local: NativeArea;
  readonly session: NativeArea;
  /** What `document.cookie` says. */
  cookies(): string;
}

/**
 * Stands between the scripts of a page and its storage: no browser can be told to be full, or to forbid storage, while it
 * runs. What is stored is stored by the browser.
 */
export function watchStorage(window: Window, watch: StorageWatch): NativeStorage {
  const { prototype } = window.Storage;
  const { getItem, setItem, removeItem, clear, key: keyAt } = prototype;
  const length = getterOf(prototype, 'length');
  const native = {
    local: nativeArea(window.localStorage, prototype),
    session: nativeArea(window.sessionStorage, prototype),
    cookies: watchCookies(window, watch),
  };
  const areas = { localStorage: window.localStorage, sessionStorage: window.sessionStorage };
  const nameOf = (area: Storage): 'localStorage' | 'sessionStorage' =>
    area === areas.sessionStorage ? 'sessionStorage' : 'localStorage';
  const { DOMException } = window;

  const refuse = (message: string, name: string): never => {
    const error = new DOMException(message, name);
    // As those of the browser itself have.
    Reflect.get(window.Error, 'captureStackTrace')(error);
    throw error;
  };
  const mustBeAvailable = (): void => {
    if (watch.condition() === 'unavailable') refuse('Access is denied for this document.', 'SecurityError');
  };
  const changed = (area: Storage, key: string, value: string | undefined, isNew: boolean): void => {
    watch.onWrite(nameOf(area), key, value);
    if (isNew && area === areas.localStorage) watch.onChange();
  };
  Object.assign(prototype, {
    getItem(this: Storage, key: string) {
      mustBeAvailable();
      return getItem.call(this, key);
    },
    key(this: Storage, index: number) {
      mustBeAvailable();
      return keyAt.call(this, index);
    },
    setItem(this: Storage, key: string, value: string) {
      mustBeAvailable();
      const [name, text] = [String(key), String(value)];
      const before = getItem.call(this, name);
      const lengthBefore = before === null ? 0 : name.length + before.length;
      if (watch.condition() === 'full' && name.length + text.length > lengthBefore)
        refuse('The quota has been exceeded.', 'QuotaExceededError');
      setItem.call(this, name, text);
      changed(this, name, text, before !== text);
    },
    removeItem(this: Storage, key: string) {
      mustBeAvailable();
      const before = getItem.call(this, key);
      removeItem.call(this, key);
      if (before !== null) changed(this, String(key), undefined, true);
    },
    clear(this: Storage) {
      mustBeAvailable();
      const keys = [...(this === areas.sessionStorage ? native.session : native.local).items()].map(([key]) => key);
      clear.call(this);
      for (const key of keys) watch.onWrite(nameOf(this), key, undefined);
      if (keys.length > 0 && this === areas.localStorage) watch.onChange();
    },
  });
  Object.defineProperty(prototype, 'length', {
    configurable: true,
    get(this: Storage) {
      mustBeAvailable();
      return length.call(this);
    },
  });
  for (const [name, area] of Object.entries(areas)) {
    Object.defineProperty(window, name, {
      configurable: true,
      enumerable: true,
      get: () => {
        mustBeAvailable();
        return area;
      },
    });
  }
  return native;
}

/**
 * The browser judges by real time when a cookie expires, so it is told how long the cookie lives and not until when. One
 * that is set in the past is removed at once, as it should be.
 * @returns reads the cookies past the page
 */
function watchCookies(window: Window, { condition, nowMs, onWrite }: StorageWatch): () => string {
  const { document, navigator } = window;
  const own = Object.getOwnPropertyDescriptor(window.Document.prototype, 'cookie');
  const read = (): string => own?.get?.call(document) ?? '';
  const isKept = (name: string): boolean =>
    read()
      .split('; ')
      .some((cookie) => cookie.startsWith(`${name}=`));
  Object.defineProperty(document, 'cookie', {
    configurable: true,
    get: () => (condition() === 'unavailable' ? '' : read()),
    set: (text: unknown) => {
      const { name, value, written, isGone } = withLifetime(String(text), nowMs());
      if (condition() === 'unavailable' || (condition() === 'full' && !isKept(name))) return;
      own?.set?.call(document, written);
      onWrite('cookie', name, isGone ? undefined : value);
    },
  });
  Object.defineProperty(navigator, 'cookieEnabled', { get: () => condition() !== 'unavailable', configurable: true });
  return read;
}

interface WrittenCookie {
  readonly name: string;
  readonly value: string;
  /** With `Max-Age` in the place of `Expires`. */
  readonly written: string;
  /** Whether it is set in order to be removed. */
  readonly isGone: boolean;
}

/** What a page assigns to `document.cookie`, with its end as a length of time. */
export function withLifetime(text: string, nowMs: number): WrittenCookie {
  const [pair = '', ...attributes] = text.split(';').map((part) => part.trim());
  const separator = pair.indexOf('=');
  const [name, value] = separator === -1 ? ['', pair] : [pair.slice(0, separator), pair.slice(separator + 1)];
  const find = (wanted: string): string | undefined =>
    attributes.findLast((attribute) => attribute.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1);
  const maxAge = find('max-age');
  const expiresMs = Date.parse(find('expires') ?? '');
  const seconds =
    maxAge !== undefined
      ? Number(maxAge)
      : Number.isNaN(expiresMs)
        ? undefined
        : Math.ceil((expiresMs - nowMs) / 1_000);
  const others = attributes.filter((attribute) => !/^(expires|max-age)=/i.test(attribute));
  const lifetime = seconds === undefined ? [] : [`Max-Age=${Math.max(seconds, 0)}`];
  return {
    name,
    value,
    written: [pair, ...others, ...lifetime].join('; '),
    isGone: seconds !== undefined && seconds <= 0,
  };
}
