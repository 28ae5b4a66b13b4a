import type { Case } from '../record/case.js';
import { type Conduct, conductText, type StepConduct } from '../record/conduct.js';
import type { Step, StepAction } from '../record/timeline.js';
import { isAccepted, type Trace } from '../record/trace.js';
import type { Verdict } from '../record/verdict.js';
import { stepText } from './step-text.js';

/** A timeline arranged for a drawing in lanes: a column for each step, a lane for each clock and for each client. */
export interface Lanes {
  readonly columns: readonly LaneColumn[];
  /** Steps beyond the last column. */
  readonly left: number;
  readonly clocks: readonly ClockLane[];
  readonly clients: readonly ClientLane[];
}

export interface LaneColumn {
  readonly action: StepAction;
  readonly text: string;
  /** Virtual time right before the step. */
  readonly elapsedMs: number;
  /** The step at which a requirement is broken, or one that the check points at. */
  readonly role: 'witness' | 'related' | undefined;
}

/** What the wall clock of a device shows right before each step; absent where the step was not reached. */
export interface ClockLane {
  readonly device: string;
  readonly wallMs: readonly (number | undefined)[];
}

export interface ClientLane {
  readonly device: string;
  readonly client: string;
  readonly conducts: readonly StepConduct[];
  readonly expected: readonly SessionSpan[];
  readonly observed: readonly SessionSpan[];
  /** Steps whose two sides say different things. */
  readonly differing: readonly number[];
  /** What left on the wire during a step. */
  readonly sent: readonly { readonly step: number; readonly accepted: number; readonly refused: number }[];
  readonly stretches: readonly Stretch[];
  /** Steps of this client that are no calls which lead to something. */
  readonly acts: readonly { readonly step: number; readonly kind: string }[];
}

/** Calls of one client that follow each other in one session; columns from 0, both ends included. */
export interface SessionSpan {
  readonly session: number;
  readonly from: number;
  readonly to: number;
}

/** Columns in which a client is not before somebody's eyes, both ends included. */
export interface Stretch {
  readonly state: 'absent' | 'hidden' | 'frozen';
  readonly from: number;
  readonly to: number;
}

export interface LanesOf {
  readonly case: Pick<Case, 'timeline'>;
  readonly trace: Pick<Trace, 'entries'>;
  readonly conducts: readonly StepConduct[];
  /** The verdict whose witness is shown, if one is. */
  readonly verdict?: Pick<Verdict, 'step' | 'relatedSteps'> | undefined;
}

/** More columns than this nobody reads in a drawing; the table beside it has all of them. */
const mostColumns = 120;

export function lanesOf({ case: { timeline }, trace, conducts, verdict }: LanesOf): Lanes {
  const steps = timeline.steps.slice(0, mostColumns);
  const shown = conducts.filter(({ step }) => step < steps.length);
  const reached = new Map(
    trace.entries.flatMap((entry) => (entry.kind === 'step' ? [[entry.step, entry] as const] : [])),
  );
  const devices = [...new Set(steps.map(({ device }) => device))];
  return {
    columns: steps.map(({ action }, index) => ({
      action,
      text: stepText(action),
      elapsedMs: reached.get(index)?.elapsedMs ?? 0,
      role:
        index === verdict?.step ? 'witness' : verdict?.relatedSteps?.includes(index) === true ? 'related' : undefined,
    })),
    left: timeline.steps.length - steps.length,
    clocks: devices.map((device) => ({
      device,
      wallMs: steps.map((step, index) => (step.device === device ? reached.get(index)?.wallMs : undefined)),
    })),
    clients: devices.flatMap((device) =>
      [...new Set(steps.filter((step) => step.device === device).map(({ client }) => client))].map((client) =>
        clientLane({ device, client }, steps, { trace, conducts: shown, verdict }),
      ),
    ),
  };
}

/** These stand in the lane of the clock. */
const movesTime: ReadonlySet<string> = new Set(['wait', 'sleep', 'setClock', 'timeZone']);

type Owner = Pick<Step, 'device' | 'client'>;

