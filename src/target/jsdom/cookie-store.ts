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

  /** @param nowMs the wall clock of the device, in milliseconds since the epoch */
  constructor(nowMs: () => number) {
    super();
    this.#nowMs = nowMs;
  }

  override putCookie(cookie: Cookie): Promise<void>;
  override putCookie(cookie: Cookie, callback: Done): void;
  override putCookie(cookie: Cookie, callback?: Done): Promise<void> | void {
    if (typeof cookie.maxAge === 'number') {
      cookie.setExpires(new Date(this.#nowMs() + cookie.maxAge * 1_000));
      cookie.maxAge = null;
    }
    return callback === undefined ? super.putCookie(cookie) : super.putCookie(cookie, callback);
  }

  /** All cookies, in the order in which they were first set. */
  cookies(): readonly StoredCookie[] {
    const stored: StoredCookie[] = [];
    // The store of the library is in memory, so that it answers before it returns.
    this.getAllCookies((_error, cookies) => {
      for (const cookie of cookies ?? []) {
        const { key, value, expires } = cookie;
        const told = { key, value, text: cookie.toString() };
        stored.push(expires instanceof Date ? { ...told, expiresMs: expires.getTime() } : told);
      }
    });
    return stored;
  }

  /** Puts another value into the cookies of this name without anybody having set them: they live as long as before. */
  restore(key: string, value: string): void {
    this.getAllCookies((_error, cookies) => {
      for (const cookie of cookies ?? []) {
        if (cookie.key === key) cookie.value = value;
      }
    });
  }
}
