import { LocalTime } from '../../time/local-time.js';
import { SessionCutter } from '../session-cutter.js';
import type { SessionRules } from '../session-rules.js';
import { bendOf, type CurvePoint, GapCurve } from './gap-curve.js';
import { type SessionFigures, Tally } from './tally.js';

/** What is counted of an event. */
export interface WhatIfEvent {
  /** Any number that the other events of the user have as well, and those of no other. */
  readonly user: number;
  readonly timeMs: number;
  /** Empty: it names none. */
  readonly campaign: string;
  /** Of the user, such as a cohort; of all events empty where nobody asks for groups. */
  readonly group: string;
  readonly isConversion: boolean;
}

/** What one timeout makes of the events: of all, of a group of users, or of what began with a campaign. */
export interface Outcome extends SessionFigures {
  readonly timeoutMs: number;
  readonly scope: 'all' | 'group' | 'campaign';
  /** Name of the group or the campaign, which is empty where there is none; of all it is empty. */
  readonly name: string;
}

export interface WhatIfResult {
  readonly users: number;
  readonly events: number;
  readonly outcomes: readonly Outcome[];
  /** How many sessions the timeout alone would leave, of many timeouts. */
  readonly curve: readonly CurvePoint[];
  readonly bend: CurvePoint | undefined;
}

/** The session of a user that is open under one timeout. */
interface OpenSession {
  startMs: number;
  events: number;
  conversions: number;
  /** The first campaign that it names, or the one that the user had named last before. */
  campaign: string;
  namesCampaign: boolean;
}

/** Counts what several timeouts make of the same events in one pass over them. */
export class WhatIf {
  readonly #counters: readonly TimeoutCounter[];
  readonly #curve: GapCurve;
  #user: number | undefined;
  #lastMs = 0;
  #users = 0;
  #events = 0;

  /** @param rules one for each timeout, and alike but for that */
  constructor(rules: readonly SessionRules[]) {
    const localTime = new LocalTime();
    this.#counters = rules.map((each) => new TimeoutCounter(each, localTime));
    this.#curve = new GapCurve(rules[0]?.boundary ?? 'exclusive');
  }

  /** Takes the next event: user after user, and of each in the order of time. */
  add(event: WhatIfEvent): void {
    const isFirst = event.user !== this.#user;
    if (isFirst) this.#users += 1;
    this.#curve.add(isFirst ? undefined : event.timeMs - this.#lastMs);
    for (const counter of this.#counters) {
      if (isFirst) counter.beginUser(this.#lastMs, event.group);
      counter.add(event, this.#lastMs);
    }
    this.#events += 1;
    this.#user = event.user;
    this.#lastMs = event.timeMs;
  }

  result(): WhatIfResult {
    const curve = this.#curve.points();
    return {
      users: this.#users,
      events: this.#events,
      outcomes: this.#counters.flatMap((counter) => counter.outcomes(this.#lastMs)),
      curve,
      bend: bendOf(curve),
    };
  }
}

/** What one timeout makes of the events. */
class TimeoutCounter {
  readonly #rules: SessionRules;
  readonly #localTime: LocalTime;
  /** By group, then by campaign. */
  readonly #tallies = new Map<string, Map<string, Tally>>();
  #ofGroup = new Map<string, Tally>();
  #cutter: SessionCutter;
  #open: OpenSession | undefined;
  /** The one that the user named last. */
  #campaign = '';

  constructor(rules: SessionRules, localTime: LocalTime) {
    this.#rules = rules;
    this.#localTime = localTime;
    this.#cutter = new SessionCutter(rules, localTime);
  }

  beginUser(lastMs: number, group: string): void {
    this.#close(lastMs);
    this.#cutter = new SessionCutter(this.#rules, this.#localTime);
    this.#campaign = '';
    this.#ofGroup = this.#tallies.get(group) ?? new Map();
    this.#tallies.set(group, this.#ofGroup);
  }

  add(event: WhatIfEvent, lastMs: number): void {
    if (this.#cutter.next(event) !== undefined) {
      this.#close(lastMs);
      this.#open = { startMs: event.timeMs, events: 0, conversions: 0, campaign: this.#campaign, namesCampaign: false };
    }
    const session = this.#open;
    if (session === undefined) throw new Error('an event belongs to no session');
    session.events += 1;
    if (event.isConversion) session.conversions += 1;
    if (event.campaign === '') return;
    this.#campaign = event.campaign;
    if (!session.namesCampaign) session.campaign = event.campaign;
    session.namesCampaign = true;
  }

  outcomes(lastMs: number): Outcome[] {
    this.#close(lastMs);
    const { timeoutMs } = this.#rules;
    const of = (scope: Outcome['scope'], name: string, tallies: readonly Tally[]): Outcome => ({
      timeoutMs,
      scope,
      name,
      ...Tally.figuresOf(tallies),
    });
    const groups = [...this.#tallies].sort(byName);
    const all = groups.flatMap(([, campaigns]) => [...campaigns]);
    const names = [...new Set(all.map(([name]) => name))].sort();
    return [
      of(
        'all',
        '',
        all.map(([, tally]) => tally),
      ),
      ...(groups.every(([name]) => name === '')
        ? []
        : groups.map(([name, campaigns]) => of('group', name, [...campaigns.values()]))),
      ...names.map((name) =>
        of(
          'campaign',
          name,
          all.filter(([each]) => each === name).map(([, tally]) => tally),
        ),
      ),
    ];
  }

  #close(lastMs: number): void {
    const session = this.#open;
    if (session === undefined) return;
    this.#open = undefined;
    let tally = this.#ofGroup.get(session.campaign);
    if (tally === undefined) {
      tally = new Tally();
      this.#ofGroup.set(session.campaign, tally);
    }
    tally.add(lastMs - session.startMs, session.events, session.conversions);
  }
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
