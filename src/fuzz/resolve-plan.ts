import {
  defaultClient,
  defaultDevice,
  defaultUrl,
  type LoadConfig,
  mobileClient,
  type Step,
  type StepAction,
  type Timeline,
} from '../record/timeline.js';
import type { Policy } from '../spec/policies.js';
import { formatDuration } from '../time/duration.js';
import { laidOver, type Plan, type PlannedAction, type PlannedStep, type Span } from './plan.js';

/** A step of a plan that happens, as a scenario writes it. */
export interface WrittenStep {
  readonly planned: PlannedStep;
  /** Its position in the timeline. */
  readonly index: number;
  /** Its length of time, if it has one, as a scenario writes it; asked for only where something is written. */
  readonly duration?: () => string;
}

export interface ResolvedPlan {
  readonly timeline: Timeline;
  readonly written: readonly WrittenStep[];
}

/**
 * The timeline of a plan under a policy. Whatever cannot happen is left out: a page that is not open cannot be closed,
 * a frozen one makes no call. A call on a page that is not open is preceded by a load.
 * @param longest steps of the timeline; what comes later is left out
 */
export function resolvePlan(plan: Plan, policy: Policy, id: string, longest = Number.POSITIVE_INFINITY): ResolvedPlan {
  const resolution = new Resolution(plan, policy, longest);
  for (const step of plan.steps) resolution.take(step);
  return { timeline: { id, startMs: plan.startMs, steps: resolution.steps }, written: resolution.written };
}

/** A plan as it was played: what cannot happen is not in it, and what had to happen before is. */
export function asPlayed(plan: Plan, { written }: Pick<ResolvedPlan, 'written'>): Plan {
  return { ...plan, steps: written.map(({ planned }) => planned) };
}

interface PageState {
  isFrozen: boolean;
  isHidden: boolean;
}

/** Calls of the SDK: for these a page is opened. */
const calls: ReadonlySet<PlannedAction['kind']> = new Set([
  'event',
  'startSession',
  'endSession',
  'reset',
  'getSessionId',
  'consent',
]);

const withoutPage: ReadonlySet<PlannedAction['kind']> = new Set([
  'wait',
  'sleep',
  'setClock',
  'timeZone',
  'storage',
  'damage',
  'network',
  'server',
]);

const whileFrozen: ReadonlySet<PlannedAction['kind']> = new Set(['thaw', 'close', 'restart', 'crash']);

/** What only a page of a browser goes through. */
const ofPages: ReadonlySet<PlannedAction['kind']> = new Set(['reload', 'navigate', 'freeze', 'thaw', 'consent']);

const edgeMs = { second: 1_000, minute: 60_000, midnight: 86_400_000 } as const;

/** Half a day of waiting for midnight takes real time, and shows no more than the last hour of the day does. */
const longestUntilMidnightMs = 3_600_000;

class Resolution {
  readonly steps: Step[] = [];
  readonly written: WrittenStep[] = [];
  readonly #plan: Plan;
  readonly #policy: Policy;
  readonly #longest: number;
  readonly #pages = new Map<string, PageState>();
  #wallMs: number;
  /** The configuration by which a scenario would measure `timeout` and `cutOff` here: the last that a step named. */
  #inForce: LoadConfig;

  constructor(plan: Plan, policy: Policy, longest: number) {
    this.#plan = plan;
    this.#policy = policy;
    this.#longest = longest;
    this.#wallMs = plan.startMs;
    this.#inForce = plan.config;
  }

