import fc from 'fast-check';
import type { SessionRules } from '../session-rules.js';
import type { VerifyEvent } from './event.js';

/** An event as it is drawn: after which time since the event before of its user. */
interface DrawnEvent {
  readonly user: string | undefined;
  readonly gapMs: number;
  readonly campaign: string | undefined;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** At noon, before a whole second, minute and hour, and shortly before midnight in UTC, in Berlin and in New York. */
const starts = [
  '2026-03-10T12:00:00Z',
  '2026-03-10T12:00:00.700Z',
  '2026-03-10T12:00:59.999Z',
  '2026-03-10T23:40:00Z',
  '2026-03-10T22:40:00Z',
  '2026-03-28T22:40:00Z',
  '2026-03-10T03:40:00Z',
].map((text) => Date.parse(text));

/** More rows than this are never needed to reach a cap; a person has to read them. */
const mostRows = 40;

/** Tables with what makes queries differ: gaps at the boundaries, ties, late rows, several users and none, campaigns that come back. */
export function generatedTables(rules: SessionRules): fc.Arbitrary<readonly VerifyEvent[]> {
  const few = fc.array(drawn(gapsAround(rules)), { minLength: 1, maxLength: 8, size: 'max' });
  const start = fc.constantFrom(...starts);
  const rows = rules.cap === undefined ? few : fc.oneof(few, chains(rules));
  return fc.tuple(start, rows).map(([startMs, events]) => placed(startMs, events));
}

function drawn(gapMs: fc.Arbitrary<number>): fc.Arbitrary<DrawnEvent> {
  return fc.record({
    user: fc.constantFrom('u1', 'u1', 'u2', undefined),
    gapMs,
    campaign: fc.constantFrom(undefined, undefined, 'ads', 'mail', ''),
  });
}

/** Distances on both sides of everything that a rule, or a wrong rule, may compare them with. */
function gapsAround({ timeoutMs, cap }: SessionRules): fc.Arbitrary<number> {
  const exact = [
    minuteMs,
    0,
    timeoutMs,
    timeoutMs + 1,
    timeoutMs - 1,
    timeoutMs + 500,
    timeoutMs + 1_000,
    timeoutMs + minuteMs - 1,
    timeoutMs + minuteMs,
    Math.floor(timeoutMs / 2),
    2 * timeoutMs,
    hourMs,
    ...(cap === undefined ? [] : [cap.maximumMs, cap.maximumMs + 1, cap.maximumMs - 1]),
    dayMs,
  ];
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...exact.filter((gapMs) => gapMs >= 0)) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: timeoutMs + 2 * minuteMs }) },
  );
}

/** Activity of one user that goes on until the cap is reached, often several times, and sometimes exactly. */
function chains({ timeoutMs, cap }: SessionRules): fc.Arbitrary<readonly DrawnEvent[]> {
  const capMs = cap?.maximumMs ?? 0;
  const stepMs = Math.max(1, Math.min(timeoutMs - 1, Math.ceil(capMs / 4)));
  const gapMs = fc.constantFrom(stepMs, Math.ceil(stepMs / 2), capMs % stepMs, stepMs - 1);
  // Rarely another campaign, which would end the session before the cap does.
  const campaign = fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, fc.constantFrom('ads', 'mail'));
  const length = Math.min(mostRows, Math.ceil((3 * capMs) / stepMs) + 3);
  return fc
    .array(fc.tuple(gapMs, campaign), { minLength: 3, maxLength: length, size: 'max' })
    .map((events) => events.map(([gap, named]) => ({ user: 'u1', gapMs: gap, campaign: named })));
}

/** The ids are in the order of the rows in the table, which is not that of time: some events are late. */
function placed(startMs: number, events: readonly DrawnEvent[]): readonly VerifyEvent[] {
  const lastMs = new Map<string | undefined, number>();
  const timed = events.map(({ user, gapMs, campaign }, index) => {
    const before = lastMs.get(user);
    const timeMs = before === undefined ? startMs : before + gapMs;
    lastMs.set(user, timeMs);
    return { user, timeMs, campaign, place: (index * 5) % 7, index };
  });
  return timed
    .sort((one, other) => one.place - other.place || one.index - other.index)
    .map(({ user, timeMs, campaign }, index) => ({
      id: `e${String(index + 1).padStart(2, '0')}`,
      user,
      timeMs,
      campaign,
    }));
}
