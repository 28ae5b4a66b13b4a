import { didYouMean, InputError, type InputProblem, throwProblems } from '../spec/input-error.js';
import { readYamlFile } from '../spec/read-yaml-file.js';
import { validateAgainst } from '../spec/schemas.js';
import { parseYaml, type YamlFile } from '../spec/yaml-file.js';
import { listSdkFaults } from './faults.js';
import { type Campaign, type Dirt, type Distribution, direct, type Population } from './population.js';
import { populationId } from './population-files.js';
import { PopulationReader } from './population-reader.js';
import { readCohorts } from './read-cohorts.js';
import { readDistribution } from './read-distribution.js';
import { readJourneys } from './read-journeys.js';

/**
 * Reads and checks a population.
 * @throws InputError with all that is wrong with the file
 */
export function readPopulation(file: string): Population {
  const problems: InputProblem[] = [];
  return populationIn(readYamlFile(file, problems), file, problems);
}

/**
 * Reads the text of a population as if it stood in the file.
 * @throws InputError with all that is wrong with it
 */
export function readPopulationText(text: string, file: string): Population {
  const problems: InputProblem[] = [];
  return populationIn(parseYaml(text, file, problems), file, problems);
}

function populationIn(yaml: YamlFile | undefined, file: string, problems: InputProblem[]): Population {
  if (yaml === undefined) throw new InputError(problems);
  problems.push(...validateAgainst('population', yaml));
  const reader = new PopulationReader(yaml, problems);
  const campaigns = readCampaigns(reader);
  const journeys = readJourneys(reader);
  const population: Population = {
    id: populationId(file),
    title: reader.text(['title']) ?? '',
    question: reader.text(['question']) ?? '',
    startMs: readStart(reader),
    currency: reader.text(['currency']) ?? '',
    origin: reader.text(['origin']) ?? '',
    campaigns,
    journeys,
    cohorts: readCohorts(reader, journeys, [...campaigns.keys()]),
    dirt: readDirt(reader),
  };
  throwProblems(problems);
  return population;
}

function readStart(reader: PopulationReader): number {
  const text = reader.text(['start']) ?? '';
  const startMs = Date.parse(`${text}T00:00:00.000Z`);
  // A day that no month has is taken for one of the next month.
  const isDate = !Number.isNaN(startMs) && new Date(startMs).toISOString().startsWith(text);
  if (!isDate) reader.wrongValue(['start'], 'a date such as 2026-03-02');
  return startMs;
}

function readCampaigns(reader: PopulationReader): Map<string, Campaign> {
  const names = reader.keys(['campaigns']);
  if (names.includes(direct)) {
    const message = `a campaign is called ${JSON.stringify(direct)}, which is what visits without a campaign are`;
    reader.fault(['campaigns', direct], message, 'another name', true);
  }
  return new Map(
    names.map((name) => {
      const path = ['campaigns', name, 'utm'];
      const utm = Object.fromEntries(reader.keys(path).map((key) => [key, reader.text([...path, key]) ?? '']));
      return [name, { name, utm, referrer: reader.text(['campaigns', name, 'referrer']) }];
    }),
  );
}

function readDirt(reader: PopulationReader): Dirt {
  const share = (dial: string): { readonly share: number } => ({ share: reader.number(['dirt', dial, 'share'], 0) });
  const drawn = (dial: string, key: string, quantity: Parameters<typeof readDistribution>[2]): Distribution =>
    readDistribution(reader, ['dirt', dial, key], quantity);
  const id = reader.text(['dirt', 'fault', 'id']);
  const faults = listSdkFaults();
  if (id !== undefined && !faults.includes(id)) {
    const message = `unknown quirk or mutant ${JSON.stringify(id)}${didYouMean(id, faults)}`;
    reader.fault(['dirt', 'fault', 'id'], message, 'the id of a fault that lapse mutants seeds, or of a quirk');
  }
  return {
    late: { ...share('late'), delay: drawn('late', 'delay', 'duration') },
    duplicated: { ...share('duplicated'), delay: drawn('duplicated', 'delay', 'duration') },
    reordered: share('reordered'),
    skewedClock: { ...share('skewedClock'), offset: drawn('skewedClock', 'offset', 'offset') },
    jumpingClock: { ...share('jumpingClock'), offset: drawn('jumpingClock', 'offset', 'offset') },
    bots: { ...share('bots'), eventsPerVisit: drawn('bots', 'eventsPerVisit', 'amount') },
    lost: share('lost'),
    missingId: share('missingId'),
    crashes: share('crashes'),
    sharedDevice: share('sharedDevice'),
    fault: { ...share('fault'), id },
    boundaryGaps: share('boundaryGaps'),
  };
}
