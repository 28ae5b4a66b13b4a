import { copyThatStores } from '../engine/own-copy.js';
import { emptyState, type StoredState, Tracker } from '../engine/tracker.js';
import type { CohortPlan, SdkPlan } from './cohort-plan.js';
import type { SessionRow } from './rows.js';

/** For how long a phone keeps an application in memory that is in the background; an assumption. */
const keptInMemoryMs = 4 * 3_600_000;

export interface DeviceTraits {
  readonly id: string;
  /** What its anonymous ids begin with. */
  readonly anonymousPrefix: string;
  readonly kind: string;
  /** By how much its clock is ahead. */
  readonly skewMs: number;
  /** How long a request takes to the server. */
  readonly latencyMs: number;
  readonly isFaulty: boolean;
  readonly isShared: boolean;
  /** What is true of all its events, in bits. */
  readonly dirtBits: number;
}

/**
 * A device of a synthetic user: what the engine stores there, and the client that runs now. All of it happens at true
 * instants; what the SDK is told is what the clock of the device shows.
 */
export class SyntheticDevice {
  readonly traits: DeviceTraits;
  readonly channel: CohortPlan['channel'];
  /** By session id, once one is written down. */
  sessions: Map<number | string, SessionRow> | undefined;
  /** By how much the clock is ahead of its own usual error, since somebody has set it. */
  jumpedMs = 0;
  /** What is wrong with the events until a session begins that has nothing to do with it, in bits. */
  taint = 0;
  /** How long the device must have been at rest for that. */
  taintedForMs = 0;
  /** When something happened last. */
  lastMs = Number.NEGATIVE_INFINITY;
  /** The user has logged out, and nobody has logged in since. */
  isLoggedOut = false;
  tab = 1;
  readonly #sdk: SdkPlan;
  readonly #state: StoredState = emptyState();
  #tracker: Tracker | undefined;
  #anonymous = 0;
  #anonymousId = '';

  constructor(traits: DeviceTraits, plan: CohortPlan) {
    this.traits = traits;
    this.channel = plan.channel;
    this.#sdk = (traits.isFaulty ? plan.faultySdk : undefined) ?? plan.sdk;
  }

  get sdk(): SdkPlan {
    return this.#sdk;
  }

  get tracker(): Tracker {
    if (this.#tracker === undefined) throw new Error('the device has no client yet');
    return this.#tracker;
  }

  /** Changes when the user is reset. */
  get anonymousId(): string {
    const number = this.tracker.anonymousId;
    if (number !== this.#anonymous) {
      this.#anonymous = number;
      this.#anonymousId = this.traits.anonymousPrefix + number.toString(16).padStart(12, '0');
    }
    return this.#anonymousId;
  }

  wallMs(trueMs: number): number {
    return trueMs + this.traits.skewMs + this.jumpedMs;
  }

  /** What time it is for the rules: of a faulty SDK it may be another clock than that on the wall. */
  timeMs(trueMs: number): number {
    const wallMs = trueMs + this.traits.skewMs + this.jumpedMs;
    if (!this.traits.isFaulty) return wallMs;
    return this.#sdk.rules.timeMs({ elapsedMs: trueMs, wallMs, monotonicMs: trueMs });
  }

  /** Somebody begins to use it. An application may still be there; a page is opened anew. */
  beginVisit(trueMs: number): void {
    this.tab = 1;
    if (this.channel === 'mobile' && this.#tracker !== undefined && trueMs - this.lastMs <= keptInMemoryMs) {
      this.#tracker.foreground(this.timeMs(trueMs));
    } else {
      this.#leave();
      this.#load(trueMs);
    }
  }

  endVisit(trueMs: number): void {
    if (this.channel === 'mobile') this.tracker.background(this.timeMs(trueMs));
    this.lastMs = trueMs;
  }

  /** The browser or the application ends all of a sudden and is started again: what was in memory only is gone. */
  crash(trueMs: number): void {
    this.tab = 1;
    this.#leave();
    this.#load(trueMs);
  }

  openTab(trueMs: number): void {
    this.tab += 1;
    this.#load(trueMs);
  }

  /** The page of the tab gives way to another one. */
  navigate(trueMs: number): void {
    this.#leave();
    this.#load(trueMs);
  }

  #leave(): void {
    const { session } = this.#state;
    if (session !== undefined) this.#state.session = this.#sdk.rules.persist(session);
  }

  #load(trueMs: number): void {
    const { rules, config } = this.#sdk;
    const state = rules.readsStorage === 'at-load' ? copyThatStores(this.#state) : this.#state;
    this.#tracker = new Tracker(rules, state, config, this.timeMs(trueMs));
  }
}
