import type { WalkedPlace } from '../record/examination.js';
import type { StepAction, Timeline } from '../record/timeline.js';
import { type CallEntry, isAccepted, type MessageEntry, type Trace, type TraceEntry } from '../record/trace.js';
import {
  allCapabilities,
  type Capability,
  type HelloAnswer,
  realToleranceMs,
  type Target,
  UntestableError,
} from '../target/index.js';
import { formatDuration } from '../time/duration.js';
import { originalTimestampMs, typeOf } from '../wire/session-fields.js';
import { capabilityTimeline, idleTimeline } from './capability-timelines.js';
import { whyNotPlayable } from './playable.js';

/** Without these nothing else can be tried. */
const foundation: readonly Capability[] = ['load', 'track'];

const idlePlace = 'open, clock';

/** After so many places that are not ok, whoever writes the adapter has enough to do; one that fails often is not started again. */
const mostFaults = 8;

/** Longer than this in real time nobody waits for one place. */
const longestRealMs = 10_000;

interface Fault {
  readonly message: string;
  /** What whoever writes the adapter can do. */
  readonly advice: string;
}

/**
 * The place of the handshake, for an adapter that has not managed it.
 * @param hello what it has said of itself, if that could be understood: then the message says what to do
 */
export function failedHandshake(message: string, hello?: HelloAnswer): WalkedPlace {
  const advice = 'answer hello as spec/PROTOCOL.md has it, with one line on the standard output that is flushed';
  return { place: 'handshake', outcome: 'not ok', message, ...(hello === undefined ? { advice } : {}) };
}

/**
 * Walks through an adapter, from the handshake over the clock to each of its capabilities, with a short timeline for
 * each. Whether the SDK is right is not asked: only whether what is asked of it reaches it, and what it sends is seen.
 * Nothing is tried behind a place of the foundation that does not work.
 */
export async function walkAdapter(target: Target, hello: HelloAnswer): Promise<readonly WalkedPlace[]> {
  const { sdk, platform, policy, clock, capabilities } = hello;
  const message = `${sdk.name} ${sdk.version}, ${platform}, policy ${policy}, clock ${clock}`;
  const places: WalkedPlace[] = [{ place: 'handshake', outcome: 'ok', message }];
  const idle = await tryOut(target, idleTimeline, 'answer open and clock, whatever is loaded');
  places.push(placed(idlePlace, idle));
  const others = capabilities.filter((each) => !foundation.includes(each));
  for (const capability of [...foundation, ...others]) {
    const faults = places.filter(({ outcome }) => outcome === 'not ok');
    if (faults.length >= mostFaults || faults.some(({ place }) => isFoundation(place))) {
      places.push({ place: capability, outcome: 'not tried', message: 'what comes before does not work' });
      continue;
    }
    const timeline = capabilityTimeline(capability, platform);
    const unable =
      whyNotPlayable(timeline, platform) ?? target.whyUnable?.(timeline) ?? whyNotInReal(timeline, target.description);
    if (unable !== undefined) {
      places.push({ place: capability, outcome: 'not tried', message: unable });
      continue;
    }
    const isNeeded = foundation.includes(capability);
    const advice = isNeeded ? 'fill in this step' : `fill in this step, or take ${capability} off the capabilities`;
    places.push(placed(capability, await tryOut(target, timeline, advice)));
  }
  const further = allCapabilities.filter(
    (each) =>
      !capabilities.includes(each) && whyNotPlayable(capabilityTimeline(each, platform), platform) === undefined,
  );
  if (further.length > 0) {
    const skipped = `not listed, so that scenarios which need them are skipped: ${further.join(', ')}`;
    places.push({ place: 'further', outcome: 'not tried', message: skipped });
  }
  return places;
}

/** Where a timeline is played in real time, why this one is not; `undefined` if it is. */
function whyNotInReal({ steps }: Timeline, { timeScale }: Target['description']): string | undefined {
  if (timeScale === undefined) return undefined;
  const moved = steps.find(({ action }) => action.kind === 'sleep' || action.kind === 'setClock');
  if (moved !== undefined) return `the clock of the machine cannot be made to ${moved.action.kind}`;
  const waitedMs = steps.reduce((sum, { action }) => sum + (action.kind === 'wait' ? action.durationMs : 0), 0);
  const realMs = Math.round(waitedMs / timeScale);
  return realMs > longestRealMs ? `it would take ${formatDuration(realMs)} of real time` : undefined;
}

function isFoundation(place: string): boolean {
  return [idlePlace, ...foundation].includes(place);
}

