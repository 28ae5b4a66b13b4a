import type { CallStep, Timeline } from '../../record/timeline.js';
import { nameOf, typeOf } from '../../wire/session-fields.js';
import type { CapturedMessage } from './captured-messages.js';

/** Which call of a timeline became which message. */
export interface Assignment {
  /** By index of the step. */
  readonly messages: ReadonlyMap<number, CapturedMessage>;
  /** Those that no call of the timeline accounts for, by the clock of the device. */
  readonly left: readonly CapturedMessage[];
}

interface Call {
  readonly step: number;
  readonly call: Extract<CallStep, { kind: 'event' }>;
  readonly elapsedMs: number;
}

/** Pairs that are compared where there are not as many messages as calls. More would take minutes, for nothing. */
const maximumPairs = 4_000_000;

/**
 * Assigns messages to calls. Calls of one type and name become messages in their order. Where there are more calls than
 * messages, or fewer, those are paired that are closest in time, when the first message is dated to the first call.
 * @param messages by the clock of the device
 */
export function assign(timeline: Timeline, messages: readonly CapturedMessage[]): Assignment {
  const calls = callsOf(timeline);
  const assigned = new Map<number, CapturedMessage>();
  const taken = new Set<CapturedMessage>();
  const firstMs = messages[0]?.atMs ?? 0;
  const startMs = firstMs - (calls[0]?.elapsedMs ?? 0);
  for (const group of groupsOf(calls, messages)) {
    for (const [call, message] of pair(group, startMs)) {
      assigned.set(call.step, message);
      taken.add(message);
    }
  }
  return { messages: assigned, left: messages.filter((message) => !taken.has(message)) };
}

function callsOf({ steps }: Timeline): Call[] {
  let elapsedMs = 0;
  return steps.flatMap(({ action }, step) => {
    if (action.kind === 'wait' || action.kind === 'sleep') elapsedMs += action.durationMs;
    return action.kind === 'event' ? [{ step, call: action, elapsedMs }] : [];
  });
}

interface Group {
  readonly calls: Call[];
  readonly messages: CapturedMessage[];
}

/** By type and name; by the type alone where a call of it has no name, for the SDK then fills in what it knows. */
function groupsOf(calls: readonly Call[], messages: readonly CapturedMessage[]): Group[] {
  const unnamed = new Set(calls.filter(({ call }) => isUnnamed(call)).map(({ call }) => String(call.type)));
  const groups = new Map<string, Group>();
  const groupAt = (type: string, name: string | undefined): Group => {
    const key = JSON.stringify(unnamed.has(type) ? [type] : [type, name ?? '']);
    const group = groups.get(key) ?? { calls: [], messages: [] };
    groups.set(key, group);
    return group;
  };
  for (const each of calls) groupAt(each.call.type, each.call.name).calls.push(each);
  for (const each of messages) groupAt(typeOf(each.body) ?? '', nameOf(each.body)).messages.push(each);
  return [...groups.values()];
}

function pair({ calls, messages }: Group, startMs: number): (readonly [Call, CapturedMessage])[] {
  const inOrder = calls.flatMap((call, index) => {
    const message = messages[index];
    return message === undefined ? [] : [[call, message] as const];
  });
  const isEven = calls.length === messages.length && inOrder.every(([call, message]) => fits(call, message));
  if (isEven || calls.length === 0 || messages.length === 0) return inOrder;
  return calls.length * messages.length > maximumPairs ? [] : closest(calls, messages, startMs);
}

/** How well so many of the first calls can be paired with so many of the first messages. */
interface Score {
  readonly pairs: number;
  readonly distanceMs: number;
}

/** As many pairs as there can be, in order, and of those the closest in time. */
function closest(calls: readonly Call[], messages: readonly CapturedMessage[], startMs: number) {
  const none: Score = { pairs: 0, distanceMs: 0 };
  const scores: Score[][] = [messages.map(() => none).concat(none)];
  const at = (row: number, column: number): Score => scores[row]?.[column] ?? none;
  const paired = (row: number, column: number): Score | undefined => {
    const [call, message] = [calls[row - 1], messages[column - 1]];
    if (call === undefined || message === undefined || !fits(call, message)) return undefined;
    const { pairs, distanceMs } = at(row - 1, column - 1);
    const apartMs = Math.abs((message.atMs ?? 0) - startMs - call.elapsedMs);
    return { pairs: pairs + 1, distanceMs: distanceMs + apartMs };
  };
  for (let row = 1; row <= calls.length; row++) {
    const scored: Score[] = [none];
    scores.push(scored);
    for (let column = 1; column <= messages.length; column++) {
      const skipping = better(at(row - 1, column), scored[column - 1] ?? none);
      scored.push(better(paired(row, column) ?? none, skipping));
    }
  }
  const pairs: (readonly [Call, CapturedMessage])[] = [];
  let [row, column] = [calls.length, messages.length];
  while (row > 0 && column > 0) {
    const score = at(row, column);
    const [call, message] = [calls[row - 1], messages[column - 1]];
    if (isSame(score, at(row - 1, column))) row -= 1;
    else if (isSame(score, at(row, column - 1))) column -= 1;
    else {
      if (call !== undefined && message !== undefined) pairs.push([call, message]);
      row -= 1;
      column -= 1;
    }
  }
  return pairs.reverse();
}

function better(one: Score, other: Score): Score {
  if (one.pairs !== other.pairs) return one.pairs > other.pairs ? one : other;
  return one.distanceMs < other.distanceMs ? one : other;
}

function isSame(one: Score, other: Score): boolean {
  return one.pairs === other.pairs && one.distanceMs === other.distanceMs;
}

function fits({ call }: Call, { body }: CapturedMessage): boolean {
  return typeOf(body) === call.type && (isUnnamed(call) || nameOf(body) === call.name);
}

function isUnnamed({ name }: Call['call']): boolean {
  return name === undefined || name === '';
}
