import type { Bench } from '../../judge/judge.js';
import type { Case } from '../../record/case.js';
import type { StepAction, Timeline } from '../../record/timeline.js';
import { formatDuration } from '../../time/duration.js';
import { type Course, courseOf, firstTurn, sessionsAlone } from './course.js';
import type { PlayedCase } from './own-events.js';
import { asPlayed, elapsedAt, elapsedAtEach, gapsOf, type Pace, whereabouts, withSlack } from './pace.js';

/** What nobody can do with a phone in the hand, or what a capture shows no trace of. */
const unplayable: Readonly<Partial<Record<StepAction['kind'], string>>> = {
  setClock: 'the only clock in a capture is that of the device, so a clock that was set looks like time that passed',
  storage: 'nobody can take the storage away from an app by hand, and leave the app',
  damage: 'nobody can damage by hand what an app has stored',
  server: 'the collector answers alike throughout a capture',
  freeze: 'nobody can freeze a page by hand',
  thaw: 'nobody can freeze a page by hand',
};

/**
 * Why no capture can show whether an SDK plays this scenario right; `undefined` if one can.
 * @param toleranceMs by how much a person may miss an instant
 */
export function whyNotCapturable(scenario: Case, bench: Bench, toleranceMs: number): string | undefined {
  const { timeline } = scenario;
  for (const [index, { action }] of timeline.steps.entries()) {
    const reason = unplayable[action.kind];
    if (reason !== undefined) return `step ${index + 1} is ${action.kind}: ${reason}`;
  }
  const written = courseOf(timeline, bench);
  for (const slackMs of [-toleranceMs, toleranceMs]) {
    const turn = firstTurn(written, courseOf(withSlack(timeline, slackMs), bench));
    if (turn === undefined) continue;
    return `${atCall(timeline, turn)} hangs on less than ${formatDuration(toleranceMs)}, which no person keeps and no capture shows`;
  }
  return whyTooQuick(timeline, written, toleranceMs);
}

/** Ids of sessions that begin in one instant may meet, and an SDK that fails there is right when there is more time. */
function whyTooQuick({ steps }: Timeline, course: Course, toleranceMs: number): string | undefined {
  const elapsedMs = elapsedAtEach(steps);
  const events = eventsIn(steps);
  const begun = new Set<number>();
  let before: number | undefined;
  for (const [position, conduct] of course.entries()) {
    const step = events[position] ?? 0;
    if (conduct?.kind !== 'message' || conduct.session === undefined || begun.has(conduct.session)) continue;
    begun.add(conduct.session);
    if (before !== undefined && (elapsedMs[step] ?? 0) - (elapsedMs[before] ?? 0) < toleranceMs) {
      return `step ${before + 1} and step ${step + 1} are of sessions that begin within ${formatDuration(toleranceMs)}, and no person is that quick`;
    }
    before = step;
  }
  return undefined;
}

/**
 * Why what was played does not show whether the SDK is right; `undefined` if it does. The engine plays it with every
 * length that the waits can have had: what is expected has to be the same each time.
 * @param scenario as it is written
 */
export function whyUncertain(
  scenario: Case,
  played: PlayedCase,
  bench: Bench,
  toleranceMs: number,
): string | undefined {
  const { timeline } = played.case;
  const course = courseOf(timeline, bench);
  const own = new Set(timeline.steps.keys());
  for (const step of played.stepOf) own.delete(step);
  const events = eventsIn(timeline.steps);
  const asked = course.filter((_, position) => !own.has(events[position] ?? -1));
  const moved = firstTurn(sessionsAlone(courseOf(scenario.timeline, bench)), sessionsAlone(asked));
  if (moved !== undefined) {
    return `${atCall(scenario.timeline, moved)} is another with the events that the SDK tracked of its own accord`;
  }
  const pace: Pace = {
    timeline,
    atMs: new Map([...played.messages].flatMap(([step, { atMs }]) => (atMs === undefined ? [] : [[step, atMs]]))),
  };
  for (const { from, to, playedMs } of gapsOf(pace)) {
    if (playedMs >= -toleranceMs) continue;
    return `the message of step ${to + 1} is dated ${formatDuration(-playedMs)} before that of step ${from + 1}: the steps were played in another order, or the clock was set`;
  }
  for (const slackMs of [0, -toleranceMs, toleranceMs]) {
    for (const where of whereabouts(pace)) {
      const turn = firstTurn(course, courseOf(asPlayed(pace, where, slackMs), bench));
      if (turn !== undefined)
        return `${atCall(timeline, turn)} does not follow from what was played: ${deviation(pace)}`;
    }
  }
  return whyUnseenStart(pace, course, bench);
}

/** Before the first message, nothing shows how long somebody waited. */
function whyUnseenStart(
  { timeline, atMs }: Pace,
  course: ReturnType<typeof courseOf>,
  bench: Bench,
): string | undefined {
  const first = Math.min(...atMs.keys());
  const lastingMs = elapsedAt(timeline.steps, first);
  if (!Number.isFinite(first) || lastingMs === 0) return undefined;
  const steps = timeline.steps.filter(
    ({ action }, step) => step > first || (action.kind !== 'wait' && action.kind !== 'sleep'),
  );
  const turn = firstTurn(course, courseOf({ ...timeline, steps }, bench));
  return turn === undefined
    ? undefined
    : `${atCall(timeline, turn)} hangs on the ${formatDuration(lastingMs)} before the first message, which nothing shows`;
}

/** The gap that was played otherwise than it is written, by the most. */
function deviation(pace: Pace): string {
  const [most] = gapsOf(pace).sort(
    (one, other) => Math.abs(other.playedMs - other.writtenMs) - Math.abs(one.playedMs - one.writtenMs),
  );
  if (most === undefined) return 'nothing is dated';
  const { from, to, playedMs, writtenMs } = most;
  return `between step ${from + 1} and step ${to + 1} ${formatDuration(playedMs)} passed, and the timeline waits ${formatDuration(writtenMs)}`;
}

/** The session of an event, by the number of its step. */
function atCall({ steps }: Timeline, position: number): string {
  return `the session of step ${(eventsIn(steps)[position] ?? 0) + 1}`;
}

function eventsIn(steps: Timeline['steps']): number[] {
  return steps.flatMap(({ action }, step) => (action.kind === 'event' ? [step] : []));
}
