import type { LoadConfig, StepAction, Timeline } from '../record/timeline.js';
import type { Plan, PlannedAction, PlannedStep } from './plan.js';

/**
 * What is special about a timeline, in words: everything but its loads, its plain events and its waits. Two failures of
 * one check whose shrunk timelines have the same kinds are taken to have one cause.
 */
export function kindsOf({ steps }: Timeline): ReadonlySet<string> {
  const kinds = new Set(steps.flatMap(({ action }) => [...ofAction(action), ...ofConfig(configOf(action))]));
  if (new Set(steps.filter(({ action }) => isOfClient(action)).map(({ client }) => client)).size > 1) kinds.add(tabs);
  return kinds;
}

/**
 * What two sessions need that share an id, for ids are times: they begin at one time, in whatever way. It is not told of
 * every timeline, since nearly all that are shrunk take place within one instant.
 */
export const oneTime = 'one time';

/** What a context of the caller is that is taken for the session: any check may fail by it, in any way. */
const callerContext = 'context';

/** What any check may fail by, in any way: what is taken for the session and is none. */
export const takenForSession = [callerContext, 'damage wrong-type'] as const;

/** The plan without what the kinds stand for. */
export function withoutKinds(whole: Plan, kinds: ReadonlySet<string>): Plan {
  const plan = kinds.has(oneTime) ? { ...whole, steps: spread(whole), isUnbounded: true } : whole;
  const [first] = plan.steps.map(({ client }) => client);
  return {
    ...plan,
    config: withoutConfig(plan.config, kinds) ?? {},
    steps: plan.steps
      .filter(({ action }) => !ofAction(action).some((kind) => kinds.has(kind)))
      .map(({ client, action }) => ({
        client: kinds.has(tabs) && first !== undefined ? first : client,
        action: 'config' in action ? withConfig(action, withoutConfig(action.config, kinds)) : action,
      })),
  };
}

const tabs = 'another tab';

const second = { kind: 'wait', span: { near: 'nothing', plusMs: 1_000 } } as const;

/**
 * Whatever may begin a session does so a second after what was before, for some ids count seconds. A plan of which that
 * holds stays as it is.
 */
function spread({ config, steps }: Plan): Plan['steps'] {
  const everyEvent = [config, ...steps.map(({ action }) => ('config' in action ? action.config : undefined))].some(
    hasNoTimeout,
  );
  // And so is it where two tabs have events by turns, when the time of a session in each of them is over.
  const begins = ({ client, action }: PlannedStep, before: PlannedStep | undefined): boolean =>
    mayBegin(action) || (action.kind === 'event' && (everyEvent || (before !== undefined && before.client !== client)));
  const spaced: PlannedStep[] = [];
  let before: PlannedStep | undefined;
  for (const step of steps) {
    // Before the first there is nothing.
    if (before !== undefined && begins(step, before) && !isSecond(spaced.at(-1)?.action)) {
      spaced.push({ client: step.client, action: second });
    }
    spaced.push(step);
    if (mayBegin(step.action) || step.action.kind === 'event') before = step;
  }
  return spaced;
}

/** Whether everything that may begin a session has a second of its own. */
export function isSpread(plan: Plan): boolean {
  return spread(plan).length === plan.steps.length;
}

/** Whether a session may be over as soon as it has begun, so that any event may begin the next. */
function hasNoTimeout(config: LoadConfig | undefined): boolean {
  const timeout = config?.sessions?.timeout;
  return timeout !== undefined && !(typeof timeout === 'number' && timeout > 0);
}

function isSecond(action: PlannedAction | undefined): boolean {
  return action?.kind === 'wait' && action.span.near === second.span.near && action.span.plusMs === second.span.plusMs;
}

/** What is lost of a session makes the next event begin another. */
const beginning: ReadonlySet<PlannedAction['kind']> = new Set([
  'load',
  'reload',
  'navigate',
  'restart',
  'crash',
  'reset',
  'startSession',
  'consent',
  'storage',
  'damage',
]);

