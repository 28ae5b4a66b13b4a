import { listPolicies, loadPolicy, type Policy } from '../spec/policies.js';
import { editionOf } from '../spec/requirements.js';
import { timeZoneFault } from '../spec/time-zones.js';
import type { YamlPath } from '../spec/yaml-file.js';
import { type Cohort, direct, type Journey, type Shares } from './population.js';
import type { PopulationReader } from './population-reader.js';
import { readDistribution, readDuration } from './read-distribution.js';
import { hasPages } from './read-journeys.js';

export const deviceKinds = ['desktop', 'phone', 'tablet'] as const;

/** More than a person carries about. */
const maximumDevices = 10;

/** The cohorts of a population file; what is wrong with them is told. */
export function readCohorts(
  reader: PopulationReader,
  journeys: ReadonlyMap<string, Journey>,
  campaigns: readonly string[],
): Cohort[] {
  return reader.keys(['cohorts']).flatMap((name) => readCohort(reader, name, journeys, campaigns) ?? []);
}

/** Nothing of a cohort whose policy does not exist, which is told. */
function readCohort(
  reader: PopulationReader,
  name: string,
  journeys: ReadonlyMap<string, Journey>,
  campaigns: readonly string[],
): Cohort | undefined {
  const path = ['cohorts', name];
  const below = (key: string): YamlPath => [...path, key];
  const isGiven = (key: string): boolean => reader.at(below(key)) !== undefined;
  const policy = readPolicy(reader, below('policy'));
  const made = reader.shares(below('journeys'), 'journey', [...journeys.keys()]);
  checkPages(reader, below('journeys'), policy, made, journeys);
  if (reader.number(below('growthPerDay'), 0) !== 0 && reader.number(below('newcomers'), 0) === 0) {
    reader.fault(below('growthPerDay'), 'nobody arrives, so nothing can grow', 'newcomers of more than 0', true);
  }
  const cohort: Omit<Cohort, 'policy' | 'edition'> = {
    name,
    share: reader.number(below('share'), 1),
    timeoutMs: isGiven('timeout') ? readDuration(reader, below('timeout')) : undefined,
    cutOffMs: isGiven('cutOff') ? readDuration(reader, below('cutOff')) : undefined,
    journeys: made,
    visitsPerDay: readDistribution(reader, below('visitsPerDay'), 'amount'),
    hours: readRhythm(reader, below('hours'), 24),
    weekdays: readRhythm(reader, below('weekdays'), 7),
    timeZones: readTimeZones(reader, below('timeZones')),
    devices: readDevices(reader, below('devices')),
    deviceKinds: isGiven('deviceKinds')
      ? reader.shares(below('deviceKinds'), 'kind of device', deviceKinds)
      : new Map([[policy?.platform === 'web' ? 'desktop' : 'phone', 1]]),
    acquisition: isGiven('acquisition')
      ? reader.shares(below('acquisition'), 'campaign', [...campaigns, direct])
      : new Map([[direct, 1]]),
    newcomers: reader.number(below('newcomers'), 0),
    growthPerDay: reader.number(below('growthPerDay'), 0),
    churnPerDay: reader.number(below('churnPerDay'), 0),
    returnPerDay: reader.number(below('returnPerDay'), 0),
    anotherUser: reader.number(below('anotherUser'), 0),
  };
  return policy === undefined ? undefined : { ...cohort, policy, edition: editionOf(policy.id) };
}

function readPolicy(reader: PopulationReader, path: YamlPath): Policy | undefined {
  const id = reader.text(path) ?? '';
  const policies = listPolicies();
  if (policies.includes(id)) return loadPolicy(id);
  if (id !== '') reader.known(id, 'policy', policies, path, false);
  return undefined;
}

/** A page is at an address, and an application has none. */
function checkPages(
  reader: PopulationReader,
  path: YamlPath,
  policy: Policy | undefined,
  made: Shares,
  journeys: ReadonlyMap<string, Journey>,
): void {
  if (policy?.platform !== 'mobile') return;
  for (const name of made.keys()) {
    const journey = journeys.get(name);
    if (journey === undefined || !hasPages(journey)) continue;
    const message = `the journey ${JSON.stringify(name)} has pages, and the policy ${policy.id} is of an application`;
    reader.fault(path, message, 'journeys of screens and tracks');
  }
}

function readRhythm(reader: PopulationReader, path: YamlPath, length: number): number[] {
  const value = reader.at(path);
  const flat = new Array<number>(length).fill(1);
  if (!Array.isArray(value)) return flat;
  const weights = flat.map((_, index) => reader.number([...path, index], 0));
  if (weights.every((weight) => weight === 0)) reader.fault(path, 'all weights are 0', 'one at least that is more');
  return weights;
}

function readTimeZones(reader: PopulationReader, path: YamlPath): Shares {
  const zones = reader.shares(path, 'time zone');
  const isAlone = typeof reader.at(path) === 'string';
  for (const zone of zones.keys()) {
    const fault = timeZoneFault(zone);
    if (fault !== undefined) reader.fault(isAlone ? path : [...path, zone], fault.message, fault.allowed, !isAlone);
  }
  return zones;
}

function readDevices(reader: PopulationReader, path: YamlPath): Shares {
  const shares = reader.shares(path, 'number of devices');
  for (const count of shares.keys()) {
    if (/^\d+$/.test(count) && Number(count) >= 1 && Number(count) <= maximumDevices) continue;
    const allowed = `a whole number from 1 to ${maximumDevices}`;
    reader.fault([...path, count], `${JSON.stringify(count)} is no number of devices`, allowed, true);
  }
  return shares.size === 0 ? new Map([['1', 1]]) : shares;
}
