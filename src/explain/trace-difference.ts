import { canonicalJson } from '../record/canonical-json.js';
import type { Trace, TraceEntry } from '../record/trace.js';
import { formatDuration } from '../time/duration.js';
import { oneLine } from './one-line.js';
import { observationText, type TraceTextOptions } from './trace-text.js';

/** The first thing that is not the same in two traces of one timeline. */
export interface TraceDifference {
  /** Where it was seen: `step 5, tab1, at 30m 1ms`; `at the end` for what is about the whole trace. */
  readonly where: string;
  /** What was observed; where both observed the same kind of thing, only the part that differs. */
  readonly before: string;
  readonly now: string;
}

const maximumTextLength = 160;

/** @returns `undefined` when the traces are identical */
export function traceDifference(
  before: Trace,
  now: Trace,
  fieldsOf: TraceTextOptions['fieldsOf'],
): TraceDifference | undefined {
  const length = Math.max(before.entries.length, now.entries.length);
  for (let index = 0; index < length; index++) {
    const [one, other] = [before.entries[index], now.entries[index]];
    if (one !== undefined && other !== undefined && canonicalJson(one) === canonicalJson(other)) continue;
    return differenceOf(one, other, fieldsOf);
  }
  for (const [what, textOf] of wholes) {
    const [one, other] = [textOf(before), textOf(now)];
    if (one !== other) return { where: 'at the end', before: `${one} ${what}`, now: `${other} ${what}` };
  }
  return undefined;
}

const wholes: readonly (readonly [what: string, textOf: (trace: Trace) => string])[] = [
  ['of virtual time', ({ elapsedMs }) => formatDuration(elapsedMs)],
  ['timers fired', ({ timersFired }) => String(timersFired)],
];

function differenceOf(
  before: TraceEntry | undefined,
  now: TraceEntry | undefined,
  fieldsOf: TraceTextOptions['fieldsOf'],
): TraceDifference {
  // Both are there, or the one that is says where the other was missed.
  const place = before === undefined || (now !== undefined && now.elapsedMs < before.elapsedMs) ? now : before;
  const where =
    place === undefined ? '' : `step ${place.step + 1}, ${place.client}, at ${formatDuration(place.elapsedMs)}`;
  const shared = sharedText(before, now, fieldsOf);
  const textOf = (entry: TraceEntry | undefined): string =>
    entry === undefined ? 'nothing more' : observationText(entry, fieldsOf);
  if (shared === undefined) return { where, before: textOf(before), now: textOf(now) };
  return { where, before: `${shared.what} ${shared.before}`, now: `${shared.what} ${shared.now}` };
}

/** Two observations that read the same are told apart by the first value in which they differ. */
function sharedText(
  before: TraceEntry | undefined,
  now: TraceEntry | undefined,
  fieldsOf: TraceTextOptions['fieldsOf'],
): { what: string; before: string; now: string } | undefined {
  if (before === undefined || now === undefined) return undefined;
  const text = observationText(before, fieldsOf);
  // A message of another call, or of another session, says so by itself.
  if (text !== observationText(now, fieldsOf)) return undefined;
  const found = firstPath(before, now, []);
  if (found === undefined) return undefined;
  const path = found.path.join('.').replace(/^body\./, '');
  return { what: `${text} · ${path}`, before: valueText(found.one), now: valueText(found.other) };
}

interface FoundPath {
  readonly path: readonly string[];
  readonly one: unknown;
  readonly other: unknown;
}

function firstPath(one: unknown, other: unknown, path: readonly string[]): FoundPath | undefined {
  if (!isObject(one) || !isObject(other)) {
    return canonicalJson(one ?? null) === canonicalJson(other ?? null) ? undefined : { path, one, other };
  }
  for (const key of [...new Set([...Object.keys(one), ...Object.keys(other)])].sort()) {
    const [mine, theirs] = [one, other].map((each) => (Object.hasOwn(each, key) ? each[key] : undefined));
    if ((mine === undefined) !== (theirs === undefined)) return { path: [...path, key], one: mine, other: theirs };
    const found = firstPath(mine, theirs, [...path, key]);
    if (found !== undefined) return found;
  }
  return undefined;
}

function valueText(value: unknown): string {
  return value === undefined ? 'absent' : oneLine(JSON.stringify(value), maximumTextLength);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
