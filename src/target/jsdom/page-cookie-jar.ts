import { CookieJar, type toughCookie } from 'jsdom';
import type { DatedCookieStore } from './cookie-store.js';
import { parsedCookie } from './parsed-cookies.js';
import type { WriteObserver } from './storage-area.js';

/** What lies between a page and the cookies of its device. */
export interface PageCookieOptions {
  /** The wall clock of the device, in milliseconds since the epoch. */
  readonly nowMs: () => number;
  /** Whether the page may read and set cookies at all. */
  readonly mayUse: () => boolean;
  /** Whether there is room for a cookie that is not there yet. */
  readonly hasRoom: () => boolean;
  /** Told of what this page writes. */
  readonly onWrite?: WriteObserver;
}

type Cookie = InstanceType<typeof toughCookie.Cookie>;

/** Which cookies are shown to somebody, in their order, until there are others. */
interface Listing {
  readonly key: string;
  readonly cookies: readonly Cookie[];
}

interface Shown {
  readonly key: string;
  readonly text: string;
  readonly atMs: number;
  /** When the first cookie expires; found out when time has moved. */
  untilMs?: number;
}

/** The cookies of a device as `document.cookie` of one of its pages shows them. */
export class PageCookieJar extends CookieJar {
  readonly #cookies: DatedCookieStore;
  readonly #options: PageCookieOptions;
  /**
   * What was shown last, of which cookies and to whom, and until when it stays so: scripts ask again and again, and the
   * library reads addresses and dates each time, and looks for what matches.
   */
  #shown: Shown | undefined;
  #listing: Listing | undefined;
  /** The address that was asked for last, for the library reads it anew each time that it is given as a text. */
  #address: { readonly text: string; readonly url: URL } | undefined;

  /** @param store the cookies of the device, which all of its pages share */
  constructor(store: DatedCookieStore, options: PageCookieOptions) {
    super(store);
    this.#cookies = store;
    this.#options = options;
  }

  override getCookieStringSync(
    ...values: Parameters<CookieJar['getCookieStringSync']>
  ): ReturnType<CookieJar['getCookieStringSync']> {
    if (!this.#options.mayUse()) return '';
    const [url, options] = values;
    const nowMs = this.#options.nowMs();
    const key = `${this.#cookies.changes} ${String(options?.http)} ${url}`;
    if (this.#shown?.key === key && this.#isStillShown(this.#shown, nowMs)) return this.#shown.text;
    const text = this.#list(values, nowMs)
      .map((cookie) => cookie.cookieString())
      .join('; ');
    this.#shown = { key, text, atMs: nowMs };
    return text;
  }

  /** What a page does when it assigns to `document.cookie`. Nothing tells it that a cookie was not taken. */
  override setCookieSync(...values: Parameters<CookieJar['setCookieSync']>): ReturnType<CookieJar['setCookieSync']> {
    const { nowMs, mayUse, hasRoom, onWrite } = this.#options;
    if (!mayUse() || (!hasRoom() && !this.#isKept(String(values[0])))) return undefined;
    const [written, url, options] = values;
    const parsed = typeof written === 'string' ? parsedCookie(written) : undefined;
    const cookie = super.setCookieSync(parsed ?? written, this.#read(url), options);
    // Nothing comes back for a cookie that the page may not set. One that is set in the past is how pages remove it.
    if (cookie !== undefined && onWrite !== undefined) {
      onWrite(cookie.key, isExpired(cookie, nowMs()) ? undefined : cookie.value);
    }
    return cookie;
  }

  #read(url: string | URL): string | URL {
    if (typeof url !== 'string') return url;
    if (this.#address?.text !== url) this.#address = { text: url, url: new URL(url) };
    return this.#address.url;
  }

  /** The cookies that are shown. Those that have expired the library takes out of the store. */
  #list([url, options]: Parameters<CookieJar['getCookieStringSync']>, nowMs: number): readonly Cookie[] {
    const ofWhom = `${String(options?.http)} ${url}`;
    if (this.#listing?.key === `${this.#cookies.listings} ${ofWhom}`) {
      const cookies = this.#listing.cookies.map((cookie) => this.#cookies.inPlaceOf(cookie) ?? cookie);
      if (!cookies.some((cookie) => isExpired(cookie, nowMs))) return cookies;
    }
    const cookies = this.getCookiesSync(this.#read(url), { ...options, sort: true });
    this.#listing = { key: `${this.#cookies.listings} ${ofWhom}`, cookies };
    return cookies;
  }

  /** What had expired was out of the store when they were shown, and a clock that is set back does not bring it back. */
  #isStillShown(shown: Shown, nowMs: number): boolean {
    if (shown.atMs === nowMs) return true;
    shown.untilMs ??= Math.min(...this.#cookies.cookies().map(({ expiresMs = Number.POSITIVE_INFINITY }) => expiresMs));
    return nowMs < shown.untilMs;
  }

  /** Whether a cookie of the name that is to be set takes up room already. */
  #isKept(written: string): boolean {
    const name = (written.split(/[=;]/, 1)[0] ?? '').trim();
    const nowMs = this.#options.nowMs();
    return this.#cookies
      .cookies()
      .some(({ key, expiresMs = Number.POSITIVE_INFINITY }) => key === name && expiresMs > nowMs);
  }
}

/** The store gives every lifetime as the instant at which it ends; other cookies end with the browser. */
function isExpired({ expires }: Cookie, nowMs: number): boolean {
  return typeof expires === 'object' && expires !== null && expires.getTime() <= nowMs;
}
