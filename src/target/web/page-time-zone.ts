/**
 * Shows the realm of a page the time of day of another zone than that of its process: what `Date` tells and takes as
 * local time, and the zone of whatever `Intl` formats without being told one. No instant changes by that.
 * @param realm the window, whose `Date` is the page's clock already
 * @param zone an IANA name, asked at every use, because a device travels
 */
export function installTimeZone(realm: { eval?: unknown }, zone: () => string): void {
  if (typeof realm.eval === 'function') realm.eval(followZone)(zone, zoneOffsetMs, zoneName);
}

const offsets = new Map<string, Intl.DateTimeFormat>();
const names = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds that the local time of a zone is ahead of UTC at an instant. */
export function zoneOffsetMs(zone: string, epochMs: number): number {
  // GMT, GMT+01:00, and GMT-00:01:15 as it was before zones had whole minutes.
  const text = namePart(offsets, zone, 'longOffset', epochMs);
  const match = /([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(text);
  if (match === null) return 0;
  const [, sign, hours, minutes, seconds = '0'] = match;
  const aheadMs = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000;
  return sign === '-' ? -aheadMs : aheadMs;
}

/** What the zone calls its time at an instant: `Central European Summer Time`. */
function zoneName(zone: string, epochMs: number): string {
  return namePart(names, zone, 'long', epochMs);
}

function namePart(
  formats: Map<string, Intl.DateTimeFormat>,
  timeZone: string,
  timeZoneName: 'long' | 'longOffset',
  epochMs: number,
): string {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName });
    formats.set(timeZone, format);
  }
  return format.formatToParts(epochMs).find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

/**
 * Run in the realm of the page. Local time is an instant moved by the offset and read as UTC, so that the zone of the
 * process plays no part.
 */
const followZone = `(function (zone, zoneOffsetMs, zoneName) {
  const { apply, construct } = Reflect;
  const { defineProperty } = Object;
  const Before = Date;
  const dates = Before.prototype;
  const { getTime, setTime, toUTCString } = dates;
  const dayMs = 86400000;
  const hidden = (holder, name, value) => defineProperty(holder, name, { value, configurable: true, writable: true });

  const offsetMs = (epochMs) => Number.isFinite(epochMs) && Math.abs(epochMs) <= 8.64e15 ? zoneOffsetMs(zone(), epochMs) : 0;
  // An hour that comes twice is the first one, and one that is left out is counted on from before, as the language says.
  const utcOf = (localMs) => {
    const beforeMs = offsetMs(localMs - dayMs);
    const afterMs = offsetMs(localMs + dayMs);
    if (offsetMs(localMs - beforeMs) === beforeMs) return localMs - beforeMs;
    return localMs - (offsetMs(localMs - afterMs) === afterMs ? afterMs : beforeMs);
  };
  const localOf = (date) => {
    const epochMs = getTime.call(date);
    return new Before(epochMs + offsetMs(epochMs));
  };

  const isDateAlone = /^\\s*(?:\\d{4}|[+-]\\d{6})(?:-\\d{2}){0,2}\\s*$/;
  const hasZone = /(?:Z|UTC?|GMT|[ECMP][SD]T|[+-]\\d{2}:?\\d{2})\\s*(?:\\([^)]*\\))?\\s*$/i;
  const isIso = /^\\s*(?:\\d{4}|[+-]\\d{6})-/;
  const parse = (text) => {
    if (isDateAlone.test(text) || hasZone.test(text)) return Before.parse(text);
    return utcOf(Before.parse(isIso.test(text) ? text.trim() + 'Z' : text + ' GMT'));
  };
  const ZonedDate = function Date(...values) {
    if (new.target === undefined) return new Before().toString();
    if (values.length > 1) return construct(Before, [utcOf(Before.UTC(...values))], new.target);
    const [value] = values;
    const primitive = typeof value === 'object' && value !== null && !(value instanceof Before) ? value.valueOf() : value;
    if (typeof primitive === 'string') return construct(Before, [parse(primitive)], new.target);
    return construct(Before, values, new.target);
  };
  defineProperty(ZonedDate, 'length', { value: 7, configurable: true });
  ZonedDate.prototype = dates;
  hidden(dates, 'constructor', ZonedDate);
  hidden(ZonedDate, 'now', Before.now);
  hidden(ZonedDate, 'UTC', Before.UTC);
  hidden(ZonedDate, 'parse', (text) => parse(String(text)));
  hidden(globalThis, 'Date', ZonedDate);

  for (const part of ['FullYear', 'Month', 'Date', 'Day', 'Hours', 'Minutes', 'Seconds', 'Milliseconds']) {
    const get = dates['getUTC' + part];
    hidden(dates, 'get' + part, function () { return get.call(localOf(this)); });
    const set = dates['setUTC' + part];
    if (set === undefined) continue;
    hidden(dates, 'set' + part, function (...values) {
      const local = localOf(this);
      if (part === 'FullYear' && Number.isNaN(getTime.call(local))) setTime.call(local, 0);
      return setTime.call(this, utcOf(apply(set, local, values)));
    });
  }
  hidden(dates, 'getYear', function () { return this.getFullYear() - 1900; });
  hidden(dates, 'getTimezoneOffset', function () {
    const epochMs = getTime.call(this);
    return Number.isNaN(epochMs) ? NaN : (epochMs - (epochMs + offsetMs(epochMs))) / 60000;
  });

  const textOf = (date, pick) => {
    const epochMs = getTime.call(date);
    if (Number.isNaN(epochMs)) return 'Invalid Date';
    const [, weekday, day, month, year, time] = /^(\\w+), (\\d+) (\\w+) (-?\\d+) (.*) GMT$/.exec(toUTCString.call(localOf(date)));
    const minutes = Math.trunc(offsetMs(epochMs) / 60000);
    const digits = String(Math.trunc(Math.abs(minutes) / 60) * 100 + Math.abs(minutes) % 60).padStart(4, '0');
    const ahead = 'GMT' + (minutes < 0 ? '-' : '+') + digits + ' (' + zoneName(zone(), epochMs) + ')';
    return pick([weekday, month, day, year].join(' '), time + ' ' + ahead);
  };
  hidden(dates, 'toString', function toString() { return textOf(this, (day, time) => day + ' ' + time); });
  hidden(dates, 'toDateString', function toDateString() { return textOf(this, (day) => day); });
  hidden(dates, 'toTimeString', function toTimeString() { return textOf(this, (day, time) => time); });

  const withZone = (options) => options?.timeZone === undefined ? { ...options, timeZone: zone() } : options;
  for (const name of ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString']) {
    const own = dates[name];
    hidden(dates, name, function (locales, options) { return own.call(this, locales, withZone(options)); });
  }
  const Format = Intl.DateTimeFormat;
  const ZonedFormat = function DateTimeFormat(locales, options) {
    return construct(Format, [locales, withZone(options)], new.target ?? ZonedFormat);
  };
  ZonedFormat.prototype = Format.prototype;
  hidden(Format.prototype, 'constructor', ZonedFormat);
  hidden(ZonedFormat, 'supportedLocalesOf', Format.supportedLocalesOf);
  hidden(Intl, 'DateTimeFormat', ZonedFormat);
})`;
