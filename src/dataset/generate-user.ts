import { type CohortPlan, type FaultOf, type PopulationPlan, planPopulation } from './cohort-plan.js';
import { Delivery } from './delivery.js';
import { dirtBits } from './dirt-labels.js';
import { Draws, purposes } from './draws.js';
import type { Dirt, Population } from './population.js';
import {
  type EventRow,
  firstGuest,
  type GenerateOptions,
  type GenerateUser,
  type RowsWanted,
  type UserData,
  type UserRow,
} from './rows.js';
import { type Sampler, sampleMs, samplerOf } from './sampling.js';
import { SyntheticDevice } from './synthetic-device.js';
import { UserLedger } from './user-ledger.js';
import { firstVisitOf, userRow, visitRow } from './user-rows.js';
import { type Person, type Visit, VisitPlayer } from './visit-player.js';
import { type PlannedVisit, scheduleVisits } from './visit-schedule.js';
import { fetchAll, plantBoundaries, VisitSteps, type VisitStreams, walk } from './visit-steps.js';

/** Positions in the stream of a person, and in that of a visit. */
const ofPerson = { cohort: 0, zone: 1, devices: 2, arrives: 3, arrivalDay: 4, isBot: 5, isShared: 6 } as const;
const ofVisit = { journey: 0, device: 1, campaign: 2, guest: 3, another: 4 } as const;
const ofAccident = { happens: 0, where: 1, offset: 2 } as const;

const dayMs = 86_400_000;
const nothingTold: readonly EventRow[] = [];
const everything: RowsWanted = { onlyEvents: false, oneAtATime: false };
/** How often a device that two people share is used by the other one; an assumption. */
const guestShare = 0.5;

/**
 * Prepares a population for its users to be made. Each user has streams of randomness of its own, one for each purpose,
 * and each visit again, so that users can be made in any order and a changed option moves only what depends on it.
 * @param faultOf what the faults of SDKs do, for a population that has one
 */
export function userGenerator(
  population: Population,
  { seed, days }: GenerateOptions,
  wanted: RowsWanted = everything,
  faultOf?: FaultOf,
): GenerateUser {
  const generator = new Generator(planPopulation(population, days, faultOf), seed, wanted);
  return (user) => generator.user(user);
}

