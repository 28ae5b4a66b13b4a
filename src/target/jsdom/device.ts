import { CookieJar } from 'jsdom';
import { DatedCookieStore, type StoredCookie } from './cookie-store.js';
import { StorageArea } from './storage-area.js';

/** What a browser profile keeps while pages come and go. */
export class BrowserProfile {
  readonly cookieJar: CookieJar;
  readonly #cookieStore: DatedCookieStore;
  readonly localStorage = new StorageArea();
  readonly #sessionStorages = new Map<string, StorageArea>();

  /** @param nowMs the wall clock of the device, in milliseconds since the epoch */
  constructor(nowMs: () => number) {
    this.#cookieStore = new DatedCookieStore(nowMs);
    this.cookieJar = new CookieJar(this.#cookieStore);
  }

  /** All storage areas, in the order in which the tabs first used theirs. */
  areas(): readonly StorageArea[] {
    return [this.localStorage, ...this.#sessionStorages.values()];
  }

  /** All cookies, those that have expired but were not looked at since among them. */
  cookies(): readonly StoredCookie[] {
    return this.#cookieStore.cookies();
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

  /** The browser is closed: session storage is gone, and so are the cookies that were given no lifetime. */
  async close(): Promise<void> {
    this.#sessionStorages.clear();
    const { store } = this.cookieJar;
    for (const cookie of await store.getAllCookies()) {
      // Taken out one by one, so that the others keep the instant from which their lifetime counts.
      if (!cookie.isPersistent()) await store.removeCookie(cookie.domain, cookie.path, cookie.key);
    }
  }
}