function mayBegin(action: PlannedAction): boolean {
  if (action.kind === 'event') return action.type === 'identify' && action.name !== undefined;
  return beginning.has(action.kind);
}

function isOfClient({ kind }: StepAction): boolean {
  return kind === 'load' || kind === 'event' || kind === 'getSessionId';
}

function ofAction(action: StepAction | PlannedAction): string[] {
  switch (action.kind) {
    case 'open':
    case 'load':
    case 'wait':
      return [];
    case 'event':
      return [
        ...(action.type === 'identify' ? [action.name === undefined ? 'identify nobody' : 'identify'] : []),
        ...(action.context === undefined ? [] : [callerContext]),
      ];
    case 'setClock': {
      const isBack = 'byMs' in action ? action.byMs < 0 : action.back;
      return [isBack ? 'clock set back' : 'clock set forward'];
    }
    case 'startSession':
      return ['startSession', ...(action.sessionId === undefined ? [] : ['startSession with an id'])];
    case 'reset':
      return ['reset', ...(action.anonymousId === true ? ['reset of the anonymous id'] : [])];
    case 'navigate':
      return ['reload'];
    case 'restart':
      // It loads the page again, as a reload does, and whatever a reload shows may show in it.
      return ['reload', 'restart'];
    case 'close':
      // What comes after it is a launch, or nothing at all.
      return ['reload', 'restart'];
    case 'crash':
      return ['reload', 'restart', 'crash'];
    case 'storage':
      return [`storage ${action.state}`];
    case 'damage':
      return [`damage ${action.how}`];
    default:
      return [action.kind];
  }
}

function configOf(action: StepAction): LoadConfig {
  return ('config' in action ? action.config : undefined) ?? {};
}

function ofConfig({ sessions, storage, preConsent, lifecycleEvents }: LoadConfig): string[] {
  return [
    ...(sessions?.autoTrack === undefined ? [] : ['config autoTrack']),
    ...(sessions?.timeout === undefined ? [] : ['config timeout']),
    ...(sessions?.cutOff === undefined ? [] : ['config cutOff']),
    ...(storage?.type === undefined ? [] : [`config ${storage.type}`]),
    ...(preConsent === undefined ? [] : ['config preConsent']),
    ...(lifecycleEvents === undefined ? [] : ['config lifecycleEvents']),
  ];
}

function withoutConfig(config: LoadConfig | undefined, kinds: ReadonlySet<string>): LoadConfig | undefined {
  if (config === undefined) return undefined;
  const { sessions, storage, preConsent, lifecycleEvents } = config;
  const keeps = (part: LoadConfig): boolean => ofConfig(part).every((kind) => !kinds.has(kind));
  const { autoTrack, timeout, cutOff } = sessions ?? {};
  const kept = {
    ...(autoTrack !== undefined && keeps({ sessions: { autoTrack } }) ? { autoTrack } : {}),
    ...(timeout !== undefined && keeps({ sessions: { timeout } }) ? { timeout } : {}),
    ...(cutOff !== undefined && keeps({ sessions: { cutOff } }) ? { cutOff } : {}),
  };
  return {
    ...(Object.keys(kept).length === 0 ? {} : { sessions: kept }),
    ...(storage !== undefined && keeps({ storage }) ? { storage } : {}),
    ...(preConsent !== undefined && keeps({ preConsent }) ? { preConsent } : {}),
    ...(lifecycleEvents !== undefined && keeps({ lifecycleEvents }) ? { lifecycleEvents } : {}),
  };
}

/** The action with another configuration, or with none of its own where nothing is left of it. */
export function withConfig<A extends PlannedAction>(action: A, config: LoadConfig | undefined): PlannedAction {
  const { config: _before, ...rest } = action as A & { readonly config?: LoadConfig };
  const isEmpty = config === undefined || Object.keys(config).length === 0;
  return (isEmpty ? rest : { ...rest, config }) as PlannedAction;
}
