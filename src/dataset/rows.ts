import { twelveDigits } from '../record/byte-writer.js';

/**
 * The rows of a dataset before they are written. Times are milliseconds since the epoch; `undefined` is an empty field.
 * Names here are those of the program; what the columns are called in a warehouse is said in `columns.ts`.
 */

/** What is added to the number of a user for the person who uses a device of that user as well. */
export const firstGuest = 1_000_000_000;

export interface EventRow {
  /**
   * The id of the message is the one after the other, and then the number in twelve hexadecimal digits, or `noDigits`: unique in
   * the dataset but for planted duplicates. The first one is that of the user, and the second one that of a visit. They are put
   * together only where the id is needed as a whole, for that takes several times as long as to write them.
   */
  messagePrefix: string;
  messageGroups: string;
  messageNumber: number;
  type: 'track' | 'page' | 'screen' | 'identify';
  /** The event of a track, the name of a page or screen; of an identify empty. */
  name: string;
  anonymousId: string;
  userId: string | undefined;
  sessionId: number | string | undefined;
  sessionStart: boolean | undefined;
  /** By the clock of the device: when the call was made, and when the request left. */
  originalTimestampMs: number;
  sentAtMs: number;
  /** By the clock of the server. */
  receivedAtMs: number;
  /** `originalTimestamp` corrected by the difference of the two clocks, as the pipeline does it. */
  timestampMs: number;
  channel: 'web' | 'mobile';
  url: string | undefined;
  path: string | undefined;
  referrer: string | undefined;
  campaign: { readonly name: string; readonly utm: Readonly<Record<string, string>> } | undefined;
  deviceId: string;
  deviceKind: string;
  tab: number;
  timeZone: string;
  /** In the order in which the population declares them; a name to a text or a number. */
  properties: readonly (readonly [name: string, value: string | number])[];
  revenue: number | undefined;
  /** Labels: what is true, and no SDK says. */
  cohort: string;
  /**
   * The person, who may have several devices and ids: the number of the user or, of another person who uses a device of
   * that user, the same number and `firstGuest`.
   */
  person: number;
  visit: number;
  state: string;
  isConversion: boolean;
  trueTimestampMs: number;
  dirt: DirtLabels;
}

export function messageIdOf({
  messagePrefix,
  messageGroups,
  messageNumber,
}: Pick<EventRow, 'messagePrefix' | 'messageGroups' | 'messageNumber'>): string {
  return messagePrefix + messageGroups + twelveDigits(messageNumber);
}

/** What was done to an event on purpose. */
export interface DirtLabels {
  late: boolean;
  duplicate: boolean;
  reordered: boolean;
  skewedClock: boolean;
  jumpedClock: boolean;
  bot: boolean;
  missingId: boolean;
  afterCrash: boolean;
  sharedDevice: boolean;
  faultySdk: boolean;
  boundaryGap: boolean;
}

/**
 * What the rule made of a device's events: one session, as a correct SDK (or the configured faulty one) stamps it. It
 * counts what happened on the device, lost events too and none twice; its times are true ones, whatever clocks showed.
 */
export interface SessionRow {
  sessionId: number | string;
  anonymousId: string;
  userId: string | undefined;
  deviceId: string;
  person: number;
  cohort: string;
  startMs: number;
  endMs: number;
  events: number;
  pages: number;
  conversions: number;
  revenue: number;
  campaign: string | undefined;
  entry: string;
  exit: string;
}

/** What the user meant: one visit. It ends when the user has left, which is after the last event. */
export interface VisitRow {
  visitId: string;
  person: number;
  cohort: string;
  deviceId: string;
  startMs: number;
  endMs: number;
  events: number;
  campaign: string | undefined;
  journey: string;
  converted: boolean;
}

/** Which part of a visit became which session; the events in both. */
export interface VisitSessionRow {
  visitId: string;
  sessionId: number | string;
  deviceId: string;
  events: number;
}

export interface UserRow {
  person: number;
  cohort: string;
  userId: string | undefined;
  anonymousIds: readonly string[];
  timeZone: string;
  devices: number;
  isBot: boolean;
  arrivedMs: number;
  churnedMs: number | undefined;
}

/** Everything of one synthetic user. Events are in the order in which the server received them. */
export interface UserData {
  readonly user: UserRow;
  readonly visits: readonly VisitRow[];
  readonly sessions: readonly SessionRow[];
  readonly visitSessions: readonly VisitSessionRow[];
  readonly events: readonly EventRow[];
  /** How many events were lost on purpose, for the dirt rates. */
  readonly lost: number;
  /** The other person who has used a device of this user, if one has. */
  readonly guest: UserRow | undefined;
}

export interface GenerateOptions {
  readonly seed: number;
  readonly days: number;
}

/** What will be looked at of the users that are made: whatever is not need not be made. */
export interface RowsWanted {
  /**
   * Nothing but events: there are no visits, no sessions and no guests then, and what the events tell of the user, the ids,
   * is not gathered.
   */
  readonly onlyEvents: boolean;
  /** Every user before the next one is made, which is written into the same rows. */
  readonly oneAtATime: boolean;
}

/**
 * Makes all that one user does. Depends on the population, the seed, the number of days and the user's number, and on
 * nothing else, so that users can be made in any order, anywhere, and adding some changes none.
 */
export type GenerateUser = (user: number) => UserData;
