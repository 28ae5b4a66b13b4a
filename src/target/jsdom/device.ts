import { CookieJar } from 'jsdom';
import type { StorageCondition, StoredItems } from '../web/sdk.js';
import { DatedCookieStore, type StoredCookie } from './cookie-store.js';
import { StorageArea } from './storage-area.js';
import { type EventArea, StorageEvents } from './storage-events.js';

const emptied = { key: null, oldValue: null, newValue: null, url: '' } as const;

/** What a browser profile keeps while pages come and go. */
export class BrowserProfile {
  /** Of the browser itself, which no fault of storage keeps from its cookies. */
  readonly cookieJar: CookieJar;
  readonly cookieStore: DatedCookieStore;
  readonly localStorage = new StorageArea();
  readonly storageEvents = new StorageEvents();
  condition: StorageCondition = 'available';
  readonly #sessionStorages = new Map<string, StorageArea>();

  /** @param nowMs the wall clock of the device, in milliseconds since the epoch */
  constructor(nowMs: () => number) {
    this.cookieStore = new DatedCookieStore(nowMs);
    this.cookieJar = new CookieJar(this.cookieStore);
  }

  /** All storage areas, in the order in which the tabs first used theirs. */
  areas(): readonly StorageArea[] {
    return [this.localStorage, ...this.#sessionStorages.values()];
  }

  /** All cookies, those that have expired but were not looked at since among them. */
  cookies(): readonly StoredCookie[] {
    return this.cookieStore.cookies();
  }

  /** Every place in which something is stored, to be looked at and changed by whoever is not a page. */
  places(): readonly StoredItems[] {
    const { cookieStore } = this;
    return [
      {
        kind: 'cookie',
        read: (key) => cookieStore.cookies().find((cookie) => cookie.key === key)?.value,
        write: (key, value) => cookieStore.restore(key, value),
      },
      ...this.areas().map(
        (area): StoredItems => ({
          kind: 'storage',
          read: (key) => area.read(key),
          write: (key, value) => area.restore(key, value),
        }),
      ),
    ];
  }

  /** The session storage of a tab, which outlives its pages but not the tab. */
  sessionStorage(client: string): StorageArea {
    const existing = this.#sessionStorages.get(client);
    if (existing !== undefined) return existing;
    const area = new StorageArea();
    this.#sessionStorages.set(client, area);
    return area;
  }

  /** The tab is closed for good. */
  closeTab(client: string): void {
    this.#sessionStorages.delete(client);
  }

  /** Somebody empties all that sites have stored. The pages that are open are told of their storage, as of any change. */
  async clear(): Promise<void> {
    this.#clear(this.localStorage, 'localStorage');
    for (const [client, area] of this.#sessionStorages) this.#clear(area, 'sessionStorage', client);
    await this.cookieStore.removeAllCookies();
  }

  /** The browser is closed: session storage is gone, and so are the cookies that were given no lifetime. */
  async close(): Promise<void> {
    this.#sessionStorages.clear();
    const { store } = this.cookieJar;
    for (const cookie of await store.getAllCookies()) {
      // Taken out one by one, so that the others keep the instant from which their lifetime counts.
      if (!cookie.isPersistent()) await store.removeCookie(cookie.domain, cookie.path, cookie.key);
    }
  }

  #clear(area: StorageArea, name: EventArea, client?: string): void {
    if (area.size === 0) return;
    area.clear();
    this.storageEvents.post({ ...emptied, area: name }, undefined, client);
  }
}
