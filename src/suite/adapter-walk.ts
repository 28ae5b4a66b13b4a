import type { WalkedPlace } from '../record/examination.js';
import type { StepAction, Timeline } from '../record/timeline.js';
import { type CallEntry, isAccepted, type MessageEntry, type Trace, type TraceEntry } from '../record/trace.js';
import { type Capability, type HelloAnswer, type Target, UntestableError } from '../target/index.js';
import { formatDuration } from '../time/duration.js';
import { originalTimestampMs, typeOf } from '../wire/session-fields.js';
import { capabilityTimeline, idleTimeline } from './capability-timelines.js';

/** Without these nothing else can be tried. */
const foundation: readonly Capability[] = ['load', 'track'];

interface Fault {
  readonly message: string;
  /** What whoever writes the adapter can do. */
  readonly advice: string;
}

/** The place of the handshake, for an adapter that has not managed it. */
export function failedHandshake(message: string): WalkedPlace {
  const advice = 'answer hello as spec/PROTOCOL.md has it, with one line on the standard output that is flushed';
  return { place: 'handshake', outcome: 'not ok', message, advice };
}

/**
 * Walks through an adapter, from the handshake over the clock to each of its capabilities, with a short timeline for
 * each. Whether the SDK is right is not asked: only whether what is asked of it reaches it, and what it sends is seen.
 * Nothing is tried behind a place of the foundation that does not work.
 */
export async function walkAdapter(target: Target, hello: HelloAnswer): Promise<readonly WalkedPlace[]> {
  const { sdk, platform, policy, clock, capabilities } = hello;
  const count = `${capabilities.length} capabilities`;
  const message = `${sdk.name} ${sdk.version}, ${platform}, policy ${policy}, clock ${clock}, ${count}`;
  const places: WalkedPlace[] = [{ place: 'handshake', outcome: 'ok', message }];
  const idle = await tryOut(target, idleTimeline, 'answer open and clock, whatever is loaded');
  places.push(placed('open, clock', idle, 'a timeline begins, and time passes'));
  const others = capabilities.filter((each) => !foundation.includes(each));
  for (const capability of [...foundation, ...others]) {
    if (foundationFails(places)) {
      places.push({ place: capability, outcome: 'not tried', message: 'what comes before does not work' });
      continue;
    }
    const timeline = capabilityTimeline(capability, platform);
    const unable = target.whyUnable?.(timeline);
    if (unable !== undefined) {
      places.push({ place: capability, outcome: 'not tried', message: `its trial ${unable}` });
      continue;
    }
    const isNeeded = foundation.includes(capability);
    const advice = isNeeded ? 'fill in this step' : `fill in this step, or take ${capability} off the capabilities`;
    places.push(placed(capability, await tryOut(target, timeline, advice), 'carried out, and events arrive'));
  }
  return places;
}

function foundationFails(places: readonly WalkedPlace[]): boolean {
  const needed: readonly string[] = ['open, clock', ...foundation];
  return places.some(({ place, outcome }) => outcome === 'not ok' && needed.includes(place));
}

function placed(place: string, fault: Fault | undefined, message: string): WalkedPlace {
  return fault === undefined ? { place, outcome: 'ok', message } : { place, outcome: 'not ok', ...fault };
}

/** Why a timeline cannot be played, or what is wrong with what was seen of it; nothing if all is well. */
async function tryOut(target: Target, timeline: Timeline, advice: string): Promise<Fault | undefined> {
  try {
    return faultOf(await target.play(timeline));
  } catch (error) {
    if (error instanceof UntestableError) return { message: error.message, advice };
    throw error;
  }
}

/** What is wrong with the trace of a trial, apart from what only the judge can say. */
export function faultOf({ entries }: Trace): Fault | undefined {
  const steps = entries.filter((entry) => entry.kind === 'step');
  const thrown = steps.find(({ threw }) => threw !== undefined);
  if (thrown !== undefined) {
    const advice = 'no call of an SDK may throw at the application: look at what the adapter passes to it';
    return { message: `the SDK threw at ${wordOf(thrown.action)}: ${thrown.threw}`, advice };
  }
  const accepted = new Set(entries.filter((each) => each.kind === 'request' && isAccepted(each)).map(requestOf));
  const messages = entries.filter((each) => each.kind === 'message').filter((each) => accepted.has(each.request));
  const unreadable = entries.find((each) => each.kind === 'request' && each.unreadable !== undefined);
  const reason = unreadable?.kind === 'request' ? `; a request could not be read: ${unreadable.unreadable}` : '';
  let shiftMs: number | undefined;
  for (const step of eventsOutsideOutages(steps)) {
    const word = wordOf(step.action);
    const ofType = messages.filter(({ body }) => typeOf(body) === word);
    if (ofType.length === 0) {
      const advice = `call ${word} of the SDK, let it send to the step's dataPlaneUrl, and answer when it has been sent`;
      return { message: `no ${word} message arrived${reason}`, advice };
    }
    const found = ofType.find((message) => isOfClient(message, step));
    if (found === undefined) {
      const { device, client } = ofType[0] ?? step;
      const message = `what ${step.client} of ${step.device} was told to send came from ${client} of ${device}, or not at all`;
      return { message, advice: 'let each client send to the dataPlaneUrl of its own steps' };
    }
    messages.splice(messages.indexOf(found), 1);
    const sentMs = originalTimestampMs(found.body);
    if (sentMs === undefined) {
      return {
        message: `the ${word} message has no originalTimestamp`,
        advice: 'the SDK has to say when an event happened',
      };
    }
    const ownMs = sentMs - step.wallMs;
    shiftMs ??= ownMs;
    if (ownMs !== shiftMs) {
      const message = `the clock of the SDK is ${formatDuration(Math.abs(ownMs - shiftMs))} ${ownMs > shiftMs ? 'ahead' : 'behind'}`;
      const advice = 'let the SDK read the time that open and clock tell, or answer hello with "clock":"host"';
      return { message, advice };
    }
  }
  return undefined;
}

/** An event that happens while nothing can be delivered may be given up. */
function eventsOutsideOutages(steps: readonly CallEntry[]): CallEntry[] {
  let isOutage = false;
  return steps.filter(({ action }) => {
    if (action.kind === 'network') isOutage = action.state === 'offline';
    if (action.kind === 'server') isOutage = action.answer !== 'ok';
    return action.kind === 'event' && !isOutage;
  });
}

function requestOf(entry: TraceEntry): number | undefined {
  return entry.kind === 'request' ? entry.request : undefined;
}

function isOfClient(message: MessageEntry, { device, client }: CallEntry): boolean {
  return message.device === device && message.client === client;
}

/** A step as an adapter is asked for it: an event by its type. */
function wordOf(action: StepAction): string {
  return action.kind === 'event' ? action.type : action.kind;
}
