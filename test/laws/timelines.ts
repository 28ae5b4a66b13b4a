import fc from 'fast-check';
import {
  messageTypes,
  mobileClient,
  type Step,
  type StepAction,
  sessionDamages,
  storageStates,
  type Timeline,
} from '../../src/record/timeline.js';
import type { Platform } from '../../src/record/trace.js';
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
} from '../engine/timelines.js';

/** What may happen in a generated timeline, beside calls, waits and the comings and goings of pages. */
export interface Domain {
  /** Where: tabs of a browser, or an application on a phone. */
  readonly platform: Platform;
  /** One device, or up to two with their own storage and clock. */
  readonly devices?: 1 | 2;
  /** Whether wall clocks may be set. */
  readonly setClock?: boolean;
  /** Whether storage may fail, and what is stored be spoilt. */
  readonly storage?: boolean;
  /** Whether a millisecond passes between two steps, so that no two sessions begin in the same one. */
  readonly spaced?: boolean;
  /** The most steps, without loads; default 40. */
  readonly longest?: number;
}

/** Durations around the timeout, where the decisions are, and any others up to twice of it. */
const durations: fc.Arbitrary<number> = fc.oneof(
  { arbitrary: fc.constantFrom(0, 1, timeoutMs - 1, timeoutMs, timeoutMs + 1), weight: 4 },
  { arbitrary: fc.integer({ min: 0, max: 2 * timeoutMs }), weight: 1 },
);

/** Few users, so that the same one is identified again; an empty id names nobody. */
const identifies = fc.constantFrom('ada', 'grace', '').map(identify);
/** What is turned is a page on the web and a screen on a phone. */
const otherEvents = (platform: Platform): fc.Arbitrary<StepAction> =>
  fc
    .constantFrom(
      ...messageTypes.filter((type) => ![platform === 'web' ? 'screen' : 'page', 'identify'].includes(type)),
    )
    .map((type) => ({ kind: 'event', type, name: 'anything' }));

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
  const visibility: StepAction[] = [{ kind: 'background' }, { kind: 'foreground' }];
  const lifecycle: StepAction[] =
    domain.platform === 'web'
      ? [reload, { kind: 'restart' }, { kind: 'close' }, ...visibility]
      : [{ kind: 'restart' }, ...visibility, ...visibility];
  const faults: StepAction[] = [
    ...storageStates.map((state): StepAction => ({ kind: 'storage', state })),
    ...sessionDamages.map((how): StepAction => ({ kind: 'damage', how })),
  ];
  return fc.oneof(
    ...(domain.storage === true ? [{ arbitrary: fc.constantFrom(...faults), weight: 4 }] : []),
    { arbitrary: otherEvents(domain.platform), weight: 6 },
    { arbitrary: identifies, weight: 2 },
    { arbitrary: durations.map(wait), weight: 6 },
    { arbitrary: fc.oneof(...clockMoves), weight: 1 },
    { arbitrary: fc.constantFrom(...calls), weight: 3 },
    { arbitrary: fc.constantFrom(...lifecycle), weight: domain.platform === 'web' ? 1 : 4 },
  );
}

/** Timelines on one or two tabs of each browser, or on one application; clients load the SDK before they use it. */
export function timelines(domain: Domain): fc.Arbitrary<Timeline> {
  const { platform, longest = 40, spaced = false } = domain;
  const device = domain.devices === 2 ? fc.constantFrom('device1', 'device2') : fc.constant('device1');
  const client = platform === 'web' ? fc.constantFrom('tab1', 'tab2') : fc.constant(mobileClient);
  const step: fc.Arbitrary<Step> = fc.record({ device, client, action: actions(domain) });
  return fc.array(step, { minLength: 0, maxLength: longest, size: 'max' }).map((steps) => {
    const loaded = withLoads(steps);
    const apart = loaded.flatMap((each) => [each, { ...each, action: wait(1) }]);
    return { id: 'generated', startMs, steps: spaced ? apart : loaded };
  });
}

/** Steps that need no SDK. */
const withoutSdk: ReadonlySet<StepAction['kind']> = new Set([
  'wait',
  'sleep',
  'setClock',
  'close',
  'background',
  'foreground',
  'storage',
  'damage',
]);

/**
 * The same steps, with a load before the first step of each page that needs one. Only a page that is open and shown is
 * hidden, and only one that is hidden is shown.
 */
function withLoads(steps: readonly Step[]): Step[] {
  /** Whether a page that has loaded the SDK is shown. */
  const shown = new Map<string, boolean>();
  const result: Step[] = [];
  for (const step of steps) {
    const client = `${step.device}/${step.client}`;
    const { kind } = step.action;
    if (!withoutSdk.has(kind) && !shown.has(client)) {
      result.push({ ...step, action: load() });
      shown.set(client, true);
    }
    if (kind === 'background' || kind === 'foreground') {
      const hides = kind === 'background';
      if (shown.get(client) !== hides) continue;
      shown.set(client, !hides);
    }
    result.push(step);
    if (kind === 'restart') {
      for (const other of [...shown.keys()]) if (other.startsWith(`${step.device}/`)) shown.delete(other);
    }
    if (kind === 'reload' || kind === 'restart') shown.set(client, true);
    if (kind === 'close') shown.delete(client);
  }
  return result;
}
