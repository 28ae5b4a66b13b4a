import type { Behaviour } from '../record/comparison.js';
import { type Conduct, conductText } from '../record/conduct.js';
import type { Timeline } from '../record/timeline.js';
import { type Circumstance, circumstancesOf } from './circumstances.js';
import { stepText } from './step-text.js';

/** How two targets part, in words. */
export interface PartingWords {
  /** One sentence without a full stop: `after 31m idle in the foreground, a keeps the session, b opens a new one`. */
  readonly sentence: string;
  /** The same for partings that differ only in lengths of time and in names. */
  readonly way: string;
}

/** One side of a parting. */
export interface PartingSide {
  readonly target: string;
  readonly behaviour: Behaviour;
}

/**
 * @param step the index of the first step at which the two do not do the same
 */
export function partingWords(
  timeline: Timeline,
  step: number,
  sides: readonly [PartingSide, PartingSide],
): PartingWords {
  const { under: known, since, before } = circumstancesOf(timeline, step);
  const under = [...known, ...callerContext(timeline, step)];
  const deeds = sides.map(({ behaviour }) => deedOf(behaviour, step, before));
  const occasion = occasionOf(timeline, step, since, before);
  const circumstances = under.length === 0 ? '' : `with ${listed(under.map(({ text }) => text))}, `;
  return {
    sentence: `${circumstances}${occasion.text}, ${sides.map(({ target }, index) => `${target} ${deeds[index]}`).join(', ')}`,
    way: JSON.stringify([under.map(({ kind }) => kind), occasion.kind, since.map(({ kind }) => kind), deeds]),
  };
}

function callerContext({ steps }: Timeline, step: number): Circumstance[] {
  const action = steps[step]?.action;
  if (action?.kind !== 'event' || action.context === undefined) return [];
  return [{ kind: 'context', text: 'a context of the caller' }];
}

/** When it happens: the calls that do more than track something are named. */
function occasionOf(
  { steps }: Timeline,
  step: number,
  since: readonly Circumstance[],
  before: number | undefined,
): Circumstance {
  const action = steps[step]?.action;
  const call = action === undefined ? '' : stepText(action);
  const isPlain = action?.kind === 'event' && ['track', 'page', 'screen'].includes(action.type);
  const kind = isPlain ? 'plain' : action?.kind === 'event' ? action.type : (action?.kind ?? '');
  const first = before === undefined ? 'first ' : '';
  if (since.length === 0) return { kind: first + kind, text: isPlain ? `at the next event` : `at ${call}` };
  const after = `after ${listed(since.map(({ text }) => text))}`;
  if (isPlain) return { kind: first + kind, text: before === undefined ? `at the first event ${after}` : after };
  return { kind: first + kind, text: `${after}, at ${call}` };
}

/** What a target does, seen from the event before. */
function deedOf(behaviour: Behaviour, step: number, before: number | undefined): string {
  const conduct = behaviour.conducts.get(step);
  if (conduct === undefined) return 'does nothing that can be seen';
  if (conduct.kind === 'no message') return 'sends nothing';
  if (conduct.kind !== 'message') return conductText(conduct);
  if (conduct.session === undefined)
    return `sends it without a session${conduct.start ? ', and with a start marker' : ''}`;
  const previous = before === undefined ? undefined : sessionIn(behaviour.conducts.get(before));
  if (conduct.session === previous) return conduct.start ? 'marks the session again' : 'keeps the session';
  const isNew = ![...behaviour.conducts].some(([at, each]) => at < step && sessionIn(each) === conduct.session);
  if (!isNew) return `goes back to session ${conduct.session}${conduct.start ? ' and marks it again' : ''}`;
  const article = previous === undefined ? 'a session' : 'a new one';
  return `opens ${article}${conduct.start ? '' : ' without a start marker'}`;
}

function sessionIn(conduct: Conduct | undefined): number | undefined {
  return conduct?.kind === 'message' ? conduct.session : undefined;
}

/** More than these nobody takes in; the drawing beside the sentence has them all. */
const mostListed = 4;

function listed(texts: readonly string[]): string {
  const told = texts.length <= mostListed ? texts : [...texts.slice(0, 2), '…', ...texts.slice(-1)];
  return told.length < 2 ? told.join('') : `${told.slice(0, -1).join(', ')} and ${told.at(-1)}`;
}
