import type { CampaignPlan } from './cohort-plan.js';
import { leavesAt } from './delivery.js';
import { dirtBits, labelsOf } from './dirt-labels.js';
import { Draws, purposes } from './draws.js';
import type { EventPlan, PropertyPlan, StatePlan } from './journey-plan.js';
import type { EventRow } from './rows.js';
import { sample } from './sampling.js';
import type { SyntheticDevice } from './synthetic-device.js';
import type { UserLedger } from './user-ledger.js';
import type { VisitSteps } from './visit-steps.js';
import { deliveredBy } from './wire-fault.js';

/** Who is meant, however many devices and ids there are. */
export interface Person {
  readonly number: number;
  /** The id under which the person is known once identified. */
  readonly userId: string;
  /** What the ids of the person's visits begin with. */
  readonly visitPrefix: string;
  /** How often each sequence has been counted on, once one has been. */
  counts: Map<string, number> | undefined;
}

export interface Visit {
  readonly number: number;
  readonly person: Person;
  readonly device: SyntheticDevice;
  readonly cohort: string;
  readonly timeZone: string;
  readonly campaign: CampaignPlan | undefined;
  readonly startMs: number;
  readonly planned: VisitSteps;
  readonly stream: Draws;
  /** What the ids of its messages begin with, and how they go on. */
  readonly messagePrefix: string;
  readonly messageGroups: string;
  /** Before which step the application crashes, and before which the clock is set, and by how much; -1: never. */
  readonly crashAt: number;
  readonly jumpAt: number;
  readonly jumpMs: number;
  /** Labels of the person, in bits. */
  readonly bits: number;
}

/** Positions in the stream of values that a step has for itself. */
const perStep = 64;
const addressPosition = perStep - 1;

/** So that a sum of them is a number still, whatever the distribution. */
const maximumAmount = 1e12;

const nothing: EventRow['properties'] = [];

/**
 * Plays visits, one after the other: calls on the engine what an application would call, and writes down what it sends.
 */
export class VisitPlayer {
  readonly #ledger: UserLedger;
  readonly #values = new Draws(0);
  #step = 0;
  #messages = 0;
  #referrer: string | undefined;
  #path: string | undefined;
  #url: string | undefined;
  #campaign: EventRow['campaign'];
  #hasLanded = false;

  constructor(ledger: UserLedger) {
    this.#ledger = ledger;
  }

  /** Plays the visit, and returns when it has ended. */
  play(visit: Visit): number {
    const { device, planned, startMs, crashAt, jumpAt, jumpMs } = visit;
    this.#values.become(visit.stream, purposes.values, 0);
    this.#messages = 0;
    this.#path = undefined;
    this.#url = undefined;
    this.#hasLanded = false;
    let nowMs = startMs;
    let isFresh = true;
    this.#enter(visit, nowMs);
    for (let index = 0; index < planned.count; index++) {
      const step = planned.at(index);
      this.#step = index;
      if (step.leftAfter !== undefined)
        device.tracker.background(device.timeMs(nowMs + Math.floor(step.pauseMs * step.leftAfter)));
      nowMs += step.pauseMs;
      if (index === jumpAt) {
        device.jumpedMs = jumpMs;
        device.taint |= dirtBits.jumpedClock;
        device.taintedForMs = Math.max(device.taintedForMs, Math.abs(jumpMs));
      }
      if (index === crashAt) {
        device.crash(nowMs);
        device.taint |= dirtBits.afterCrash;
      } else if (step.leftAfter !== undefined) {
        device.tracker.foreground(device.timeMs(nowMs));
      }
      if (step.inNewTab) {
        device.openTab(nowMs);
        isFresh = true;
      }
      nowMs = this.#act(visit, step.state, nowMs, step.isBoundary ? dirtBits.boundaryGap : 0, isFresh);
      isFresh = false;
    }
    nowMs += planned.lastMs;
    device.endVisit(nowMs);
    device.jumpedMs = 0;
    return nowMs;
  }

