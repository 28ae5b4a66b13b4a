import type { Policy } from '../spec/policies.js';

/**
 * A population as it is declared in `scenarios/populations/*.yaml`, read and checked: shares are numbers, durations are
 * milliseconds, names are resolved. Everything random about it is a distribution or a share; nothing is drawn yet.
 */

/** A quantity that is drawn anew each time: durations in milliseconds, amounts in the currency of the population. */
export type Distribution =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'uniform'; readonly from: number; readonly to: number }
  | { readonly kind: 'exponential'; readonly mean: number }
  /** The median, and the value that one in ten exceeds. */
  | { readonly kind: 'log-normal'; readonly median: number; readonly p90: number };

/** Where a visit ends; no state of a journey may be called so. */
export const exit = 'exit';
/** What a visit comes from that no campaign brought; no campaign may be called so. */
export const direct = 'direct';

/** Name to weight; the weights need not add up to one. */
export type Shares = ReadonlyMap<string, number>;

export interface Property {
  readonly name: string;
  readonly value:
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'number'; readonly distribution: Distribution; readonly decimals: number }
    | { readonly kind: 'choice'; readonly shares: Shares }
    /** Counts within the user, so that every value is unique in the dataset: `order-u0000012-3`. */
    | { readonly kind: 'sequence'; readonly prefix: string };
}

export interface JourneyEvent {
  readonly type: 'track' | 'page' | 'screen';
  /** The event of a track, the name of a page or screen. */
  readonly name: string;
  /** Web: the path of the page that it happens on; `{n}` is replaced by a number below `paths`. */
  readonly path: string | undefined;
  readonly paths: number;
  readonly properties: readonly Property[];
  /** Whether it is what the business is about, and which property is its worth. */
  readonly conversion: { readonly revenueProperty: string | undefined } | undefined;
}

export interface JourneyState {
  readonly name: string;
  readonly event: JourneyEvent | undefined;
  /** The user becomes known here, or is known already. */
  readonly identifies: boolean;
  /** The user logs out here: the application calls `reset`. */
  readonly logsOut: boolean;
  /** How long until the next state. */
  readonly dwell: Distribution;
  /** The chance that the application goes to the background during the dwell, or another tab is opened at its end. */
  readonly leavesForBackground: number;
  readonly opensTab: number;
  /** To where; `exit` ends the visit. */
  readonly next: Shares;
}

export interface Journey {
  readonly name: string;
  readonly entry: Shares;
  readonly states: ReadonlyMap<string, JourneyState>;
}

export interface Campaign {
  readonly name: string;
  /** Keys as in an address, `utm_source` and so on. */
  readonly utm: Readonly<Record<string, string>>;
  readonly referrer: string | undefined;
}

export interface Cohort {
  readonly name: string;
  readonly share: number;
  readonly policy: Policy;
  /** The edition of the requirements that the SDK follows. */
  readonly edition: string;
  /** What the application configures; absent, the default of the policy. */
  readonly timeoutMs: number | undefined;
  readonly cutOffMs: number | undefined;
  readonly journeys: Shares;
  readonly visitsPerDay: Distribution;
  /** Relative weight of each hour of the user's local day (24), and of each weekday, Monday first (7). */
  readonly hours: readonly number[];
  readonly weekdays: readonly number[];
  readonly timeZones: Shares;
  /** Share of users by their number of devices, and of devices by kind (`desktop`, `phone`, `tablet`). */
  readonly devices: Shares;
  readonly deviceKinds: Shares;
  /** Where a visit comes from: names of campaigns, or `direct`. */
  readonly acquisition: Shares;
  /** The share of users who arrive during the dataset; the others are there on its first day already. */
  readonly newcomers: number;
  /** By how much more users arrive each day than on the day before (0.01: one per cent), the chance that a user leaves for good after a day, and to come back on a later day. */
  readonly growthPerDay: number;
  readonly churnPerDay: number;
  readonly returnPerDay: number;
  /** The chance that a visit after a log-out is another user's of the same device. */
  readonly anotherUser: number;
}

/** Each is a dial: the share of what it spoils, 0 when absent. */
export interface Dirt {
  readonly late: { readonly share: number; readonly delay: Distribution };
  readonly duplicated: { readonly share: number; readonly delay: Distribution };
  readonly reordered: { readonly share: number };
  /** Of devices. */
  readonly skewedClock: { readonly share: number; readonly offset: Distribution };
  /** Of visits: the wall clock is set in the middle of it. */
  readonly jumpingClock: { readonly share: number; readonly offset: Distribution };
  /** Of users. */
  readonly bots: { readonly share: number; readonly eventsPerVisit: Distribution };
  readonly lost: { readonly share: number };
  readonly missingId: { readonly share: number };
  /** Of visits: the application crashes in the middle. */
  readonly crashes: { readonly share: number };
  /** Of users: their device is another user's too. */
  readonly sharedDevice: { readonly share: number };
  /** Of devices: the SDK there has a quirk or a seeded fault, by its id. */
  readonly fault: { readonly share: number; readonly id: string | undefined };
  /** Of pauses between two events: exactly the timeout, a millisecond less, or a millisecond more. */
  readonly boundaryGaps: { readonly share: number };
}

export interface Population {
  /** The name of its file. */
  readonly id: string;
  readonly title: string;
  readonly question: string;
  /** The first day, at midnight UTC, in milliseconds since the epoch. */
  readonly startMs: number;
  readonly currency: string;
  /** The address of the site, without a path. */
  readonly origin: string;
  readonly campaigns: ReadonlyMap<string, Campaign>;
  readonly journeys: ReadonlyMap<string, Journey>;
  readonly cohorts: readonly Cohort[];
  readonly dirt: Dirt;
}
