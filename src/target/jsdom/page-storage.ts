import type { DOMWindow } from 'jsdom';
import type { StorageEntry } from '../../record/trace.js';
import type { BrowserProfile } from './device.js';
import { PageCookieJar } from './page-cookie-jar.js';
import type { FacadeOptions, StorageArea, StorageChange, WriteObserver } from './storage-area.js';
import type { AreaChange, EventArea, StorageListener } from './storage-events.js';

/** What a page needs to know of the storage of its device. */
export interface PageStorageOptions {
  readonly profile: BrowserProfile;
  readonly client: string;
  /** The wall clock of the device, in milliseconds since the epoch. */
  readonly nowMs: () => number;
  /** Told of what the page writes; a value of `undefined` means that the key was removed. */
  readonly onWrite?: (area: StorageEntry['area'], key: string, value: string | undefined) => void;
}

/** The cookies of the device as a page of it sees them. */
export function pageCookies({ profile, nowMs, onWrite }: PageStorageOptions): PageCookieJar {
  return new PageCookieJar(profile.cookieStore, {
    nowMs,
    mayUse: () => profile.condition !== 'unavailable',
    hasRoom: () => profile.condition !== 'full',
    ...(onWrite === undefined ? {} : { onWrite: (key, value) => onWrite('cookie', key, value) }),
  });
}

/**
 * Puts `localStorage` and `sessionStorage` on a window, and tells its page of what others change there. Whoever may not
 * use the storage gets the errors of a browser, by the name that scripts look at.
 */
export class PageStorage implements StorageListener {
  readonly client: string;
  readonly #window: DOMWindow;
  readonly #profile: BrowserProfile;
  /** The window's own parts, which a script on the page may have replaced when they are needed. */
  readonly #own: {
    readonly StorageEvent: DOMWindow['StorageEvent'];
    readonly DOMException: DOMWindow['DOMException'];
    readonly dispatch: EventTarget['dispatchEvent'];
    /** Its address can be read this way when the page is gone, for its last promise reactions may still write. */
    readonly location: Location;
  };
  readonly #facades: Readonly<Record<EventArea, object>>;

  constructor(window: DOMWindow, options: PageStorageOptions) {
    const { profile, client, onWrite } = options;
    this.client = client;
    this.#window = window;
    this.#profile = profile;
    const { StorageEvent, DOMException, EventTarget, location } = window;
    this.#own = { StorageEvent, DOMException, dispatch: EventTarget.prototype.dispatchEvent, location };
    const facade = (area: StorageArea, name: EventArea, onChange: FacadeOptions['onChange']): object => {
      const told: WriteObserver | undefined = onWrite && ((key, value) => onWrite(name, key, value));
      return area.facade({
        ...(told === undefined ? {} : { onWrite: told }),
        ...(onChange === undefined ? {} : { onChange }),
        beforeUse: () => this.#mustBeAvailable(),
        beforeGrowth: () => this.#mustHaveRoom(),
      });
    };
    this.#facades = {
      localStorage: facade(profile.localStorage, 'localStorage', (change) => this.#tellOthers(change)),
      // No other page sees it.
      sessionStorage: facade(profile.sessionStorage(client), 'sessionStorage', undefined),
    };
    for (const [name, value] of Object.entries(this.#facades)) {
      Object.defineProperty(window, name, {
        configurable: true,
        enumerable: true,
        get: () => {
          this.#mustBeAvailable();
          return value;
        },
      });
    }
    Object.defineProperty(window.navigator, 'cookieEnabled', { get: () => profile.condition !== 'unavailable' });
    this.join();
  }

  /** From now on the page is told of changes; a new page is. */
  join(): void {
    this.#profile.storageEvents.join(this);
  }

  leave(): void {
    this.#profile.storageEvents.leave(this);
  }

  storageChanged({ area, key, oldValue, newValue, url }: AreaChange): void {
    const { StorageEvent, dispatch } = this.#own;
    const event = new StorageEvent('storage', { key, oldValue, newValue, url });
    // jsdom would refuse an area that is not one of its own.
    Object.defineProperty(event, 'storageArea', { value: this.#facades[area] });
    dispatch.call(this.#window, event);
  }

  #tellOthers(change: StorageChange): void {
    const { storageEvents } = this.#profile;
    // The address is written out anew each time that it is asked for.
    if (!storageEvents.hasOthers(this)) return;
    storageEvents.post({ ...change, area: 'localStorage', url: this.#own.location.href }, this);
  }

  #mustBeAvailable(): void {
    if (this.#profile.condition !== 'unavailable') return;
    throw new this.#own.DOMException('Access is denied for this document.', 'SecurityError');
  }

  #mustHaveRoom(): void {
    if (this.#profile.condition !== 'full') return;
    throw new this.#own.DOMException('The quota has been exceeded.', 'QuotaExceededError');
  }
}
