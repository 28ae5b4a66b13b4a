import fc from 'fast-check';
import {
  type ConfigValue,
  type LoadConfig,
  messageTypes,
  preConsentStorages,
  type StorageType,
  serverAnswers,
  sessionDamages,
  storageStates,
  storageTypes,
} from '../record/timeline.js';
import type { Policy } from '../spec/policies.js';
import { type Plan, type PlannedAction, type PlannedStep, plainStartMs, type Span } from './plan.js';

/** What may happen in a plan. */
export interface PlanDomain {
  /** Whose platform, timeout and cut-off count, and whose SDKs may lack features. */
  readonly policy: Policy;
  /** The most steps that a timeline has. */
  readonly steps: number;
  /** Whether the network and the data plane may fail; an SDK that is not executed would show nothing of it. */
  readonly outages: boolean;
  /** Whether wall clocks may be set; default: they may. */
  readonly setClock?: boolean;
  /** Whether storage may fail, and what is stored be spoilt; default: it may. */
  readonly storage?: boolean;
}

type SessionsConfig = NonNullable<LoadConfig['sessions']>;
type Weighted<T> = readonly (readonly [weight: number, choices: readonly T[]])[];

/**
 * Plans whose lengths of time lie at the edges where decisions change, and that have everything a scenario can have.
 * Most steps are drawn from a table with one draw, for a plan has forty of them and thousands are made in a second.
 */
export function plans(domain: PlanDomain): fc.Arbitrary<Plan> {
  const { steps, policy } = domain;
  const tabs = policy.platform === 'mobile' ? [['app']] : repeat([7, [['tab1']]], [2, [twoTabs]], [1, [threeTabs]]);
  const table = fc.constantFrom(...actionTable(domain));
  const action = fc.oneof({ arbitrary: table, weight: 15 }, { arbitrary: anyWaits(policy), weight: 1 });
  const odd = plainConfigs(policy);
  const short: LoadConfig = { sessions: { timeout: shortTimeoutMs } };
  const special = repeat<LoadConfig>(
    [3, hasCutOff(policy) ? soonCutOff.map((sessions) => ({ sessions })) : []],
    [2, beforeConsentOf(policy).filter(({ preConsent }) => preConsent?.storage === 'session')],
  );
  const configs = [
    ...odd.map((): LoadConfig => ({})),
    ...odd.map(() => short),
    ...odd.map(() => short),
    ...odd,
    ...special,
  ];
  // Which of the tabs it is depends on how many there are.
  const step = fc.tuple(fc.nat({ max: 59 }), action);
  return fc
    .tuple(
      fc.constantFrom(...starts),
      fc.constantFrom(...configs),
      fc.constantFrom(...tabs),
      // An array is as long as it may be only if it is told so; the shortest are left to shrinking.
      fc.array(step, { minLength: Math.ceil(steps * 0.7), maxLength: steps, size: 'max' }),
    )
    .map(([startMs, config, clients, drawn]) => ({
      startMs,
      config,
      steps: drawn.map(([tab, each]): PlannedStep => ({ client: clients[tab % clients.length] ?? '', action: each })),
    }));
}

const twoTabs = ['tab1', 'tab1', 'tab2'];
const threeTabs = ['tab1', 'tab1', 'tab2', 'tab3'];

/**
 * What most timelines have for a timeout: a page has timers of its own, and each that fires takes real time, so that
 * hours of waiting would be paid for with fewer timelines.
 */
const shortTimeoutMs = 60_000;

/** The usual morning, and the last milliseconds of a second, a day and a month. */
const starts = [
  plainStartMs,
  plainStartMs,
  Date.UTC(2026, 2, 2, 23, 59, 59, 999),
  Date.UTC(2026, 1, 28, 23, 30, 0, 1),
  Date.UTC(2026, 2, 2, 8, 59, 59, 500),
] as const;

function repeat<T>(...weighted: Weighted<T>): T[] {
  return weighted.flatMap(([weight, choices]) => Array.from({ length: weight }, () => choices).flat());
}

function anyWaits({ values }: Policy): fc.Arbitrary<PlannedAction> {
  return fc
    .oneof(
      { arbitrary: fc.integer({ min: 0, max: 2 * shortTimeoutMs }), weight: 4 },
      { arbitrary: fc.integer({ min: 0, max: 2 * values.defaultTimeoutMs }), weight: 1 },
    )
    .map((plusMs): PlannedAction => ({ kind: 'wait', span: { near: 'nothing', plusMs } }));
}

