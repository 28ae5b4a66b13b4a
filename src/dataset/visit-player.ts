import type { CampaignPlan } from './cohort-plan.js';
import { leavesAt } from './delivery.js';
import { dirtBits, labelsOf } from './dirt-labels.js';
import { type Draws, purposes } from './draws.js';
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
  /** How often each sequence has been counted on. */
  readonly counts: Map<string, number>;
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
  /** What the ids of its messages begin with. */
  readonly messagePrefix: string;
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

/** Plays visits: calls on the engine what an application would call, and writes down what it sends. */
export class VisitPlayer {
  readonly #ledger: UserLedger;
  readonly #values: Draws;
  #visit: Visit;
  #step = 0;
  #messages = 0;
  #referrer: string | undefined;
  #url: string | undefined;
  #campaign: EventRow['campaign'];
  #hasLanded = false;

  /** @param values a stream that is used for one visit after the other */
  constructor(ledger: UserLedger, values: Draws, visit: Visit) {
    this.#ledger = ledger;
    this.#values = values.become(visit.stream, purposes.values, 0);
    this.#visit = visit;
  }

  /** Plays the visit, and returns when it has ended. */
  play(): number {
    const { device, planned, startMs, crashAt, jumpAt, jumpMs } = this.#visit;
    let nowMs = startMs;
    let isFresh = true;
    this.#enter(nowMs);
    const { steps } = planned;
    for (let index = 0; index < steps.length; index++) {
      const step = steps[index];
      if (step === undefined) break;
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
      nowMs = this.#act(step.state, nowMs, step.isBoundary ? dirtBits.boundaryGap : 0, isFresh);
      isFresh = false;
    }
    nowMs += planned.lastMs;
    device.endVisit(nowMs);
    device.jumpedMs = 0;
    return nowMs;
  }

  #enter(nowMs: number): void {
    const { device, campaign } = this.#visit;
    device.beginVisit(nowMs);
    this.#referrer = campaign?.campaign.referrer;
    // A page tells of a campaign as long as its address does. An application has none: it tells once.
    this.#campaign = device.channel === 'mobile' ? campaign?.campaign : undefined;
  }

  /** @returns when it was, which is a millisecond later than asked if the user had to be identified first */
  #act(state: StatePlan, nowMs: number, bits: number, isFresh: boolean): number {
    const { device, person } = this.#visit;
    const { event } = state;
    let atMs = nowMs;
    let label = bits;
    if (device.channel === 'web' && event?.type === 'page') this.#turnPage(event, atMs, isFresh);
    if (state.identifies && device.tracker.userId !== person.userId) {
      device.isLoggedOut = false;
      device.tracker.identify(person.userId, device.timeMs(atMs));
      this.#send('identify', undefined, state, atMs, label);
      atMs += 1;
      label = 0;
    }
    if (event !== undefined) this.#send(event.type, event, state, atMs, label);
    if (state.logsOut) {
      device.tracker.reset(true, device.timeMs(atMs));
      device.isLoggedOut = true;
    }
    return atMs;
  }

  #turnPage({ addresses }: EventPlan, nowMs: number, isFresh: boolean): void {
    const { device, campaign } = this.#visit;
    if (!isFresh) device.navigate(nowMs);
    const address = addresses?.at(this.#values.at(this.#step * perStep + addressPosition));
    if (this.#hasLanded) this.#referrer = this.#url;
    const lands = !this.#hasLanded && campaign !== undefined;
    this.#hasLanded = true;
    device.page = address;
    this.#campaign = lands ? campaign.campaign : undefined;
    this.#url = lands && address !== undefined ? address.url + campaign.query : address?.url;
  }

  #send(type: EventRow['type'], event: EventPlan | undefined, state: StatePlan, nowMs: number, label: number): void {
    const { device, person, messagePrefix, bits, startMs, number, cohort, timeZone } = this.#visit;
    const { traits, channel } = device;
    const stamp = device.tracker.stamp(type, device.timeMs(nowMs));
    const wallMs = device.wallMs(nowMs);
    const leavesMs = leavesAt(channel, nowMs, startMs);
    const sentAtMs = device.wallMs(leavesMs);
    const receivedAtMs = leavesMs + traits.latencyMs;
    const allBits = bits | label | traits.dirtBits | device.taint;
    const properties = event === undefined ? nothing : (event.fixedProperties ?? this.#drawProperties(event));
    const row: EventRow = {
      messagePrefix,
      messageSuffix: suffixOf(this.#messages),
      type,
      name: event === undefined ? '' : event.name,
      anonymousId: device.anonymousId,
      userId: device.tracker.userId === '' ? undefined : device.tracker.userId,
      sessionId: stamp.sessionId,
      sessionStart: stamp.sessionStart,
      originalTimestampMs: wallMs,
      sentAtMs,
      receivedAtMs,
      timestampMs: wallMs + (receivedAtMs - sentAtMs),
      channel,
      url: this.#url,
      path: device.page?.path,
      referrer: channel === 'web' ? this.#referrer : undefined,
      campaign: this.#campaign,
      deviceId: traits.id,
      deviceKind: traits.kind,
      tab: device.tab,
      timeZone,
      properties,
      revenue: event?.revenueProperty === undefined ? undefined : numberOf(properties, event.revenueProperty),
      cohort,
      person: person.number,
      visit: number,
      state: state.name,
      isConversion: event?.isConversion === true,
      trueTimestampMs: nowMs,
      dirt: labelsOf(allBits),
    };
    this.#messages += 1;
    if (channel === 'mobile') this.#campaign = undefined;
    if (!traits.isFaulty) {
      this.#ledger.add(row, allBits);
      return;
    }
    for (const each of deliveredBy(device.sdk.rules, row)) this.#ledger.add(each, allBits);
  }

  #drawProperties({ properties }: EventPlan): EventRow['properties'] {
    return properties.map((property, index) => [property.name, this.#draw(property, this.#step * perStep + index)]);
  }

  #draw(property: PropertyPlan, at: number): string | number {
    switch (property.kind) {
      case 'text':
        return property.text;
      case 'number':
        return roundedTo(property.factor, Math.min(maximumAmount, sample(property.sampler, this.#values.at(at))));
      case 'choice':
        return property.chooser.pick(this.#values.at(at));
      case 'sequence': {
        const { counts, userId } = this.#visit.person;
        const count = (counts.get(property.prefix) ?? 0) + 1;
        counts.set(property.prefix, count);
        return `${property.prefix}-${userId}-${count}`;
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

const suffixes: string[] = [];

/** Twelve digits of a message's number within its visit. */
function suffixOf(number: number): string {
  for (let next = suffixes.length; next <= number; next++) suffixes.push(next.toString(16).padStart(12, '0'));
  return suffixes[number] ?? '';
}
