import type { CallStep, Timeline } from '../record/timeline.js';
import type { MessageEntry } from '../record/trace.js';
import { nameOf, originalTimestampMs, typeOf } from '../wire/session-fields.js';
import { type ChanceToSend, chanceToSend, hasTimeToSend, leaving } from './time-to-send.js';

/** A call that should become a message. */
export interface EventCall {
  readonly step: number;
  readonly device: string;
  readonly client: string;
  readonly call: Extract<CallStep, { kind: 'event' }>;
  /** The wall clock of the device at the call. */
  readonly wallMs: number;
}

/** What becomes of one message: the attempts to deliver it, and the one that succeeded. */
export interface Delivery {
  readonly first: MessageEntry;
  readonly attempts: MessageEntry[];
  message?: MessageEntry;
}

/**
 * Where a client has more calls at one instant than messages, the messages are laid beside the calls so that most pair up
 * in order: of calls that say the same, the one whose message is missing is the one that would stand out of line.
 */
function ofInstantsWithLoss(
  calls: readonly EventCall[],
  deliveries: readonly Delivery[],
  timeline: Timeline,
): Map<number, Delivery> {
  const claims = new Map<number, Delivery>();
  const instants = new Map<string, { readonly called: EventCall[]; readonly left: Delivery[] }>();
  for (const call of calls) {
    const instant = instantOf(call, call.wallMs);
    const known = instants.get(instant);
    if (known === undefined) instants.set(instant, { called: [call], left: [] });
    else known.called.push(call);
  }
  for (const delivery of deliveries) {
    const { first } = delivery;
    instants.get(instantOf(first, originalTimestampMs(first.body)))?.left.push(delivery);
  }
  for (const { called, left } of instants.values()) {
    if (left.length === 0 || left.length >= called.length) continue;
    // Whose page was left before it could send is told below.
    if (!called.every((call) => hasTimeToSend(timeline, call))) continue;
    for (const [call, delivery] of pairedInOrder(called, left)) claims.set(call.step, delivery);
  }
  return claims;
}

function instantOf({ device, client }: Pick<EventCall, 'device' | 'client'>, atMs: number | undefined): string {
  return `${device} ${client} ${atMs}`;
}

/** A longest common subsequence of both; of calls that are as good as each other, the first. */
function pairedInOrder(calls: readonly EventCall[], deliveries: readonly Delivery[]): [EventCall, Delivery][] {
  const fits = (call: EventCall, { first }: Delivery): boolean => first.step >= call.step && saysTheSame(call, first);
  // How many pairs there are at most from these positions on.
  const most = Array.from({ length: calls.length + 1 }, () => new Array<number>(deliveries.length + 1).fill(0));
  const from = (call: number, delivery: number): number => most[call]?.[delivery] ?? 0;
  for (let i = calls.length - 1; i >= 0; i--) {
    for (let j = deliveries.length - 1; j >= 0; j--) {
      const isPair = fits(calls[i] as EventCall, deliveries[j] as Delivery);
      (most[i] as number[])[j] = Math.max(from(i + 1, j), from(i, j + 1), isPair ? 1 + from(i + 1, j + 1) : 0);
    }
  }
  const pairs: [EventCall, Delivery][] = [];
  for (let i = 0, j = 0; from(i, j) > 0; ) {
    const [call, delivery] = [calls[i] as EventCall, deliveries[j] as Delivery];
    if (fits(call, delivery) && from(i, j) === 1 + from(i + 1, j + 1)) {
      pairs.push([call, delivery]);
      i += 1;
      j += 1;
    } else if (from(i + 1, j) === from(i, j)) i += 1;
    else j += 1;
  }
  return pairs;
}

/**
 * Of calls that say the same at the same instant, one whose page was left before anything could be sent is the one whose
 * message is missing; first of all one whose message was still held back for consent by then.
 */
function lastlyExcused(calls: readonly EventCall[], timeline: Timeline): readonly EventCall[] {
  if (!timeline.steps.some(({ action }) => leaving.has(action.kind))) return calls;
  const withChance = calls.map((call) => ({ call, chance: chanceToSend(timeline, call) }));
  const having = (wanted: ChanceToSend): EventCall[] =>
    withChance.filter(({ chance }) => chance === wanted).map(({ call }) => call);
  return [...having('time'), ...namedFirst(having('a-moment')), ...namedFirst(having('nothing'))];
}

/** A call without a name fits the message of any other: among those that may have none it chooses last. */
function namedFirst(calls: readonly EventCall[]): EventCall[] {
  const isNamed = ({ call }: EventCall): boolean => call.name !== undefined && call.name !== '';
  return [...calls.filter(isNamed), ...calls.filter((call) => !isNamed(call))];
}

/**
 * Pairs calls with messages. Nothing in a message names the call that caused it, and nothing may be added to it, so the
 * pair is found by what both say: device, type and name, and the instant where it fits. What is left is paired in order,
 * so that one lost message does not shift all that follow when instants tell them apart.
 * @returns by the step of the call
 */
export function claim(
  inCallOrder: readonly EventCall[],
  deliveries: readonly Delivery[],
  timeline: Timeline,
): Map<number, Delivery> {
  const claims = ofInstantsWithLoss(inCallOrder, deliveries, timeline);
  const free = new Set(deliveries);
  for (const claimed of claims.values()) free.delete(claimed);
  const calls = lastlyExcused(inCallOrder, timeline);
  const take = (call: EventCall, fits: (message: MessageEntry) => boolean): void => {
    if (claims.has(call.step)) return;
    for (const delivery of free) {
      const { first } = delivery;
      if (first.step < call.step || !saysTheSame(call, first) || !fits(first)) continue;
      claims.set(call.step, delivery);
      free.delete(delivery);
      return;
    }
  };
  for (const call of calls) {
    take(call, (message) => message.client === call.client && originalTimestampMs(message.body) === call.wallMs);
  }
  for (const call of calls) take(call, () => true);
  return claims;
}

function saysTheSame({ call, device }: EventCall, message: MessageEntry): boolean {
  if (message.device !== device || typeOf(message.body) !== call.type) return false;
  // Without a name the SDK fills in what it knows: `identify` with traits alone carries the user's known id.
  return call.name === undefined || call.name === '' || nameOf(message.body) === call.name;
}