function actionTable(domain: PlanDomain): PlannedAction[] {
  const { policy, outages, setClock = true, storage = true } = domain;
  const isWeb = policy.platform === 'web';
  return weigh([
    [300, events(policy)],
    [90, identifies],
    [230, waits(policy)],
    [30, waits(policy).map((wait): PlannedAction => ({ ...wait, kind: 'sleep' }))],
    [40, setClock ? clockMoves(policy) : []],
    [45, [{ kind: 'reset' }, { kind: 'reset' }, { kind: 'reset', anonymousId: true }]],
    [70, startSessions(policy)],
    [30, [{ kind: 'endSession' }]],
    [35, [{ kind: 'getSessionId' }]],
    [6, [{ kind: 'close' }]],
    [7, [{ kind: 'restart' }]],
    [5, [{ kind: 'crash' }]],
    [20, isWeb ? [] : plainConfigs(policy).map((config): PlannedAction => ({ kind: 'restart', config }))],
    [50, [{ kind: 'background' }, { kind: 'foreground' }]],
    [8, [{ kind: 'load' }]],
    [8, zones.map((zone): PlannedAction => ({ kind: 'timeZone', zone }))],
    [25, storage ? storageFaults : []],
    [20, isWeb ? pages(policy) : []],
    [24, isWeb ? [{ kind: 'freeze' }, { kind: 'thaw' }, { kind: 'thaw' }] : []],
    [24, asksForConsent(policy) ? consents : []],
    [25, outages ? outageSteps : []],
  ]);
}

/** So many entries of each list in all, whatever its length, that a draw meets each list as often as its weight says. */
function weigh(weighted: Weighted<PlannedAction>): PlannedAction[] {
  return weighted.flatMap(([weight, choices]) =>
    choices.length === 0
      ? []
      : Array.from({ length: Math.max(weight, choices.length) }, (_, index) => choices[index % choices.length]).filter(
          (choice) => choice !== undefined,
        ),
  );
}

function hasCutOff(policy: Policy): boolean {
  return policy.platform === 'web' && !lacks(policy, 'cutOff');
}

function lacks({ lacks: features }: Policy, feature: string): boolean {
  return features.some((each) => each.feature === feature);
}

const edges = [-1, 0, 1];

function spans(near: Span['near'], ...plus: readonly number[]): Span[] {
  return plus.map((plusMs) => ({ near, plusMs }));
}

function boundarySpans(policy: Policy): Span[] {
  return [...spans('timeout', ...edges, ...edges), ...(hasCutOff(policy) ? spans('cutOff', ...edges) : [])];
}

function waits(policy: Policy) {
  const chosen = [
    ...boundarySpans(policy),
    ...spans('second', ...edges),
    ...spans('minute', ...edges),
    ...spans('midnight', 0),
    ...spans('nothing', 0, 1, 1_000, 60_000, shortTimeoutMs / 2, shortTimeoutMs),
  ];
  return chosen.map((span) => ({ kind: 'wait' as const, span }));
}

function clockMoves(policy: Policy): PlannedAction[] {
  const chosen = [...boundarySpans(policy), ...spans('nothing', 1, 3_600_000, 86_400_000)];
  return chosen.flatMap((span) => [false, true].map((back): PlannedAction => ({ kind: 'setClock', span, back })));
}

function events({ platform }: Policy): PlannedAction[] {
  const others = messageTypes.filter(
    (type) => type !== 'identify' && type !== (platform === 'web' ? 'screen' : 'page'),
  );
  const plain = others.map((type): PlannedAction => ({ kind: 'event', type, name: names[type] }));
  const track = { kind: 'event', type: 'track', name: names.track } as const;
  const contexts = [{ sessionId: 1_234_567_890 }, { sessionStart: true }, { campaign: { name: 'spring' } }];
  return [
    ...repeat<PlannedAction>([15, [track]], [6, plain]),
    ...contexts.slice(0, 1).map((context): PlannedAction => ({ ...track, context: { ...contexts[2], ...context } })),
  ];
}

const names = {
  track: 'Product Viewed',
  page: 'Cart',
  screen: 'Cart',
  group: 'group-1',
  alias: 'alias-1',
  identify: 'user-1',
} as const;

/** Few users, so that the same one is identified again; no name names nobody. */
const identifies: PlannedAction[] = ['user-1', 'user-1', 'user-2', undefined].map((name) => ({
  kind: 'event',
  type: 'identify',
  ...(name === undefined ? { properties: { plan: 'free' } } : { name }),
}));

