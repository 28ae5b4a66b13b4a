import type { LoadConfig, Step, StepAction, Timeline } from '../record/timeline.js';
import { formatDuration } from '../time/duration.js';
import { configParts, stepText } from './step-text.js';

/** One thing that led to a step; `kind` is the same for two that differ only in a length of time or in a name. */
export interface Circumstance {
  readonly kind: string;
  readonly text: string;
}

/**
 * What happened on the device of a step since the call before it, and under which configuration: what a person says to
 * tell how it came to the step.
 */
export interface Circumstances {
  /** The configuration in force, if it asks for anything, and whether the application has a session of its own. */
  readonly under: readonly Circumstance[];
  /** In order; waits that follow each other are one. */
  readonly since: readonly Circumstance[];
  /** The event before, on the same device; `undefined` if there is none. */
  readonly before: number | undefined;
}

export function circumstancesOf({ steps }: Timeline, index: number): Circumstances {
  const step = steps[index];
  if (step === undefined) throw new Error(`the timeline has no step ${index}`);
  const before = steps.slice(0, index).findLastIndex((each) => each.device === step.device && isEvent(each.action));
  const state = new State();
  for (const [position, each] of steps.slice(0, index).entries()) {
    if (each.device === step.device || movesAllClocks(each.action)) state.follow(each, step, position > before);
  }
  const previous = steps[before];
  return {
    under: state.under(step.client),
    since: [
      ...state.since,
      ...(previous !== undefined && previous.client !== step.client
        ? [{ kind: 'client', text: `in ${step.client} after ${previous.client}` }]
        : []),
    ],
    before: before < 0 ? undefined : before,
  };
}

function isEvent(action: StepAction): boolean {
  return action.kind === 'event';
}

function movesAllClocks(action: StepAction): boolean {
  return action.kind === 'wait' || action.kind === 'sleep';
}

type Place = 'idle in the foreground' | 'in the background' | 'frozen';

/** What is known at a point of a timeline. */
class State {
  readonly since: Circumstance[] = [];
  readonly #configs = new Map<string, LoadConfig>();
  readonly #places = new Map<string, Place>();
  #manual = false;
  /** The sum of the waits that the last circumstance is made of. */
  #waitedMs = 0;

  under(client: string): Circumstance[] {
    const config = configParts(this.#configs.get(client)).map((text) => ({ kind: firstWordOf(text), text }));
    return [...config, ...(this.#manual ? [{ kind: 'manual', text: 'a session of the application' }] : [])];
  }

  /** @param tells whether the step is among those since the call before */
  follow({ client, action }: Step, of: Step, tells: boolean): void {
    if ('config' in action && action.config !== undefined) this.#configs.set(client, action.config);
    if (action.kind === 'startSession') this.#manual = true;
    // A reset renews it, and it stays a session of the application (SES-RESET-003).
    if (action.kind === 'endSession') this.#manual = false;
    const before = this.#places.get(of.client) ?? 'idle in the foreground';
    this.#move(client, action);
    if (!tells) return;
    if (movesAllClocks(action)) this.#wait(action, before);
    else this.#tell(action, before);
  }

  #move(client: string, { kind }: StepAction): void {
    if (kind === 'background') this.#places.set(client, 'in the background');
    else if (kind === 'freeze') this.#places.set(client, 'frozen');
    else if (isReturn(kind)) this.#places.delete(client);
  }

  #wait(action: StepAction, place: Place): void {
    if (!('durationMs' in action)) return;
    const where = action.kind === 'sleep' ? 'asleep' : place;
    const last = this.since.at(-1);
    this.#waitedMs = last?.kind === where ? this.#waitedMs + action.durationMs : action.durationMs;
    if (last?.kind === where) this.since.pop();
    if (this.#waitedMs > 0) this.since.push({ kind: where, text: `${formatDuration(this.#waitedMs)} ${where}` });
  }

  #tell(action: StepAction, place: Place): void {
    if (action.kind === 'foreground' || action.kind === 'thaw') {
      // Nothing to tell of the way back, unless nobody would know that the page or the app had been away.
      if (place !== 'idle in the foreground' && this.since.at(-1)?.kind !== place) {
        this.since.push({ kind: `moment ${place}`, text: `a moment ${place}` });
      }
      return;
    }
    const text = wordsOf(action);
    if (text !== undefined) this.since.push({ kind: action.kind, text });
  }
}

/** What brings a page or an app back before somebody's eyes. */
function isReturn(kind: StepAction['kind']): boolean {
  return ['foreground', 'thaw', 'load', 'reload', 'navigate', 'restart', 'crash'].includes(kind);
}

function wordsOf(action: StepAction): string | undefined {
  switch (action.kind) {
    case 'open':
    case 'background':
    case 'freeze':
      return undefined;
    case 'load':
      return 'the load';
    case 'navigate':
      return 'another page';
    case 'reload':
    case 'restart':
    case 'crash':
      return `a ${action.kind}`;
    case 'close':
      return 'the page being closed';
    case 'setClock':
      return `the clock being set ${action.byMs < 0 ? 'back' : 'forward'} by ${formatDuration(Math.abs(action.byMs))}`;
    case 'getSessionId':
      return 'the id being read';
    default:
      return stepText(action);
  }
}

function firstWordOf(text: string): string {
  return text.split(' ')[0] ?? text;
}