function clientLane(
  { device, client }: Owner,
  steps: readonly Step[],
  { trace, conducts, verdict }: Pick<LanesOf, 'trace' | 'conducts' | 'verdict'>,
): ClientLane {
  const isOwn = (other: Owner | undefined): boolean => other?.device === device && other.client === client;
  const own = conducts.filter(({ step }) => isOwn(steps[step]));
  return {
    device,
    client,
    conducts: own,
    expected: spansOf(own, ({ expected }) => expected),
    observed: spansOf(own, ({ observed }) => observed),
    differing: own.filter((each) => isDifferent(each, verdict)).map(({ step }) => step),
    sent: sentBy(isOwn, trace, steps.length),
    stretches: stretchesOf(steps, { device, client }),
    acts: steps.flatMap((step, index) =>
      isOwn(step) && !movesTime.has(step.action.kind) && own.every((each) => each.step !== index)
        ? [{ step: index, kind: step.action.kind }]
        : [],
    ),
  };
}

/**
 * A message that has not left yet, because of an outage, is no difference unless a check says so: the engine delivers at
 * the moment of the call.
 */
function isDifferent({ step, expected, observed }: StepConduct, verdict: LanesOf['verdict']): boolean {
  if (expected === undefined || observed === undefined) return false;
  if (observed.kind === 'no message' && step !== verdict?.step) return false;
  return conductText(expected) !== conductText(observed);
}

/** A call that sends nothing, or only reads the id, ends no span; a message of another session or of none does. */
function spansOf(conducts: readonly StepConduct[], side: (conduct: StepConduct) => Conduct | undefined): SessionSpan[] {
  const spans: SessionSpan[] = [];
  let open: SessionSpan | undefined;
  for (const each of conducts) {
    const conduct = side(each);
    if (conduct?.kind !== 'message') continue;
    if (open !== undefined && conduct.session === open.session) {
      spans.pop();
      open = { ...open, to: each.step };
    } else
      open = conduct.session === undefined ? undefined : { session: conduct.session, from: each.step, to: each.step };
    if (open !== undefined) spans.push(open);
  }
  return spans;
}

function sentBy(isOwn: (owner: Owner) => boolean, { entries }: LanesOf['trace'], length: number): ClientLane['sent'] {
  const refused = new Set(
    entries.flatMap((entry) => (entry.kind === 'request' && !isAccepted(entry) ? [entry.request] : [])),
  );
  const sent = new Map<number, { step: number; accepted: number; refused: number }>();
  for (const entry of entries) {
    if (entry.kind !== 'message' || !isOwn(entry) || entry.step >= length) continue;
    const counts = sent.get(entry.step) ?? { step: entry.step, accepted: 0, refused: 0 };
    counts[refused.has(entry.request) ? 'refused' : 'accepted'] += 1;
    sent.set(entry.step, counts);
  }
  return [...sent.values()];
}

const states: Readonly<Partial<Record<StepAction['kind'], Stretch['state'] | 'seen'>>> = {
  open: 'seen',
  reload: 'seen',
  navigate: 'seen',
  restart: 'seen',
  crash: 'seen',
  foreground: 'seen',
  thaw: 'seen',
  background: 'hidden',
  freeze: 'frozen',
  close: 'absent',
};

/** Whoever restarts the browser, or has it crash, closes every other tab of it. */
const closesOthers: ReadonlySet<StepAction['kind']> = new Set(['restart', 'crash']);

function stretchesOf(steps: readonly Step[], owner: Owner): Stretch[] {
  const stretches: Stretch[] = [];
  const isOwn = ({ device, client }: Owner): boolean => device === owner.device && client === owner.client;
  const stateAfter = (step: Step): Stretch['state'] | 'seen' | undefined => {
    if (!isOwn(step)) return step.device === owner.device && closesOthers.has(step.action.kind) ? 'absent' : undefined;
    // A page that was closed with the browser is there again when it loads.
    return step.action.kind === 'load' && state === 'absent' ? 'seen' : states[step.action.kind];
  };
  const opens = steps.some((step) => isOwn(step) && step.action.kind === 'open');
  let state: Stretch['state'] | 'seen' = opens ? 'absent' : 'seen';
  let from = 0;
  const settle = (until: number): void => {
    if (state !== 'seen' && until > from) stretches.push({ state, from, to: until - 1 });
    from = until;
  };
  for (const [index, step] of steps.entries()) {
    const next = stateAfter(step);
    if (next === undefined || next === state) continue;
    settle(next === 'seen' ? index : index + 1);
    state = next;
  }
  settle(steps.length);
  return stretches;
}