/** Around the fewest digits that an id may have, and what is no id at all. */
function startSessions({ platform, values }: Policy): PlannedAction[] {
  const least = 10 ** (values.minimumManualIdDigits - 1);
  const whole: ConfigValue[] = [least, least - 1, least + 1, 0, -least, 1_700_000_000_000, Number.MAX_SAFE_INTEGER];
  const odd: ConfigValue[] = [least + 0.5, String(least), null, { notJson: 'NaN' }, { notJson: 'Infinity' }];
  const ids = platform === 'web' ? [...whole, ...odd] : whole;
  return repeat<PlannedAction>(
    [8, [{ kind: 'startSession' }]],
    [1, ids.map((sessionId): PlannedAction => ({ kind: 'startSession', sessionId }))],
  );
}

const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Auckland'];

const storageFaults: PlannedAction[] = [
  ...storageStates.map((state): PlannedAction => ({ kind: 'storage', state })),
  { kind: 'storage', state: 'available' },
  ...sessionDamages.map((how): PlannedAction => ({ kind: 'damage', how })),
];

const outageSteps: PlannedAction[] = [
  { kind: 'network', state: 'offline' },
  { kind: 'network', state: 'online' },
  { kind: 'network', state: 'online' },
  ...serverAnswers.map((answer): PlannedAction => ({ kind: 'server', answer })),
  ...Array.from({ length: 3 }, (): PlannedAction => ({ kind: 'server', answer: 'ok' })),
];

function pages(policy: Policy): PlannedAction[] {
  const asking = asksForConsent(policy) ? preConsents.map((preConsent): LoadConfig => ({ preConsent })) : [];
  const configured = [...plainConfigs(policy), ...asking].map((config): PlannedAction => ({ kind: 'reload', config }));
  return [
    ...repeat<PlannedAction>([6, [{ kind: 'reload' }]], [2, [{ kind: 'navigate', url: 'https://shop.example/cart' }]]),
    ...configured,
  ];
}

const preConsents = preConsentStorages.flatMap((storage) =>
  (['immediate', 'buffer'] as const).map((delivery) => ({ storage, delivery })),
);

function asksForConsent(policy: Policy): boolean {
  return policy.platform === 'web' && !lacks(policy, 'preConsent');
}

function beforeConsentOf(policy: Policy): LoadConfig[] {
  if (!asksForConsent(policy)) return [];
  return preConsents.map((preConsent) => ({ preConsent, sessions: { timeout: shortTimeoutMs } }));
}

const consents: PlannedAction[] = [
  ...repeat<PlannedAction>([preConsents.length, [{ kind: 'consent' }]]),
  ...preConsents.map((preConsent): PlannedAction => ({ kind: 'load', config: { preConsent } })),
];

/** One option at a time, beside those that are only there together. */
function plainConfigs(policy: Policy): LoadConfig[] {
  const isWeb = policy.platform === 'web';
  const { defaultTimeoutMs, warnBelowTimeoutMs } = policy.values;
  const timeouts: ConfigValue[] = [
    1,
    1_000,
    warnBelowTimeoutMs - 1,
    60_000,
    defaultTimeoutMs / 2,
    2 * defaultTimeoutMs,
    0,
  ];
  const odd: ConfigValue[] = isWeb ? [-1, 0.5, 'soon', null, { notJson: 'NaN' }] : [-1];
  const sessions = [
    ...[...timeouts, ...odd].map((timeout) => ({ timeout })),
    { autoTrack: false },
    { autoTrack: false },
    ...(hasCutOff(policy) ? cutOffs(policy) : []),
  ];
  const storages: StorageType[] = isWeb && !lacks(policy, 'storageType') ? [...storageTypes] : [];
  return [
    ...sessions.map((each): LoadConfig => ({ sessions: each })),
    ...storages.map((type): LoadConfig => ({ storage: { type } })),
    ...(isWeb ? [] : [{ lifecycleEvents: false }]),
  ];
}

/** Soon over: both ends of a session, that of idleness and that of the cut-off, can be met within one timeline. */
const soonCutOff: readonly SessionsConfig[] = [1, 2, 3].map((times) => ({
  timeout: shortTimeoutMs,
  cutOff: { enabled: true, duration: times * shortTimeoutMs },
}));

function cutOffs({ values }: Policy): SessionsConfig[] {
  // As long as the default of the cut-off: whoever comes back in time reaches it, with a cut-off or without one.
  const longMs = values.cutOffDefaultMs ?? 2 * values.defaultTimeoutMs;
  return [
    { cutOff: { enabled: true } },
    { cutOff: { enabled: true, duration: 2 * values.defaultTimeoutMs } },
    { timeout: longMs },
    // Twice as long: two waits of it, and nothing that was configured ends the session.
    { timeout: 2 * longMs },
    { timeout: longMs, cutOff: { enabled: true } },
    ...soonCutOff,
    { timeout: shortTimeoutMs, cutOff: { enabled: true, duration: shortTimeoutMs - 1 } },
  ];
}
