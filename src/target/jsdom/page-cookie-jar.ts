import { CookieJar } from 'jsdom';
import type { WriteObserver } from './storage-area.js';

type Store = CookieJar['store'];

/** The cookies of a device as one of its pages sees them; it tells what this page writes. */
export class PageCookieJar extends CookieJar {
  readonly #nowMs: () => number;
  readonly #onWrite: WriteObserver;

  /**
   * @param store the cookies of the device, which all of its pages share
   * @param nowMs the wall clock of the device, in milliseconds since the epoch
   */
  constructor(store: Store, nowMs: () => number, onWrite: WriteObserver) {
    super(store);
    this.#nowMs = nowMs;
    this.#onWrite = onWrite;
  }

  /** What a page does when it assigns to `document.cookie`. */
  override setCookieSync(...values: Parameters<CookieJar['setCookieSync']>): ReturnType<CookieJar['setCookieSync']> {
    const cookie = super.setCookieSync(...values);
    // Nothing comes back for a cookie that the page may not set. One that is set in the past is how pages remove it.
    if (cookie !== undefined) {
      const isGone = (cookie.expiryTime() ?? Number.POSITIVE_INFINITY) <= this.#nowMs();
      this.#onWrite(cookie.key, isGone ? undefined : cookie.value);
    }
    return cookie;
  }
}
