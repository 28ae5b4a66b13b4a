import { showValue } from '../spec/input-error.js';
import type { YamlPath } from '../spec/yaml-file.js';
import { exit, type Journey, type JourneyEvent, type JourneyState, type Property } from './population.js';
import type { PopulationReader } from './population-reader.js';
import { readDistribution } from './read-distribution.js';

/** The journeys of a population file; what is wrong with them is told. */
export function readJourneys(reader: PopulationReader): Map<string, Journey> {
  return new Map(reader.keys(['journeys']).map((name) => [name, readJourney(reader, name)]));
}

function readJourney(reader: PopulationReader, name: string): Journey {
  const path = ['journeys', name];
  const names = reader.keys([...path, 'states']);
  if (names.includes(exit)) {
    const message = `a state is called ${showValue(exit)}, which is where a visit ends`;
    reader.fault([...path, 'states', exit], message, 'another name', true);
  }
  const states = new Map(names.map((state) => [state, readState(reader, [...path, 'states', state], state, names)]));
  const entry = reader.shares([...path, 'entry'], 'state', names);
  const journey = { name, entry, states };
  checkWays(reader, path, journey);
  return journey;
}

function readState(reader: PopulationReader, path: YamlPath, name: string, states: readonly string[]): JourneyState {
  return {
    name,
    event: reader.at([...path, 'event']) === undefined ? undefined : readEvent(reader, [...path, 'event']),
    identifies: reader.flag([...path, 'identifies']),
    logsOut: reader.flag([...path, 'logsOut']),
    dwell: readDistribution(reader, [...path, 'dwell'], 'duration'),
    leavesForBackground: reader.number([...path, 'leavesForBackground'], 0),
    opensTab: reader.number([...path, 'opensTab'], 0),
    next: reader.shares([...path, 'next'], 'state', [...states, exit]),
  };
}

function readEvent(reader: PopulationReader, path: YamlPath): JourneyEvent {
  const type = (['track', 'page', 'screen'] as const).find((word) => reader.text([...path, word]) !== undefined);
  const address = reader.text([...path, 'path']);
  const paths = reader.number([...path, 'paths'], 1);
  if (type === 'page' && address === undefined) {
    reader.fault(path, 'a page lacks the key "path"', 'a path such as /articles/{n}');
  }
  if (type !== 'page' && address !== undefined) {
    reader.fault([...path, 'path'], `a ${type ?? 'track'} has no path of its own`, 'path beside page', true);
  }
  if ((address?.includes('{n}') ?? false) !== (reader.at([...path, 'paths']) !== undefined)) {
    reader.fault(
      path,
      'a path with {n} and the number of its paths belong together',
      'path: /articles/{n}, paths: 200',
    );
  }
  const properties = reader
    .keys([...path, 'properties'])
    .map((name) => readProperty(reader, [...path, 'properties', name], name));
  return {
    type: type ?? 'track',
    name: type === undefined ? '' : (reader.text([...path, type]) ?? ''),
    path: address,
    paths,
    properties,
    conversion: readConversion(reader, path, properties),
  };
}

function readConversion(
  reader: PopulationReader,
  path: YamlPath,
  properties: readonly Property[],
): JourneyEvent['conversion'] {
  const conversion = reader.at([...path, 'conversion']);
  if (conversion === undefined || conversion === false) return undefined;
  const revenueProperty = reader.text([...path, 'conversion', 'revenue']);
  if (revenueProperty !== undefined) {
    const numbers = properties.filter(({ value }) => value.kind === 'number').map(({ name }) => name);
    reader.known(revenueProperty, 'number among the properties', numbers, [...path, 'conversion', 'revenue'], false);
  }
  return { revenueProperty };
}

function readProperty(reader: PopulationReader, path: YamlPath, name: string): Property {
  const value = reader.at(path);
  const decimals = reader.number([...path, 'decimals'], 0);
  if (typeof value === 'number') {
    return { name, value: { kind: 'number', distribution: { kind: 'constant', value }, decimals: 6 } };
  }
  if (typeof value === 'string') return { name, value: { kind: 'text', text: value } };
  if (reader.at([...path, 'choice']) !== undefined) {
    return { name, value: { kind: 'choice', shares: reader.shares([...path, 'choice'], 'choice') } };
  }
  const prefix = reader.text([...path, 'sequence']);
  if (prefix !== undefined) return { name, value: { kind: 'sequence', prefix } };
  const distribution = readDistribution(reader, [...path, 'number'], 'amount');
  return { name, value: { kind: 'number', distribution, decimals } };
}

/** Every state can be reached, and from every state a visit can end; of names that are wrong nobody can tell. */
function checkWays(reader: PopulationReader, path: YamlPath, { entry, states }: Journey): void {
  const named = [...entry.keys(), ...[...states.values()].flatMap(({ next }) => [...next.keys()])];
  if (named.some((name) => name !== exit && !states.has(name))) return;
  const reached = closure(entry.keys(), (name) => states.get(name)?.next.keys() ?? []);
  const before = new Map<string, string[]>();
  for (const { name, next } of states.values()) {
    for (const target of next.keys()) before.set(target, [...(before.get(target) ?? []), name]);
  }
  const ending = closure([exit], (name) => before.get(name) ?? []);
  for (const name of states.keys()) {
    const place = [...path, 'states', name];
    if (!reached.has(name)) {
      reader.fault(place, `the state ${showValue(name)} is never reached`, 'a state that entry or a next names', true);
    } else if (!ending.has(name)) {
      const message = `from the state ${showValue(name)} a visit can never end`;
      reader.fault(place, message, `a way to ${exit}`, true);
    }
  }
}

function closure(from: Iterable<string>, next: (name: string) => Iterable<string>): ReadonlySet<string> {
  const found = new Set(from);
  // A set goes on to what is added while it is walked through.
  for (const name of found) for (const following of next(name)) found.add(following);
  return found;
}

/** Whether a journey names a page, which only a web site has. */
export function hasPages({ states }: Journey): boolean {
  return [...states.values()].some(({ event }) => event?.type === 'page');
}
