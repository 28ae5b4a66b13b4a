import { installTimeZone } from './page-time-zone.js';

/** What a page's clocks show. */
export interface PageClock {
  /** Milliseconds since the epoch. */
  readonly wallMs: () => number;
  /** Milliseconds since the page opened. */
  readonly monotonicMs: () => number;
  /** Where the device is, as an IANA name; absent: where the process is that plays the page. */
  readonly timeZone?: (() => string) | undefined;
  /** Shows a window the monotonic clock; absent: by a `performance` that has nothing else. */
  readonly showMonotonic?: (window: object) => void;
}

/**
 * Puts the clock in the place of all that would tell a page the real time: `Date` in every form, dates that `Intl`
 * formats when it is given none, `performance`, and the windows of its frames. Whoever kept the realm's own `Date`
 * would see virtual days pass in seconds, and its sessions would never end.
 */
export function installPageClock(window: object, clock: PageClock): void {
  const { wallMs, monotonicMs, timeZone } = clock;
  const originMs = wallMs();
  const showMonotonic = clock.showMonotonic ?? ((target) => putPerformance(target, originMs, monotonicMs));
  const replaced = new WeakSet<object>();
  const replaceIn = (target: object & { eval?: unknown }): void => {
    if (replaced.has(target) || typeof target.eval !== 'function') return;
    replaced.add(target);
    target.eval(replaceDates)(wallMs);
    if (timeZone !== undefined) installTimeZone(target, timeZone);
    showMonotonic(target);
    target.eval(watchFrames)(replaceIn);
  };
  replaceIn(window);
}

function putPerformance(target: object, originMs: number, monotonicMs: () => number): void {
  Object.defineProperty(target, 'performance', {
    configurable: true,
    value: {
      now: monotonicMs,
      timeOrigin: originMs,
      getEntriesByType: () => [],
      mark() {},
      measure() {},
    },
  });
}

/**
 * Run in the realm of a page, so that its dates are dates of that realm. The prototype stays the realm's own, which is
 * how dates from elsewhere in the page still are instances; its own constructor is reachable by nothing any more.
 */
const replaceDates = `(function (wallMs) {
  const { construct } = Reflect;
  const { defineProperty, getOwnPropertyDescriptor } = Object;
  const Own = Date;
  const PageDate = function Date(...values) {
    if (new.target === undefined) return new Own(wallMs()).toString();
    return construct(Own, values.length === 0 ? [wallMs()] : values, new.target);
  };
  const hidden = (holder, name, value) => defineProperty(holder, name, { value, configurable: true, writable: true });
  defineProperty(PageDate, 'length', { value: 7, configurable: true });
  PageDate.prototype = Own.prototype;
  hidden(Own.prototype, 'constructor', PageDate);
  hidden(PageDate, 'now', function now() { return wallMs(); });
  hidden(PageDate, 'UTC', Own.UTC);
  hidden(PageDate, 'parse', Own.parse);
  hidden(globalThis, 'Date', PageDate);

  const formats = Intl.DateTimeFormat.prototype;
  const format = getOwnPropertyDescriptor(formats, 'format').get;
  const { formatToParts } = formats;
  defineProperty(formats, 'format', { configurable: true, get() {
    const own = format.call(this);
    return (date) => own(date === undefined ? wallMs() : date);
  } });
  hidden(formats, 'formatToParts', function (date) {
    return formatToParts.call(this, date === undefined ? wallMs() : date);
  });
})`;

/** Run in the realm of a page: the windows of its frames, which are realms of their own, are told of before it has them. */
const watchFrames = `(function (tell) {
  for (const name of ['HTMLIFrameElement', 'HTMLFrameElement']) {
    const frames = globalThis[name].prototype;
    for (const key of ['contentWindow', 'contentDocument']) {
      const { get } = Object.getOwnPropertyDescriptor(frames, key);
      Object.defineProperty(frames, key, { configurable: true, enumerable: true, get() {
        const value = get.call(this);
        if (value) tell(key === 'contentWindow' ? value : value.defaultView);
        return value;
      } });
    }
  }
})`;
