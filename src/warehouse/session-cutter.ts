import { isBeyond } from '../engine/session.js';
import { LocalTime } from '../time/local-time.js';
import type { SessionRules } from './session-rules.js';

/** Why an event begins a session; where several rules do, the first of this list. */
export const cutReasons = ['first', 'timeout', 'cap', 'midnight', 'campaign'] as const;
export type CutReason = (typeof cutReasons)[number];

/** What the rules look at in an event. */
export interface CutEvent {
  /** Since the epoch. */
  readonly timeMs: number;
  /** Nothing, or an empty text, is an event that names no campaign. */
  readonly campaign?: string | undefined;
}

/**
 * Says where the sessions of one user begin. This is the plain reading of `SessionRules`, an event at a time and without
 * haste: whatever is quicker has to agree with it.
 */
export class SessionCutter {
  readonly #rules: SessionRules;
  readonly #localTime: LocalTime;
  #lastMs: number | undefined;
  #startMs = 0;
  #campaign: string | undefined;

  /** @param localTime what several cutters may share, for asking for a time zone is slow */
  constructor(rules: SessionRules, localTime: LocalTime = new LocalTime()) {
    this.#rules = rules;
    this.#localTime = localTime;
  }

  /** @returns why the event begins a session, and nothing if it belongs to the one before; events come in the order of time */
  next({ timeMs, campaign }: CutEvent): CutReason | undefined {
    const reason = this.#reasonAt(timeMs, campaign === '' ? undefined : campaign);
    if (reason !== undefined) this.#startMs = timeMs;
    this.#lastMs = timeMs;
    if (campaign !== undefined && campaign !== '') this.#campaign = campaign;
    return reason;
  }

  #reasonAt(timeMs: number, campaign: string | undefined): CutReason | undefined {
    const { timeoutMs, boundary, cap, midnightZone, splitsAtCampaign } = this.#rules;
    if (this.#lastMs === undefined) return 'first';
    if (isBeyond(timeMs - this.#lastMs, timeoutMs, boundary)) return 'timeout';
    if (cap !== undefined && isBeyond(timeMs - this.#startMs, cap.maximumMs, cap.boundary)) return 'cap';
    if (midnightZone !== undefined && this.#day(timeMs, midnightZone) !== this.#day(this.#lastMs, midnightZone))
      return 'midnight';
    if (splitsAtCampaign === true && campaign !== undefined && campaign !== this.#campaign) return 'campaign';
    return undefined;
  }

  #day(timeMs: number, zone: string): number {
    return this.#localTime.at(timeMs, zone).day;
  }
}
