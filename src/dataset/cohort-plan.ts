import { type Rules, rulesFor } from '../engine/rules.js';
import { understoodConfig } from '../engine/understood-config.js';
import type { LoadConfig, SessionConfig } from '../record/timeline.js';
import type { SdkFault } from './faults.js';
import { type JourneyPlan, planJourney } from './journey-plan.js';
import { type Campaign, type Cohort, direct, type Population } from './population.js';
import { Choice, Chooser, type Sampler, samplerOf } from './sampling.js';
import { ZoneClock } from './zone-clock.js';

/** The SDK on a device of a cohort: its rules, and what they make of what the application configures. */
export interface SdkPlan {
  readonly rules: Rules;
  readonly config: LoadConfig;
}

/** A cohort, ready to have its users made. */
export interface CohortPlan {
  readonly name: string;
  readonly cohort: Cohort;
  readonly channel: 'web' | 'mobile';
  readonly sdk: SdkPlan;
  readonly faultySdk: SdkPlan | undefined;
  /** As a correct SDK understands the configuration. */
  readonly timeoutMs: number;
  /** Whether only a return to the foreground, and no event, finds that a session is over. */
  readonly looksInForeground: boolean;
  readonly journeys: Chooser<JourneyPlan>;
  readonly visitsPerDay: Sampler;
  readonly hours: Choice;
  /** By how much a weekday has more visits than the average one, Sunday first. */
  readonly weekdays: readonly number[];
  readonly zones: Chooser<ZoneClock>;
  readonly devices: Chooser<number>;
  readonly deviceKinds: Chooser<string>;
  readonly acquisition: Chooser<CampaignPlan | undefined>;
  readonly arrivals: Choice;
}

export interface CampaignPlan {
  readonly campaign: Campaign;
  /** What the address of a landing page ends with. */
  readonly query: string;
}

export interface PopulationPlan {
  readonly population: Population;
  readonly days: number;
  readonly cohorts: Chooser<CohortPlan>;
}

/** All faults there are take longer to load than the rest of what makes users, and few populations have one. */
export type FaultOf = (id: string) => SdkFault;

const dayMs = 86_400_000;

/** @param faultOf what an SDK with a fault of this id does; wanted only for populations that have one */
export function planPopulation(population: Population, days: number, faultOf: FaultOf = noFault): PopulationPlan {
  const journeys = new Map(
    [...population.journeys].map(([name, journey]) => [name, planJourney(journey, population.origin)]),
  );
  const zones = new Map<string, ZoneClock>();
  const zoneOf = (name: string): ZoneClock => {
    const zone = zones.get(name) ?? new ZoneClock(name, population.startMs, population.startMs + days * dayMs);
    zones.set(name, zone);
    return zone;
  };
  const plans = new Map(
    population.cohorts.map((cohort) => [cohort.name, planCohort(cohort, population, days, journeys, zoneOf, faultOf)]),
  );
  const shares = new Map(population.cohorts.map(({ name, share }) => [name, share]));
  return { population, days, cohorts: new Chooser(shares, (name) => known(plans, name)) };
}

function planCohort(
  cohort: Cohort,
  population: Population,
  days: number,
  journeys: ReadonlyMap<string, JourneyPlan>,
  zoneOf: (name: string) => ZoneClock,
  faultOf: FaultOf,
): CohortPlan {
  const { policy, edition } = cohort;
  const config = understoodConfig(configOf(cohort), policy);
  const rules = rulesFor(policy, edition);
  const { id: fault } = population.dirt.fault;
  const campaigns = new Map([...population.campaigns].map(([name, campaign]) => [name, planCampaign(campaign)]));
  const weight = cohort.weekdays.reduce((sum, each) => sum + each, 0);
  const [monday = 1, tuesday = 1, wednesday = 1, thursday = 1, friday = 1, saturday = 1, sunday = 1] = cohort.weekdays;
  return {
    name: cohort.name,
    cohort,
    channel: policy.platform,
    sdk: prepared(rules, config),
    faultySdk: fault === undefined ? undefined : prepared(faultOf(fault).apply(rules, policy), config),
    timeoutMs: rules.readSettings(config).timeoutMs,
    looksInForeground: rules.expiryCheck === 'foreground',
    journeys: new Chooser(cohort.journeys, (name) => known(journeys, name)),
    visitsPerDay: samplerOf(cohort.visitsPerDay),
    hours: new Choice(cohort.hours),
    weekdays: [sunday, monday, tuesday, wednesday, thursday, friday, saturday].map((each) => (each * 7) / weight),
    zones: new Chooser(cohort.timeZones, zoneOf),
    devices: new Chooser(cohort.devices, Number),
    deviceKinds: new Chooser(cohort.deviceKinds, (kind) => kind),
    acquisition: new Chooser(cohort.acquisition, (name) => (name === direct ? undefined : known(campaigns, name))),
    arrivals: new Choice(Array.from({ length: days }, (_, day) => (1 + cohort.growthPerDay) ** day)),
  };
}

function noFault(id: string): never {
  throw new Error(`nobody has said what the fault ${id} does`);
}

/** What the application passes to the SDK. */
function configOf({ timeoutMs, cutOffMs }: Cohort): LoadConfig {
  const sessions: SessionConfig = {
    ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
    ...(cutOffMs === undefined ? {} : { cutOff: { enabled: true, duration: cutOffMs } }),
  };
  return { sessions };
}

/** Each page loads the SDK, and all of them with the same configuration: it is read once. */
function prepared(rules: Rules, config: LoadConfig): SdkPlan {
  const settings = rules.readSettings(config);
  return { rules: { ...rules, readSettings: () => settings }, config };
}

function planCampaign(campaign: Campaign): CampaignPlan {
  return { campaign, query: `?${new URLSearchParams({ ...campaign.utm }).toString()}` };
}

function known<Thing>(things: ReadonlyMap<string, Thing>, name: string): Thing {
  const thing = things.get(name);
  if (thing === undefined) throw new Error(`the population has nothing that is called ${name}`);
  return thing;
}