class Generator {
  readonly #plan: PopulationPlan;
  readonly #dirt: Dirt;
  readonly #delivery: Delivery;
  readonly #skew: Sampler;
  readonly #jump: Sampler;
  readonly #fetched: Sampler;
  readonly #seed: number;
  readonly #root: Draws;
  readonly #groups = new Map<number, string>();
  readonly #ofDevices: string[] = [];
  readonly #endMs: number;
  readonly #streams: VisitStreams = {
    steps: new VisitSteps(),
    way: new Draws(0),
    dwell: new Draws(0),
    away: new Draws(0),
  };
  readonly #ledger: UserLedger;
  readonly #player: VisitPlayer;
  readonly #visit = new Draws(0);
  readonly #accident = new Draws(0);

  constructor(plan: PopulationPlan, seed: number, wanted: RowsWanted) {
    this.#plan = plan;
    this.#ledger = new UserLedger(wanted);
    this.#player = new VisitPlayer(this.#ledger);
    this.#dirt = plan.population.dirt;
    this.#delivery = new Delivery(this.#dirt);
    this.#skew = samplerOf(this.#dirt.skewedClock.offset);
    this.#jump = samplerOf(this.#dirt.jumpingClock.offset);
    this.#fetched = samplerOf(this.#dirt.bots.eventsPerVisit);
    this.#seed = seed;
    this.#root = new Draws(seed);
    // The last day ends at another time in each time zone.
    this.#endMs = plan.population.startMs + (plan.days + 1) * dayMs;
  }

  user(number: number): UserData {
    const stream = this.#root.split(purposes.user, number);
    const person = stream.split(purposes.person, 0);
    const plan = this.#plan.cohorts.pick(person.at(ofPerson.cohort));
    const zone = plan.zones.pick(person.at(ofPerson.zone));
    const isBot = person.at(ofPerson.isBot) < this.#dirt.bots.share;
    const { visits, arrivedMs, churnedMs } = scheduleVisits(
      plan,
      this.#plan.population.startMs,
      this.#plan.days,
      stream,
      {
        arrives: person.at(ofPerson.arrives),
        arrivalDay: person.at(ofPerson.arrivalDay),
        zone,
        isBot,
      },
    );
    const digits = String(number).padStart(7, '0');
    const idPrefix = `${hex(number >>> 0, 8)}-`;
    const devices = this.#devices(idPrefix, digits, stream, person, plan);
    const visitPrefix = `v${digits}-`;
    const self: Person = { number, userId: `u${digits}`, visitPrefix, counts: undefined };
    const other: Person = { number: firstGuest + number, userId: `g${digits}`, visitPrefix, counts: undefined };
    const ledger = this.#ledger;
    ledger.beginUser();
    let freeFromMs = Number.NEGATIVE_INFINITY;
    const owned: Owned = { devices, self, other, isBot, zone: zone.zone, idPrefix };
    for (let index = 0; index < visits.length; index++) {
      const planned = visits[index] as PlannedVisit;
      // One person does one thing at a time: a visit that was planned during another begins when that one has ended.
      const startMs = Math.max(planned.startMs, freeFromMs);
      // What the dataset has no room for any more is not made.
      if (startMs > this.#endMs) break;
      const made = this.#prepare(index, startMs, planned, stream, plan, owned);
      freeFromMs = this.#play(made.visit, made.journey) + 1;
    }
    ledger.endUser();
    const hasGuest = ledger.visits.some(({ person: visitor }) => visitor === other.number);
    const shared = { cohort: plan.name, timeZone: zone.zone, devices: devices.length, isBot };
    const told = ledger.hasVisits ? ledger.events : nothingTold;
    const rowOf = (one: Person, firstMs: number, lastMs: number | undefined): UserRow =>
      userRow(one, told, shared, firstMs, lastMs);
    return {
      user: rowOf(self, arrivedMs, churnedMs),
      guest: hasGuest ? rowOf(other, firstVisitOf(other, ledger.visits), undefined) : undefined,
      visits: ledger.visits,
      sessions: ledger.sessions,
      visitSessions: ledger.visitSessions,
      events: ledger.events,
      lost: ledger.lost,
    };
  }

  #devices(idPrefix: string, digits: string, stream: Draws, person: Draws, plan: CohortPlan): SyntheticDevice[] {
    const { skewedClock, fault, sharedDevice } = this.#dirt;
    const sharesFirst = person.at(ofPerson.isShared) < sharedDevice.share;
    const count = plan.devices.pick(person.at(ofPerson.devices));
    const devices: SyntheticDevice[] = [];
    for (let index = 0; index < count; index++) {
      const isSkewed =
        skewedClock.share > 0 && this.#draw(stream, purposes.skew, index, ofAccident.happens) < skewedClock.share;
      const isFaulty = fault.share > 0 && this.#draw(stream, purposes.fault, index, ofAccident.happens) < fault.share;
      const isShared = sharesFirst && index === 0;
      const offset = isSkewed ? this.#draw(stream, purposes.skew, index, ofAccident.offset) : 0;
      const traits = {
        id: `d${digits}-${index + 1}`,
        anonymousPrefix: idPrefix + this.#anonymousGroups(index),
        kind: plan.deviceKinds.pick(this.#draw(stream, purposes.device, index, 0)),
        skewMs: isSkewed ? sampleMs(this.#skew, offset) : 0,
        latencyMs: 20 + Math.floor(this.#draw(stream, purposes.device, index, 1) * 200),
        isFaulty,
        isShared,
        dirtBits:
          (isSkewed ? dirtBits.skewedClock : 0) |
          (isFaulty ? dirtBits.faultySdk : 0) |
          (isShared ? dirtBits.sharedDevice : 0),
      };
      devices.push(new SyntheticDevice(traits, plan));
    }
    return devices;
  }

  /** One number of a stream of which hardly any other is asked for. */
  #draw(parent: Draws, purpose: number, index: number, position: number): number {
    return this.#accident.become(parent, purpose, index).at(position);
  }

  #prepare(
    number: number,
    startMs: number,
    planned: PlannedVisit,
    parent: Draws,
    plan: CohortPlan,
    owned: Owned,
  ): { readonly visit: Visit; readonly journey: string } {
    const stream = this.#visit.become(parent, purposes.visit, planned.key);
    const { devices, self, other, isBot } = owned;
    const journey = plan.journeys.pick(stream.at(ofVisit.journey));
    const device = devices[Math.floor(stream.at(ofVisit.device) * devices.length)] as SyntheticDevice;
    const steps = isBot
      ? fetchAll(journey, stream, this.#streams, this.#fetched)
      : walk(journey, stream, this.#streams);
    const { boundaryGaps, crashes, jumpingClock } = this.#dirt;
    if (boundaryGaps.share > 0 && !isBot) {
      plantBoundaries(steps, stream, this.#accident, {
        share: boundaryGaps.share,
        timeoutMs: plan.timeoutMs,
        inForeground: !plan.looksInForeground,
      });
    }
    const crashAt = this.#accidentAt(purposes.crash, crashes.share, steps.count);
    const jumpAt = this.#accidentAt(purposes.jump, jumpingClock.share, steps.count);
    const jumpMs = jumpAt < 0 ? 0 : sampleMs(this.#jump, this.#accident.at(ofAccident.offset));
    if (startMs - device.lastMs > plan.timeoutMs + device.taintedForMs) {
      device.taint = 0;
      device.taintedForMs = 0;
    }
    const isGuests =
      (device.traits.isShared && stream.at(ofVisit.guest) < guestShare) ||
      (device.isLoggedOut && stream.at(ofVisit.another) < plan.cohort.anotherUser);
    return {
      journey: journey.name,
      visit: {
        number,
        person: isGuests ? other : self,
        device,
        cohort: plan.name,
        timeZone: owned.zone,
        campaign: plan.acquisition.pick(stream.at(ofVisit.campaign)),
        startMs,
        planned: steps,
        stream,
        messagePrefix: owned.idPrefix,
        messageGroups: this.#idGroups(planned.key),
        crashAt,
        jumpAt,
        jumpMs,
        bits: isBot ? dirtBits.bot : 0,
      },
    };
  }

  /** Before which step of a visit something goes wrong, never the first; -1 if it does not. */
  #accidentAt(purpose: number, share: number, steps: number): number {
    if (share === 0 || steps < 2) return -1;
    const accident = this.#accident.become(this.#visit, purpose, 0);
    if (accident.at(ofAccident.happens) >= share) return -1;
    return 1 + Math.floor(accident.at(ofAccident.where) * (steps - 1));
  }

  /** @returns when the visit has ended */
  #play(visit: Visit, journey: string): number {
    const ledger = this.#ledger;
    const row = ledger.hasVisits ? visitRow(visit, journey) : undefined;
    ledger.beginVisit(row, visit.device);
    const endMs = this.#player.play(visit);
    if (row !== undefined) row.endMs = endMs;
    this.#delivery.spoil(ledger, visit.stream);
    return endMs;
  }

  /**
   * The second to the fourth group of an id that looks like those of SDKs, of which the first is the number of the user:
   * another number of the user's, and the seed. They are the same for all users, and are written once.
   */
  #idGroups(number: number): string {
    const existing = this.#groups.get(number);
    if (existing !== undefined) return existing;
    const made = `${hex((number >>> 12) & 0xffff, 4)}-4${hex(number & 0xfff, 3)}-8${hex(this.#seed & 0xfff, 3)}-`;
    this.#groups.set(number, made);
    return made;
  }

  /** The same groups of the anonymous ids of a device. */
  #anonymousGroups(device: number): string {
    const existing = this.#ofDevices[device];
    if (existing !== undefined) return existing;
    const made = this.#idGroups(device).replace('-8', '-9');
    this.#ofDevices[device] = made;
    return made;
  }
}

/** What belongs to one user. */
interface Owned {
  readonly devices: readonly SyntheticDevice[];
  readonly self: Person;
  readonly other: Person;
  readonly isBot: boolean;
  readonly zone: string;
  readonly idPrefix: string;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
