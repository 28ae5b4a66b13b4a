import { isBeyond } from '../../engine/session.js';
import { LocalTime } from '../../time/local-time.js';
import type { SessionRules } from '../session-rules.js';
import type { Answer, VerifyEvent } from './event.js';

/** What the rules are asked at an event that is not the first of its user. */
export interface Moment {
  readonly timeMs: number;
  readonly lastMs: number;
  /** Of the session that goes on. */
  readonly startMs: number;
  /** Of the first event after the last gap. */
  readonly gapStartMs: number;
  readonly campaign: string | undefined;
  /** Of the last event of the user that named one. */
  readonly lastCampaign: string | undefined;
  /** Of the event before, whether it named one or not. */
  readonly campaignBefore: string | undefined;
  /** Of the last event of the session that named one. */
  readonly campaignOfSession: string | undefined;
}

/** One way to read the rules: the right one, or one that a query has instead. */
export interface Reading {
  readonly endsByGap: (moment: Moment) => boolean;
  readonly endsByCap: (moment: Moment) => boolean;
  readonly endsByMidnight: (moment: Moment) => boolean;
  readonly endsByCampaign: (moment: Moment) => boolean;
  /** Whether an empty text is a campaign. */
  readonly namesCampaign: (campaign: string | undefined) => boolean;
  /** Whose events are looked at together; absent: the event belongs to no session. */
  readonly streamOf: (event: VerifyEvent) => string | undefined;
  /** What the session with this number of a stream is called. */
  readonly sessionOf: (stream: string, number: number) => string;
  readonly isReturned: (event: VerifyEvent) => boolean;
  readonly order: (one: VerifyEvent, other: VerifyEvent) => number;
}

const localTime = new LocalTime();

/** The right reading of the rules; it agrees with `SessionCutter`. */
export function rightReading(rules: SessionRules): Reading {
  const { timeoutMs, boundary, cap, midnightZone, splitsAtCampaign } = rules;
  return {
    endsByGap: ({ timeMs, lastMs }) => isBeyond(timeMs - lastMs, timeoutMs, boundary),
    endsByCap: ({ timeMs, startMs }) => cap !== undefined && isBeyond(timeMs - startMs, cap.maximumMs, cap.boundary),
    endsByMidnight: midnightZone === undefined ? () => false : midnightIn(midnightZone),
    endsByCampaign: ({ campaign, lastCampaign }) =>
      splitsAtCampaign === true && campaign !== undefined && campaign !== lastCampaign,
    namesCampaign: (campaign) => campaign !== undefined && campaign !== '',
    streamOf: ({ user }) => user,
    sessionOf: (stream, number) => `${stream} ${number}`,
    isReturned: () => true,
    order: (one, other) => one.timeMs - other.timeMs || byId(one, other),
  };
}

/** Whether the date in a time zone is another one than at the event before. */
export function midnightIn(zone: string): (moment: Moment) => boolean {
  return ({ timeMs, lastMs }) => localTime.at(timeMs, zone).day !== localTime.at(lastMs, zone).day;
}

export function byId(one: VerifyEvent, other: VerifyEvent): number {
  return one.id < other.id ? -1 : Number(one.id > other.id);
}

/** The sessions of events by a reading. */
export function answersBy(reading: Reading, events: readonly VerifyEvent[]): Answer[] {
  const streams = new Map<string, VerifyEvent[]>();
  const answers: Answer[] = [];
  for (const event of events.filter(reading.isReturned)) {
    const stream = reading.streamOf(event);
    if (stream === undefined) answers.push({ event: event.id, session: undefined });
    else streams.set(stream, [...(streams.get(stream) ?? []), event]);
  }
  for (const [stream, own] of streams) {
    for (const [index, number] of numbersBy(reading, own.sort(reading.order)).entries()) {
      answers.push({ event: own[index]?.id ?? '', session: reading.sessionOf(stream, number) });
    }
  }
  return answers;
}

/** The numbers of the sessions of a stream, event by event. */
function numbersBy(reading: Reading, events: readonly VerifyEvent[]): number[] {
  let number = 0;
  let last: VerifyEvent | undefined;
  let startMs = 0;
  let gapStartMs = 0;
  let lastCampaign: string | undefined;
  let campaignOfSession: string | undefined;
  const named = ({ campaign }: VerifyEvent): string | undefined =>
    reading.namesCampaign(campaign) ? campaign : undefined;
  return events.map((event) => {
    const { timeMs } = event;
    const campaign = named(event);
    const moment: Moment = {
      timeMs,
      lastMs: last?.timeMs ?? timeMs,
      startMs,
      gapStartMs,
      campaign,
      lastCampaign,
      campaignBefore: last === undefined ? undefined : named(last),
      campaignOfSession,
    };
    const isGap = last === undefined || reading.endsByGap(moment);
    if (isGap || reading.endsByCap(moment) || reading.endsByMidnight(moment) || reading.endsByCampaign(moment)) {
      number += 1;
      startMs = timeMs;
      campaignOfSession = undefined;
    }
    if (isGap) gapStartMs = timeMs;
    lastCampaign = campaign ?? lastCampaign;
    campaignOfSession = campaign ?? campaignOfSession;
    last = event;
    return number;
  });
}
