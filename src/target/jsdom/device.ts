import { CookieJar } from 'jsdom';
import { StorageArea } from './storage-area.js';

/** What a browser profile keeps while pages come and go. */
export class BrowserProfile {
  cookieJar = new CookieJar();
  readonly localStorage = new StorageArea();
  readonly #sessionStorages = new Map<string, StorageArea>();

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
    const kept = new CookieJar();
    for (const cookie of (await this.cookieJar.serialize())?.cookies ?? []) {
      if (cookie.expires === undefined && cookie.maxAge === undefined) continue;
      const domain = String(cookie.domain);
      await kept.setCookie(cookieLine(cookie), `https://${domain}${String(cookie.path ?? '/')}`, { ignoreError: true });
    }
    this.cookieJar = kept;
  }
}

/** The stored cookie as the header that would set it again. */
function cookieLine(cookie: Record<string, unknown>): string {
  const parts = [`${String(cookie.key)}=${String(cookie.value)}`, `Path=${String(cookie.path ?? '/')}`];
  if (cookie.hostOnly !== true) parts.push(`Domain=${String(cookie.domain)}`);
  if (cookie.expires !== undefined) parts.push(`Expires=${new Date(String(cookie.expires)).toUTCString()}`);
  if (cookie.maxAge !== undefined) parts.push(`Max-Age=${String(cookie.maxAge)}`);
  if (cookie.secure === true) parts.push('Secure');
  if (cookie.sameSite !== undefined) parts.push(`SameSite=${String(cookie.sameSite)}`);
  return parts.join('; ');
}
