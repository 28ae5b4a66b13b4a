import type { LoadConfig } from '../record/timeline.js';
import { withConfig } from './kinds.js';
import { type Plan, type PlannedAction, type PlannedStep, plainStartMs, type Span } from './plan.js';

/**
 * How much a reader has to take in beside the number of steps: plans of as many steps are compared by it, and the one
 * with less of it is kept.
 */
export function complexityOf({ startMs, config, steps }: Plan): number {
  const [first] = steps;
  return (
    (startMs === plainStartMs ? 0 : 3) +
    configComplexity(config) +
    steps.reduce((sum, { client, action }) => sum + actionComplexity(action) + (client === first?.client ? 0 : 4), 0) +
    (first === undefined || plainClients.has(first.client) ? 0 : 1)
  );
}

const plainClients: ReadonlySet<string> = new Set(['tab1', 'app']);

/** Plans that say the same in a plainer way, each changed in one place, or in all places alike. */
export function simplifications(plan: Plan): Plan[] {
  const { config, steps } = plan;
  const clients = [...new Set(steps.map(({ client }) => client))];
  const [first = ''] = clients;
  const plainest = first === 'app' ? 'app' : 'tab1';
  return [
    ...(plan.startMs === plainStartMs ? [] : [{ ...plan, startMs: plainStartMs }]),
    ...clients
      .filter((client) => client !== first)
      .map((client) => withSteps(plan, (step) => (step.client === client ? { ...step, client: first } : step))),
    ...(first === plainest
      ? []
      : [withSteps(plan, (step) => ({ ...step, client: swapped(step.client, first, plainest) }))]),
    ...plainerConfigs(config).map((plainer) => ({ ...plan, config: plainer })),
    ...adjacentWaits(plan),
    ...comingsBack(plan),
    ...steps.flatMap((step, index) =>
      plainerActions(step.action).map((action) => ({ ...plan, steps: steps.with(index, { ...step, action }) })),
    ),
  ];
}

function swapped(client: string, one: string, other: string): string {
  return client === one ? other : client === other ? one : client;
}

function withSteps(plan: Plan, change: (step: PlannedStep) => PlannedStep): Plan {
  return { ...plan, steps: plan.steps.map(change) };
}

/** Two waits that follow each other as one that is beyond the timeout. */
function adjacentWaits(plan: Plan): Plan[] {
  const { steps } = plan;
  return steps.flatMap((step, index) => {
    const next = steps[index + 1];
    if (step.action.kind !== 'wait' || next?.action.kind !== 'wait') return [];
    const one: PlannedStep = { ...step, action: { kind: 'wait', span: beyond } };
    return [{ ...plan, steps: [...steps.slice(0, index), one, ...steps.slice(index + 2)] }];
  });
}

/** A page that is closed and loaded again, as one that is reloaded or, on a phone, launched again. */
function comingsBack(plan: Plan): Plan[] {
  const { steps } = plan;
  return steps.flatMap((step, index) => {
    const next = steps.findIndex(
      ({ client, action }, later) => later > index && client === step.client && action.kind === 'load',
    );
    if (step.action.kind !== 'close' || next < 0) return [];
    const load = steps[next]?.action;
    const config = load !== undefined && 'config' in load ? load.config : undefined;
    return (['reload', 'restart'] as const).map((kind) => ({
      ...plan,
      steps: steps.with(next, { ...step, action: withConfig({ kind }, config) }).toSpliced(index, 1),
    }));
  });
}

const beyond: Span = { near: 'timeout', plusMs: 1 };

/** The plainest first. */
const plainSpans: readonly Span[] = [
  { near: 'nothing', plusMs: 60_000 },
  beyond,
  { near: 'nothing', plusMs: 1_000 },
  { near: 'timeout', plusMs: 0 },
  { near: 'timeout', plusMs: -1 },
  { near: 'nothing', plusMs: 1 },
  { near: 'cutOff', plusMs: 1 },
  { near: 'nothing', plusMs: 3_600_000 },
];

function spanComplexity({ near, plusMs }: Span): number {
  const rank = plainSpans.findIndex((plain) => plain.near === near && plain.plusMs === plusMs);
  return rank >= 0 ? rank : plainSpans.length + (near === 'nothing' ? 2 : near === 'cutOff' ? 0 : 1);
}

function plainerSpans(span: Span): Span[] {
  return plainSpans.slice(0, spanComplexity(span));
}

const plainTrack: PlannedAction = { kind: 'event', type: 'track', name: 'Product Viewed' };

