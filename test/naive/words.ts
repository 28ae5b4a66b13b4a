import { type Rules, rulesFor } from '../../src/engine/rules.js';
import { simulate } from '../../src/engine/simulate.js';
import type { StepAction } from '../../src/record/timeline.js';
import { loadPolicy, type Policy } from '../../src/spec/policies.js';
import {
  endSession,
  getSessionId,
  load,
  observe,
  reset,
  startMs,
  timelineOf,
  track,
  wait,
} from '../engine/timelines.js';
import { type Contract, type Happening, naiveSessions, type Shown } from './sessions.js';

/** Timelines as words, read by the engine and by the naive opinion, each in its own way. */

/** Not the timeout of any policy: whoever counts seconds for milliseconds, or takes a default, is found out. */
export const timeoutMs = 60_000;

/** They differ in what happens at exactly the timeout, in the unit of ids, and in where a session begins and ends. */
export const comparedPolicies = ['rudderstack-web', 'announcement-web', 'rudderstack-flutter'];

export type Word =
  | 'event'
  | 'read'
  | 'leave'
  | 'return'
  | 'start'
  | 'end'
  | 'reset'
  /** Time that passes, in milliseconds; `away` does so between a `leave` and a `return`. */
  | { readonly waitMs: number }
  | { readonly awayMs: number }
  | { readonly startId: number };

export interface Subject {
  readonly policy: Policy;
  readonly edition: string;
  readonly rules: Rules;
  readonly contract: Contract;
}

export function subjectOf(id: string, timeout = timeoutMs): Subject {
  const policy = loadPolicy(id);
  const { values, platform } = policy;
  const announced = id.startsWith('announcement-');
  const edition = announced ? '2022-12' : '2026-11';
  const contract: Contract = {
    timeoutMs: timeout,
    inclusive: values.boundary === 'inclusive',
    idUnitMs: values.idUnit === 'seconds' ? 1_000 : 1,
    leastDigits: values.minimumManualIdDigits,
    shortId: values.invalidManualId,
    beginsWith: announced ? 'event' : 'load',
    looksAt: announced || platform === 'web' ? 'event' : 'return',
    activity: {
      leave: values.backgroundIsActivity,
      return: values.foregroundIsActivity,
      reset: values.resetIsActivity,
      eventInBackground: values.backgroundEventsAreActivity,
    },
  };
  return { policy, edition, rules: rulesFor(policy, edition), contract };
}

/** Where the two opinions differ; `undefined` if they agree. */
export function difference(words: readonly Word[], subject: Subject): string | undefined {
  const naive = naiveSessions(happeningsOf(words), subject.contract);
  const engine = engineSessions(words, subject);
  const same =
    naive.length === engine.length &&
    naive.every(({ id, start }, index) => id === engine[index]?.id && start === engine[index]?.start);
  if (same) return undefined;
  return `${JSON.stringify(words)}: naive ${told(naive)}, engine ${told(engine)}`;
}

function told(shown: readonly Shown[]): string {
  return shown.map(({ id, start }) => `${id ?? 'none'}${start ? '*' : ''}`).join(' ');
}

function engineSessions(words: readonly Word[], { policy, rules, contract }: Subject): Shown[] {
  const steps = [load({ sessions: { timeout: contract.timeoutMs } }), ...words.flatMap(stepsOf)];
  const trace = simulate(timelineOf(steps), policy, rules);
  return observe(trace).map(({ id, start }) => ({
    id: id === undefined ? undefined : Number(id),
    start: start === true,
  }));
}

const actions: Readonly<Record<Extract<Word, string>, StepAction>> = {
  event: track,
  read: getSessionId,
  leave: { kind: 'background' },
  return: { kind: 'foreground' },
  start: { kind: 'startSession' },
  end: endSession,
  reset,
};

function stepsOf(word: Word): StepAction[] {
  if (typeof word === 'string') return [actions[word]];
  if ('waitMs' in word) return [wait(word.waitMs)];
  if ('awayMs' in word) return [actions.leave, wait(word.awayMs), actions.return];
  return [{ kind: 'startSession', sessionId: word.startId }];
}

function happeningsOf(words: readonly Word[]): Happening[] {
  let atMs = startMs;
  const happenings: Happening[] = [{ atMs, what: 'load' }];
  for (const word of words) {
    if (typeof word === 'string') happenings.push({ atMs, what: word });
    else if ('startId' in word) happenings.push({ atMs, what: 'start', id: word.startId });
    else if ('waitMs' in word) atMs += word.waitMs;
    else {
      happenings.push({ atMs, what: 'leave' });
      atMs += word.awayMs;
      happenings.push({ atMs, what: 'return' });
    }
  }
  return happenings;
}

/** The alphabet of the exhaustive comparison: on a phone time passes while the application is away. */
export function alphabetOf({ policy, contract }: Subject): Word[] {
  const waits = [-1, 0, 1].map((byMs) => timeoutMs + byMs);
  // An id that the clock reaches one millisecond, or one second, after the timeout, so that the two may meet.
  const startId = Math.floor((startMs + timeoutMs) / contract.idUnitMs) + 1;
  return [
    'event',
    'start',
    { startId },
    'end',
    'reset',
    ...waits.map((ms) => (policy.platform === 'web' ? { waitMs: ms } : { awayMs: ms })),
  ];
}

/** Calls `visit` with every sequence of one to `longest` words. */
export function eachSequence(
  alphabet: readonly Word[],
  longest: number,
  visit: (words: readonly Word[]) => void,
): void {
  const words: Word[] = [];
  const extend = (): void => {
    if (words.length === longest) return;
    for (const word of alphabet) {
      words.push(word);
      visit(words);
      extend();
      words.pop();
    }
  };
  extend();
}

/** Plays all sequences of one to `longest` words: how many there were, and the first of those about which the two differ. */
export function compareAll(subject: Subject, longest: number): { count: number; differences: string[] } {
  let count = 0;
  const differences: string[] = [];
  eachSequence(alphabetOf(subject), longest, (words) => {
    count += 1;
    if (differences.length >= 10) return;
    const found = difference(words, subject);
    if (found !== undefined) differences.push(found);
  });
  return { count, differences };
}
