import fc from 'fast-check';
import {
  type LoadConfig,
  messageTypes,
  type Step,
  type StepAction,
  sessionDamages,
  storageStates,
  type Timeline,
} from '../../src/record/timeline.js';
import {
  endSession,
  getSessionId,
  identify,
  load,
  reload,
  reset,
  startMs,
  startSession,
  timeoutMs,
  wait,
} from './timelines.js';

/** What may happen in a generated timeline; all of it unless the domain of a law leaves something out. */
export interface Domain {
  /** One device, or up to two with their own storage and clock. */
  readonly devices?: 1 | 2;
  /** Whether wall clocks may be set. */
  readonly setClock?: boolean;
  /** Whether storage may fail, and what is stored be spoilt. */
  readonly storage?: boolean;
  /** The configuration of every load. */
  readonly config?: LoadConfig;
}

const defaultConfig: LoadConfig = { sessions: { timeout: timeoutMs } };

/** Durations around the timeout, where the decisions are, and any others up to twice of it. */
const durations: fc.Arbitrary<number> = fc.oneof(
  { arbitrary: fc.constantFrom(0, 1, timeoutMs - 1, timeoutMs, timeoutMs + 1), weight: 4 },
  { arbitrary: fc.integer({ min: 0, max: 2 * timeoutMs }), weight: 1 },
);

/** Few users, so that the same one is identified again; an empty id names nobody. */
const identifies = fc.constantFrom('ada', 'grace', '').map(identify);
const otherEvents = fc
  .constantFrom(...messageTypes)
  .filter((type) => type !== 'identify')
  .map((type): StepAction => ({ kind: 'event', type, name: 'anything' }));

function actions(domain: Domain): fc.Arbitrary<StepAction> {
  const clockMoves: fc.Arbitrary<StepAction>[] = [
    durations.map((durationMs): StepAction => ({ kind: 'sleep', durationMs })),
  ];
  if (domain.setClock === true) {
    const distances = fc.oneof(
      durations,
      durations.map((byMs) => -byMs),
    );
    clockMoves.push(distances.map((byMs): StepAction => ({ kind: 'setClock', byMs })));
  }
  const calls: StepAction[] = [reset, startSession, endSession, getSessionId];
  const lifecycle: StepAction[] = [reload, { kind: 'restart' }, { kind: 'close' }];
  const faults: StepAction[] = [
    ...storageStates.map((state): StepAction => ({ kind: 'storage', state })),
    ...sessionDamages.map((how): StepAction => ({ kind: 'damage', how })),
  ];
  return fc.oneof(
    ...(domain.storage === true ? [{ arbitrary: fc.constantFrom(...faults), weight: 4 }] : []),
    { arbitrary: otherEvents, weight: 6 },
    { arbitrary: identifies, weight: 2 },
    { arbitrary: durations.map(wait), weight: 6 },
    { arbitrary: fc.oneof(...clockMoves), weight: 1 },
    { arbitrary: fc.constantFrom(...calls), weight: 3 },
    { arbitrary: fc.constantFrom(...lifecycle), weight: 1 },
  );
}

/** Timelines of up to forty steps, on one or two clients of each device; clients load the SDK before they use it. */
export function timelines(domain: Domain = {}): fc.Arbitrary<Timeline> {
  const device = domain.devices === 2 ? fc.constantFrom('device1', 'device2') : fc.constant('device1');
  const step: fc.Arbitrary<Step> = fc.record({
    device,
    client: fc.constantFrom('tab1', 'tab2'),
    action: actions(domain),
  });
  return fc
    .array(step, { minLength: 0, maxLength: 40, size: 'max' })
    .map((steps) => ({ id: 'generated', startMs, steps: withLoads(steps, domain.config ?? defaultConfig) }));
}

/** The same steps, with a load before the first step of each page that needs one. */
function withLoads(steps: readonly Step[], config: LoadConfig): Step[] {
  const loaded = new Set<string>();
  const result: Step[] = [];
  for (const step of steps) {
    const client = `${step.device}/${step.client}`;
    const { kind } = step.action;
    if (!['wait', 'sleep', 'setClock', 'close', 'storage', 'damage'].includes(kind) && !loaded.has(client)) {
      result.push({ ...step, action: load(config) });
      loaded.add(client);
    }
    result.push(step);
    if (kind === 'restart') {
      for (const other of [...loaded]) if (other.startsWith(`${step.device}/`)) loaded.delete(other);
      loaded.add(client);
    }
    if (kind === 'close') loaded.delete(client);
  }
  return result;
}
