import type { ProbeResult } from '../record/run-result.js';
import { defaultClient, defaultDevice, defaultUrl, type StepAction, type Timeline } from '../record/timeline.js';
import type { MessageEntry, Trace } from '../record/trace.js';
import { type Target, UntestableError } from '../target/index.js';
import { formatDuration } from '../time/duration.js';
import { originalTimestampMs } from '../wire/session-fields.js';

const waitMs = 31 * 60_000;

/**
 * Before a target is judged: an event that goes in comes out as a message, and the clock of its messages moves by
 * exactly as much as the harness moved it. Without that, no verdict about time would mean anything.
 */
export async function probe(target: Target): Promise<ProbeResult[]> {
  const event: StepAction = { kind: 'event', type: 'track', name: 'Probe' };
  let trace: Trace;
  try {
    trace = await target.play(
      timeline([
        { kind: 'open', url: defaultUrl },
        { kind: 'load', config: {} },
        event,
        { kind: 'wait', durationMs: waitMs },
        event,
        { kind: 'wait', durationMs: 5_000 },
      ]),
    );
  } catch (error) {
    if (!(error instanceof UntestableError)) throw error;
    return [
      { probe: 'clock', ok: false, message: error.message },
      { probe: 'wire', ok: false, message: error.message },
    ];
  }
  const messages = trace.entries.filter((entry) => entry.kind === 'message');
  return [clockProbe(messages), wireProbe(messages, failureIn(trace))];
}

function timeline(actions: readonly StepAction[]): Timeline {
  return {
    id: 'probe',
    startMs: Date.UTC(2026, 2, 2, 9),
    steps: actions.map((action) => ({ device: defaultDevice, client: defaultClient, action })),
  };
}

function wireProbe(messages: readonly MessageEntry[], failure: string): ProbeResult {
  const ok = messages.length === 2;
  return { probe: 'wire', ok, message: `2 events in, ${messages.length} messages out${ok ? '' : failure}` };
}

/** The first step that the SDK did not survive, which is why it sends nothing. */
function failureIn(trace: Trace): string {
  const failed = trace.entries.find((entry) => entry.kind === 'step' && entry.threw !== undefined);
  return failed?.kind === 'step' ? `; ${failed.action.kind} failed: ${failed.threw}` : '';
}

function clockProbe(messages: readonly MessageEntry[]): ProbeResult {
  const [first, second] = messages.map((message) => originalTimestampMs(message.body));
  if (first === undefined || second === undefined) {
    return { probe: 'clock', ok: false, message: 'no two messages with a timestamp to compare' };
  }
  const message = `${formatDuration(waitMs)} passed, and the timestamps on the wire moved by ${formatDuration(second - first)}`;
  return { probe: 'clock', ok: second - first === waitMs, message };
}