function actionComplexity(action: PlannedAction): number {
  const config = 'config' in action ? configComplexity(action.config ?? {}) : 0;
  switch (action.kind) {
    case 'wait':
      return spanComplexity(action.span);
    case 'sleep':
      return 10 + spanComplexity(action.span);
    case 'setClock':
      return 20 + spanComplexity(action.span);
    case 'event':
      return (
        (action.type === 'track' ? 0 : action.type === 'identify' ? 2 : 1) +
        (action.name === 'user-2' ? 1 : 0) +
        (action.properties === undefined ? 0 : 1) +
        (action.context === undefined ? 0 : 1 + Object.keys(action.context).length)
      );
    case 'startSession':
      return action.sessionId === undefined ? 0 : 2;
    case 'reset':
      return action.anonymousId === undefined ? 0 : 1;
    case 'load':
    case 'reload':
      return config;
    case 'navigate':
      return 1 + config;
    case 'restart':
      return 2 + config;
    case 'crash':
      return 3 + config;
    default:
      return 1;
  }
}

function plainerActions(action: PlannedAction): PlannedAction[] {
  switch (action.kind) {
    case 'wait':
      return plainerSpans(action.span).map((span) => ({ kind: 'wait', span }));
    case 'sleep':
      return [{ kind: 'wait', span: action.span }, ...plainerSpans(action.span).map((span) => ({ ...action, span }))];
    case 'setClock':
      return [...plainerSpans(action.span).map((span) => ({ ...action, span })), { ...action, back: !action.back }];
    case 'event':
      return plainerEvents(action);
    case 'startSession':
      return action.sessionId === undefined ? [] : [{ kind: 'startSession' }];
    case 'reset':
      return action.anonymousId === undefined ? [] : [{ kind: 'reset' }];
    case 'navigate':
    case 'restart':
      return [{ kind: 'reload' }, ...plainerOwnConfigs(action)];
    case 'crash':
      return [{ kind: 'reload' }, { kind: 'restart' }, ...plainerOwnConfigs(action)];
    case 'load':
    case 'reload':
      return plainerOwnConfigs(action);
    default:
      return [];
  }
}

function plainerEvents(event: Extract<PlannedAction, { kind: 'event' }>): PlannedAction[] {
  const { context, properties, ...rest } = event;
  const keys = Object.keys(context ?? {});
  return [
    ...(JSON.stringify(event) === JSON.stringify(plainTrack) ? [] : [plainTrack]),
    ...(event.name === 'user-2' ? [{ ...event, name: 'user-1' }] : []),
    ...(properties === undefined ? [] : [{ ...rest, ...(context === undefined ? {} : { context }) }]),
    ...(context === undefined ? [] : [{ ...rest, ...(properties === undefined ? {} : { properties }) }]),
    ...(keys.length < 2
      ? []
      : keys.map((key) => {
          const { [key]: _without, ...others } = context ?? {};
          return { ...event, context: others };
        })),
  ];
}

type Loading = Extract<PlannedAction, { readonly config?: LoadConfig }>;

function plainerOwnConfigs(action: Loading): PlannedAction[] {
  return action.config === undefined ? [] : plainerConfigs(action.config).map((config) => withConfig(action, config));
}

function configComplexity({ sessions, storage, preConsent, lifecycleEvents }: LoadConfig): number {
  return (
    4 * Object.keys(sessions ?? {}).length +
    2 * Object.keys(sessions?.cutOff ?? {}).length +
    4 * [storage, preConsent, lifecycleEvents].filter((each) => each !== undefined).length
  );
}

/** The configuration with less of it. */
function plainerConfigs(config: LoadConfig): LoadConfig[] {
  const keys = Object.keys(config) as (keyof LoadConfig)[];
  const { sessions } = config;
  const parts = Object.keys(sessions ?? {}) as (keyof NonNullable<LoadConfig['sessions']>)[];
  return [
    ...(keys.length > 1 ? [{}] : []),
    ...keys.map((key) => without(config, key)),
    ...(sessions === undefined || parts.length < 2
      ? []
      : parts.map((part) => ({ ...config, sessions: without(sessions, part) }))),
    ...(sessions?.cutOff?.duration === undefined
      ? []
      : [{ ...config, sessions: { ...sessions, cutOff: without(sessions.cutOff, 'duration') } }]),
  ];
}

function without<T extends object, K extends keyof T>(value: T, key: K): Omit<T, K> {
  const { [key]: _gone, ...rest } = value;
  return rest;
}