  take(planned: PlannedStep): void {
    const { action } = planned;
    if (this.#policy.platform === 'mobile' && ofPages.has(action.kind)) return;
    const client = this.#clientOf(planned);
    if (!withoutPage.has(action.kind)) {
      if (!this.#pages.has(client) && calls.has(action.kind)) this.#add({ client, action: { kind: 'load' } });
      if (!this.#canHappen(client, action)) return;
    }
    this.#add({ client, action });
  }

  /** A phone has one client, and whatever concerns a device is written without naming one. */
  #clientOf({ client, action }: PlannedStep): string {
    if (this.#policy.platform === 'mobile') return mobileClient;
    return withoutPage.has(action.kind) ? defaultClient : client;
  }

  #canHappen(client: string, { kind }: PlannedAction): boolean {
    const page = this.#pages.get(client);
    if (page === undefined) return kind === 'load';
    if (page.isFrozen) return whileFrozen.has(kind);
    if (kind === 'foreground') return page.isHidden;
    if (kind === 'background') return !page.isHidden;
    return kind !== 'thaw';
  }

  #add(planned: PlannedStep): void {
    const { client } = planned;
    const opens = planned.action.kind === 'load' && !this.#pages.has(client) && this.#policy.platform === 'web';
    if (this.steps.length + (opens ? 2 : 1) > this.#longest) return;
    if (opens) this.#push(client, { kind: 'open', url: defaultUrl });
    const { action, duration } = this.#actionOf(planned.action);
    this.#follow(client, planned.action);
    const index = this.#push(client, action);
    this.written.push({ planned, index, ...(duration === undefined ? {} : { duration }) });
  }

  #push(client: string, action: StepAction): number {
    return this.steps.push({ device: defaultDevice, client, action }) - 1;
  }

  #follow(client: string, { kind }: PlannedAction): void {
    const page = this.#pages.get(client);
    switch (kind) {
      case 'close':
        this.#pages.delete(client);
        return;
      case 'restart':
      case 'crash':
        this.#pages.clear();
        this.#pages.set(client, { isFrozen: false, isHidden: false });
        return;
      case 'load':
        if (page === undefined) this.#pages.set(client, { isFrozen: false, isHidden: false });
        return;
      case 'reload':
      case 'navigate':
        this.#pages.set(client, { isFrozen: false, isHidden: false });
        return;
      case 'freeze':
      case 'thaw':
        if (page !== undefined) page.isFrozen = kind === 'freeze';
        return;
      case 'background':
      case 'foreground':
        if (page !== undefined) page.isHidden = kind === 'background';
    }
  }

  #actionOf(action: PlannedAction): { readonly action: StepAction; readonly duration?: () => string } {
    switch (action.kind) {
      case 'wait':
      case 'sleep': {
        const measured = this.#measure(action.span);
        this.#wallMs += measured.lengthMs;
        return {
          action: { kind: action.kind, durationMs: measured.lengthMs },
          duration: () => textOf(measured, false),
        };
      }
      case 'setClock': {
        const measured = this.#measure(action.span);
        const isBack = action.back && measured.lengthMs > 0;
        const byMs = isBack ? -measured.lengthMs : measured.lengthMs;
        this.#wallMs += byMs;
        return { action: { kind: 'setClock', byMs }, duration: () => textOf(measured, isBack) };
      }
      case 'load':
        return { action: { kind: 'load', config: this.#configOf(action.config) } };
      case 'reload':
      case 'restart':
      case 'crash':
        if (action.config === undefined) return { action: { kind: action.kind } };
        return { action: { kind: action.kind, config: this.#configOf(action.config) } };
      case 'navigate':
        if (action.config === undefined) return { action: { kind: 'navigate', url: action.url } };
        return { action: { kind: 'navigate', url: action.url, config: this.#configOf(action.config) } };
      default:
        return { action };
    }
  }

  #configOf(own: LoadConfig | undefined): LoadConfig {
    this.#inForce = laidOver(this.#plan.config, own);
    return this.#inForce;
  }

  #measure({ near, plusMs }: Span): Measured {
    if (near === 'nothing') return { lengthMs: Math.max(0, plusMs) };
    if (near !== 'timeout' && near !== 'cutOff') {
      const untilMs = (edge: keyof typeof edgeMs): number => edgeMs[edge] - (this.#wallMs % edgeMs[edge]);
      const isFar = untilMs(near) > longestUntilMidnightMs;
      return { lengthMs: Math.max(0, untilMs(isFar ? 'minute' : near) + plusMs) };
    }
    const { sessions } = this.#inForce;
    const { defaultTimeoutMs, cutOffDefaultMs } = this.#policy.values;
    const cutOffMs = positive(sessions?.cutOff?.duration) ?? cutOffDefaultMs;
    // Where no cut-off is asked for, its length is that of nothing.
    const isCutOff = near === 'cutOff' && cutOffMs !== null && sessions?.cutOff !== undefined;
    const baseMs = isCutOff ? cutOffMs : (positive(sessions?.timeout) ?? defaultTimeoutMs);
    if (baseMs + plusMs < 0) return { lengthMs: 0 };
    return { lengthMs: baseMs + plusMs, name: isCutOff ? 'cutOff' : 'timeout', plusMs };
  }
}

/** A length of time; with a name, it is that long and `plusMs` more. */
interface Measured {
  readonly lengthMs: number;
  readonly name?: 'timeout' | 'cutOff';
  readonly plusMs?: number;
}

function textOf({ lengthMs, name, plusMs = 0 }: Measured, isBack: boolean): string {
  if (name === undefined) return formatDuration(isBack ? -lengthMs : lengthMs);
  const added = isBack ? -plusMs : plusMs;
  const rest = added === 0 ? '' : ` ${added < 0 ? '-' : '+'} ${formatDuration(Math.abs(added))}`;
  return `${isBack ? '-' : ''}${name}${rest}`;
}

/** A length that a scenario would take for the meaning of its name. */
function positive(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined;
}