function placed(place: string, fault: Fault | undefined): WalkedPlace {
  return fault === undefined ? { place, outcome: 'ok', message: '' } : { place, outcome: 'not ok', ...fault };
}

/** Why a timeline cannot be played, or what is wrong with what was seen of it; nothing if all is well. */
async function tryOut(target: Target, timeline: Timeline, advice: string): Promise<Fault | undefined> {
  try {
    return faultOf(await target.play(timeline), target.description.timeScale === undefined ? 0 : realToleranceMs);
  } catch (error) {
    if (error instanceof UntestableError) return { message: error.message, advice };
    throw error;
  }
}

/**
 * What is wrong with the trace of a trial, apart from what only the judge can say.
 * @param toleranceMs by how much a message may be dated otherwise than its step
 */
export function faultOf({ entries }: Trace, toleranceMs = 0): Fault | undefined {
  const steps = entries.filter((entry) => entry.kind === 'step');
  const thrown = steps.find(({ threw }) => threw !== undefined);
  if (thrown !== undefined) {
    const advice = 'no call of an SDK may throw at the application: look at what the adapter passes to it';
    return { message: `the SDK threw at ${wordOf(thrown.action)}: ${thrown.threw}`, advice };
  }
  const accepted = new Set(
    entries.flatMap((each) => (each.kind === 'request' && isAccepted(each) ? each.request : [])),
  );
  const arrived = entries.filter((each) => each.kind === 'message').filter(({ request }) => accepted.has(request));
  let shiftMs: number | undefined;
  for (const step of eventsOutsideOutages(steps)) {
    const ofType = arrived.filter(({ body }) => typeOf(body) === wordOf(step.action));
    const ofClient = ofType.filter(({ device, client }) => device === step.device && client === step.client);
    if (ofType.length === 0) return silence(step, entries);
    if (ofClient.length === 0) return strayed(step, ofType);
    const own = ofClient.map((message) => ({ message, shiftMs: shiftOf(message, step) }));
    shiftMs ??= own[0]?.shiftMs;
    const expectedMs = shiftMs ?? Number.NaN;
    const found = own.find((each) => Math.abs((each.shiftMs ?? Number.NaN) - expectedMs) <= toleranceMs);
    if (shiftMs === undefined || found === undefined) return wrongTime(step, shiftMs, own.at(-1)?.shiftMs);
    arrived.splice(arrived.indexOf(found.message), 1);
  }
  return undefined;
}

function silence({ action }: CallEntry, entries: readonly TraceEntry[]): Fault {
  const unreadable = entries.find((each) => each.kind === 'request' && each.unreadable !== undefined);
  const reason = unreadable?.kind === 'request' ? `; a request could not be read: ${unreadable.unreadable}` : '';
  const word = wordOf(action);
  const advice = `call ${word} of the SDK, let it send to the step's dataPlaneUrl, and answer when it has been sent`;
  return { message: `a ${word} message is missing${reason}`, advice };
}

function strayed(step: CallEntry, ofType: readonly MessageEntry[]): Fault {
  const from = ofType.map(({ device, client }) => `${client} of ${device}`);
  const message = `what ${step.client} of ${step.device} had to send came from ${[...new Set(from)].join(', ')}`;
  return { message, advice: 'let each client send to the dataPlaneUrl of its own steps' };
}

/** By how much a message is dated later than the wall clock of its step; nothing if it has no date that can be read. */
function shiftOf({ body }: MessageEntry, { wallMs }: CallEntry): number | undefined {
  const atMs = originalTimestampMs(body);
  return atMs === undefined ? undefined : atMs - wallMs;
}

function wrongTime({ action }: CallEntry, expectedMs: number | undefined, foundMs: number | undefined): Fault {
  if (expectedMs === undefined || foundMs === undefined) {
    const advice = 'the SDK has to say when an event happened: without that, no clock can be compared';
    return { message: `the ${wordOf(action)} message has no originalTimestamp that can be read`, advice };
  }
  const difference = `${formatDuration(Math.abs(foundMs - expectedMs))} ${foundMs > expectedMs ? 'ahead of' : 'behind'}`;
  const advice = 'let the SDK read the time that open and clock tell, or answer hello with "clock":"host"';
  return { message: `the clock of the SDK is ${difference} that of the timeline`, advice };
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

/** A step as an adapter is asked for it: an event by its type. */
function wordOf(action: StepAction): string {
  return action.kind === 'event' ? action.type : action.kind;
}
