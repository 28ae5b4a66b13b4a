import { toughCookie } from 'jsdom';

type Cookie = InstanceType<typeof toughCookie.Cookie>;
type Done = (error: Error | null) => void;

/** A cookie as it is kept. */
export interface StoredCookie {
  readonly key: string;
  readonly value: string;
  /** With all its attributes. */
  readonly text: string;
  /** When it expires, in milliseconds since the epoch; absent when it lives as long as the browser is open. */
  readonly expiresMs?: number;
}

/**
 * Keeps cookies as a browser does: `Max-Age` counts from the instant at which the cookie is set (RFC 6265, 5.3). The
 * library counts it from the last access, so that a cookie that is read again and again would never expire.
 */
export class DatedCookieStore extends toughCookie.MemoryCookieStore {
  readonly #nowMs: () => number;
  #changes = 0;
  #listings = 0;
  /** They are asked for after every timer of an idle page. */
  #told: { readonly changes: number; readonly cookies: readonly StoredCookie[] } | undefined;

  /** @param nowMs the wall clock of the device, in milliseconds since the epoch */
  constructor(nowMs: () => number) {
    super();
    this.#nowMs = nowMs;
  }

  /** Counts what was done to the cookies: while it stays the same, they are the same. */
  get changes(): number {
    return this.#changes;
  }

  /**
   * Counts what was done to the cookies other than to give one another value or another lifetime: while it stays the same,
   * an address shows the same ones in the same order, but for those that expire.
   */
  get listings(): number {
    return this.#listings;
  }

  override putCookie(cookie: Cookie): Promise<void>;
  override putCookie(cookie: Cookie, callback: Done): void;
  override putCookie(cookie: Cookie, callback?: Done): Promise<void> | void {
    this.#change(true);
    this.#date(cookie);
    return callback === undefined ? super.putCookie(cookie) : super.putCookie(cookie, callback);
  }

  override updateCookie(before: Cookie, cookie: Cookie): Promise<void>;
  override updateCookie(before: Cookie, cookie: Cookie, callback: Done): void;
  override updateCookie(before: Cookie, cookie: Cookie, callback?: Done): Promise<void> | void {
    this.#change(!isShownAlike(before, cookie));
    this.#date(cookie);
    return callback === undefined ? super.putCookie(cookie) : super.putCookie(cookie, callback);
  }

  override removeCookie(domain: string, path: string, key: string): Promise<void>;
  override removeCookie(domain: string, path: string, key: string, callback: Done): void;
  override removeCookie(domain: string, path: string, key: string, callback?: Done): Promise<void> | void {
    this.#change(true);
    return callback === undefined
      ? super.removeCookie(domain, path, key)
      : super.removeCookie(domain, path, key, callback);
  }

  override removeCookies(domain: string, path: string): Promise<void>;
  override removeCookies(domain: string, path: string, callback: Done): void;
  override removeCookies(domain: string, path: string, callback?: Done): Promise<void> | void {
    this.#change(true);
    return callback === undefined ? super.removeCookies(domain, path) : super.removeCookies(domain, path, callback);
  }

  override removeAllCookies(): Promise<void>;
  override removeAllCookies(callback: Done): void;
  override removeAllCookies(callback?: Done): Promise<void> | void {
    this.#change(true);
    return callback === undefined ? super.removeAllCookies() : super.removeAllCookies(callback);
  }

  /** The cookie that has the place of another now, if there is one. */
  inPlaceOf({ domain, path, key }: Cookie): Cookie | undefined {
    let found: Cookie | undefined;
    this.findCookie(domain, path, key, (_error, cookie) => {
      found = cookie ?? undefined;
    });
    return found;
  }

  /** All cookies, in the order in which they were first set. */
  cookies(): readonly StoredCookie[] {
    if (this.#told?.changes === this.#changes) return this.#told.cookies;
    const stored: StoredCookie[] = [];
    // The store of the library is in memory, so that it answers before it returns.
    this.getAllCookies((_error, cookies) => {
      for (const cookie of cookies ?? []) {
        const { key, value, expires } = cookie;
        const told = { key, value, text: cookie.toString() };
        stored.push(expires instanceof Date ? { ...told, expiresMs: expires.getTime() } : told);
      }
    });
    this.#told = { changes: this.#changes, cookies: stored };
    return stored;
  }

  /** Puts another value into the cookies of this name without anybody having set them: they live as long as before. */
  restore(key: string, value: string): void {
    this.#change(false);
    this.getAllCookies((_error, cookies) => {
      for (const cookie of cookies ?? []) {
        if (cookie.key === key) cookie.value = value;
      }
    });
  }

  #change(isOfListing: boolean): void {
    this.#changes += 1;
    if (isOfListing) this.#listings += 1;
  }

  #date(cookie: Cookie): void {
    if (typeof cookie.maxAge !== 'number') return;
    cookie.setExpires(new Date(this.#nowMs() + cookie.maxAge * 1_000));
    cookie.maxAge = null;
  }
}

/** Whether whoever was shown the one is shown the other in its place. */
function isShownAlike(one: Cookie, other: Cookie): boolean {
  return (
    one.key === other.key &&
    one.domain === other.domain &&
    one.path === other.path &&
    one.hostOnly === other.hostOnly &&
    one.secure === other.secure &&
    one.httpOnly === other.httpOnly
  );
}
