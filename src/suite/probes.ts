import { type ProbeResult, probeWaitMs } from '../record/run-result.js';
import {
  defaultClient,
  defaultDevice,
  defaultUrl,
  mobileClient,
  type StepAction,
  type Timeline,
} from '../record/timeline.js';
import type { MessageEntry, TargetDescription, Trace } from '../record/trace.js';
import { realToleranceMs, type Target, UntestableError } from '../target/index.js';
import { formatDuration } from '../time/duration.js';
import { originalTimestampMs } from '../wire/session-fields.js';

const eventCount = 2;

/**
 * Before a target is judged: an event that goes in comes out as a message, and the clock of its messages moves by
 * exactly as much as the harness moved it. Without that, no verdict about time would mean anything.
 */
export async function probe(target: Target): Promise<ProbeResult[]> {
  try {
    return probesOf(await playProbe(target), target.description);
  } catch (error) {
    if (!(error instanceof UntestableError)) throw error;
    return [
      { probe: 'clock', ok: false, message: error.message },
      { probe: 'wire', ok: false, message: error.message },
    ];
  }
}

/** What the probes say of the trace that a target gave of their timeline. */
export function probesOf(trace: Trace, target: Pick<TargetDescription, 'timeScale'> = {}): ProbeResult[] {
  const messages = trace.entries.filter((entry) => entry.kind === 'message');
  return [clockProbe(messages, target), wireProbe(messages, trace)];
}

/** Plays the timeline of the probes. @throws UntestableError as `Target.play` */
export function playProbe(target: Target): Promise<Trace> {
  const event: StepAction = { kind: 'event', type: 'track', name: 'Probe' };
  const isMobile = target.description.platform === 'mobile';
  return target.play(
    timelineOf(isMobile ? mobileClient : defaultClient, [
      ...(isMobile ? [] : [{ kind: 'open', url: defaultUrl } as const]),
      { kind: 'load', config: {} },
      event,
      { kind: 'wait', durationMs: probeWaitMs },
      event,
      { kind: 'wait', durationMs: 5_000 },
    ]),
  );
}

function timelineOf(client: string, actions: readonly StepAction[]): Timeline {
  return {
    id: 'probe',
    startMs: Date.UTC(2026, 2, 2, 9),
    steps: actions.map((action) => ({ device: defaultDevice, client, action })),
  };
}

/** At least one message for each event: whether it is exactly one is judged in every scenario. */
function wireProbe(messages: readonly MessageEntry[], trace: Trace): ProbeResult {
  const ok = messages.length >= eventCount;
  const message = `${eventCount} events in, ${messages.length} messages out`;
  return { probe: 'wire', ok, message: ok ? message : [message, ...reasons(trace)].join('; ') };
}

/** What the trace says of why nothing came out: the first error, and the first request that could not be read. */
function reasons({ entries }: Trace): string[] {
  const failed = entries.find((entry) => entry.kind === 'step' && entry.threw !== undefined);
  const unreadable = entries.find((entry) => entry.kind === 'request' && entry.unreadable !== undefined);
  return [
    ...(failed?.kind === 'step' ? [`${failed.action.kind} failed: ${failed.threw}`] : []),
    ...(unreadable?.kind === 'request' ? [`a request could not be read: ${unreadable.unreadable}`] : []),
  ];
}

function clockProbe(
  messages: readonly MessageEntry[],
  { timeScale }: Pick<TargetDescription, 'timeScale'>,
): ProbeResult {
  // The outermost, for an SDK may send one of them twice.
  const [first, last] = [messages.at(0), messages.at(-1)].map((message) =>
    message === undefined || messages.length < eventCount ? undefined : originalTimestampMs(message.body),
  );
  if (first === undefined || last === undefined) {
    return { probe: 'clock', ok: false, message: 'no two messages with a timestamp to compare' };
  }
  const movedMs = last - first;
  const moved = `and the timestamps on the wire moved by ${formatDuration(movedMs)}`;
  if (timeScale === undefined) {
    const message = `${formatDuration(probeWaitMs)} passed, ${moved}`;
    return { probe: 'clock', ok: movedMs === probeWaitMs, message };
  }
  const waitedMs = Math.round(probeWaitMs / timeScale);
  const ok = Math.abs(movedMs - waitedMs) <= realToleranceMs;
  // What it was to the millisecond is another each time, and a report is not.
  const seen = ok ? 'and the timestamps on the wire moved alike' : moved;
  return { probe: 'clock', ok, message: `${formatDuration(waitedMs)} of real time passed, ${seen}` };
}