  #enter({ device, campaign }: Visit, nowMs: number): void {
    device.beginVisit(nowMs);
    this.#referrer = campaign?.campaign.referrer;
    // A page tells of a campaign as long as its address does. An application has none: it tells once.
    this.#campaign = device.channel === 'mobile' ? campaign?.campaign : undefined;
  }

  /** @returns when it was, which is a millisecond later than asked if the user had to be identified first */
  #act(visit: Visit, state: StatePlan, nowMs: number, bits: number, isFresh: boolean): number {
    const { device, person } = visit;
    const { event } = state;
    let atMs = nowMs;
    let label = bits;
    if (device.channel === 'web' && event?.type === 'page') this.#turnPage(visit, event, atMs, isFresh);
    if (state.identifies && device.tracker.userId !== person.userId) {
      device.isLoggedOut = false;
      device.tracker.identify(person.userId, device.timeMs(atMs));
      this.#send(visit, 'identify', undefined, state, atMs, label);
      atMs += 1;
      label = 0;
    }
    if (event !== undefined) this.#send(visit, event.type, event, state, atMs, label);
    if (state.logsOut) {
      device.tracker.reset(true, device.timeMs(atMs));
      device.isLoggedOut = true;
    }
    return atMs;
  }

  #turnPage({ device, campaign }: Visit, { addresses }: EventPlan, nowMs: number, isFresh: boolean): void {
    if (!isFresh) device.navigate(nowMs);
    if (this.#hasLanded) this.#referrer = this.#url;
    const lands = !this.#hasLanded && campaign !== undefined;
    this.#hasLanded = true;
    this.#campaign = lands ? campaign.campaign : undefined;
    if (addresses === undefined) {
      this.#path = undefined;
      this.#url = undefined;
      return;
    }
    const address = addresses.pick(this.#values.at(this.#step * perStep + addressPosition));
    this.#path = addresses.path(address);
    this.#url = lands ? addresses.url(address) + campaign.query : addresses.url(address);
  }

  #send(
    { device, person, messagePrefix, messageGroups, bits, startMs, number, cohort, timeZone }: Visit,
    type: EventRow['type'],
    event: EventPlan | undefined,
    state: StatePlan,
    nowMs: number,
    label: number,
  ): void {
    const { traits, channel, tracker } = device;
    const stamp = tracker.stamp(type, device.timeMs(nowMs));
    const wallMs = device.wallMs(nowMs);
    const leavesMs = leavesAt(channel, nowMs, startMs);
    const sentAtMs = device.wallMs(leavesMs);
    const receivedAtMs = leavesMs + traits.latencyMs;
    const allBits = bits | label | traits.dirtBits | device.taint;
    const properties = event === undefined ? nothing : (event.fixedProperties ?? this.#drawProperties(event, person));
    const row = this.#ledger.row();
    row.messagePrefix = messagePrefix;
    row.messageGroups = messageGroups;
    row.messageNumber = this.#messages;
    row.type = type;
    row.name = event === undefined ? '' : event.name;
    row.anonymousId = device.anonymousId;
    row.userId = tracker.userId === '' ? undefined : tracker.userId;
    row.sessionId = stamp.sessionId;
    row.sessionStart = stamp.sessionStart;
    row.originalTimestampMs = wallMs;
    row.sentAtMs = sentAtMs;
    row.receivedAtMs = receivedAtMs;
    row.timestampMs = wallMs + (receivedAtMs - sentAtMs);
    row.channel = channel;
    row.url = this.#url;
    row.path = this.#path;
    row.referrer = channel === 'web' ? this.#referrer : undefined;
    row.campaign = this.#campaign;
    row.deviceId = traits.id;
    row.deviceKind = traits.kind;
    row.tab = device.tab;
    row.timeZone = timeZone;
    row.properties = properties;
    row.revenue = event?.revenueProperty === undefined ? undefined : numberOf(properties, event.revenueProperty);
    row.cohort = cohort;
    row.person = person.number;
    row.visit = number;
    row.state = state.name;
    row.isConversion = event?.isConversion === true;
    row.trueTimestampMs = nowMs;
    row.dirt = labelsOf(allBits);
    this.#messages += 1;
    if (channel === 'mobile') this.#campaign = undefined;
    if (!traits.isFaulty) {
      this.#ledger.add(row, allBits);
      return;
    }
    for (const each of deliveredBy(device.sdk.rules, row)) this.#ledger.add(each, allBits);
  }

  #drawProperties({ properties }: EventPlan, person: Person): EventRow['properties'] {
    const first = this.#step * perStep;
    return properties.map((property, index) => [property.name, this.#draw(property, first + index, person)]);
  }

  #draw(property: PropertyPlan, at: number, person: Person): string | number {
    switch (property.kind) {
      case 'text':
        return property.text;
      case 'number':
        return roundedTo(property.factor, Math.min(maximumAmount, sample(property.sampler, this.#values.at(at))));
      case 'choice':
        return property.chooser.pick(this.#values.at(at));
      case 'sequence': {
        person.counts ??= new Map();
        const count = (person.counts.get(property.prefix) ?? 0) + 1;
        person.counts.set(property.prefix, count);
        return `${property.prefix}-${person.userId}-${count}`;
      }
    }
  }
}

function roundedTo(factor: number, value: number): number {
  return Math.round(value * factor) / factor;
}

function numberOf(properties: EventRow['properties'], wanted: string): number | undefined {
  const value = properties.find(([name]) => name === wanted)?.[1];
  return typeof value === 'number' ? value : undefined;
}
