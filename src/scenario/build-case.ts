import type { Case, Expectation, Place } from '../record/case.js';
import {
  defaultClient,
  defaultDevice,
  defaultUrl,
  type JsonObject,
  mobileClient,
  type Step,
} from '../record/timeline.js';
import { addAll, type InputProblem } from '../spec/input-error.js';
import { parseIsoInstant } from '../spec/iso-date.js';
import type { Policy } from '../spec/policies.js';
import { showPath } from '../spec/schema-sentences.js';
import { timeZoneFault } from '../spec/time-zones.js';
import type { YamlPath } from '../spec/yaml-file.js';
import { formatDuration, maximumDurationMs } from '../time/duration.js';
import { type PlacedConfig, readAnyValue, readJson, resolveConfig } from './config.js';
import { isFault, namesIn, parseDuration, resolveDuration } from './durations.js';
import { type NamesSoFar, readExpectation } from './expectations.js';
import { OpenClients } from './open-clients.js';
import type { RawStep, ScenarioVariant } from './scenario-file.js';
import { isMisplaced, readAction, type WordedStep, wordOf } from './steps.js';
import { negative } from './wrong-durations.js';

const defaultStart = '2026-03-02T09:00:00.000Z';

/**
 * Builds the timeline of a variant and what is expected of it.
 * @param policy says how long `timeout` and `cutOff` are. Absent while a file is only being checked: the lengths that
 * depend on a policy are then not looked at, and the case is not for playing.
 * @param problems gets what is wrong; the case is then not for playing either
 */
export function buildCase(variant: ScenarioVariant, policy: Policy | undefined, problems: InputProblem[]): Case {
  const { document, yaml } = variant;
  const base: PlacedConfig[] = document.config === undefined ? [] : [{ raw: document.config, path: ['config'] }];
  const steps: Step[] = [];
  const places: Place[] = [];
  const expectations = new Map<number, Expectation>();
  const names: NamesSoFar = { steps: new Map(), labels: new Set(), requirements: document.requirements };
  const openClients = new OpenClients();
  // An application has no pages, and a phone no tabs.
  const isMobile = (policy?.platform ?? document.platform) === 'mobile';
  let inForce = resolveConfig(base, policy, yaml, problems);
  let totalMs = 0;

  const add = (client: string, action: Step['action'], place: Place): number => {
    places.push(place);
    return steps.push({ device: defaultDevice, client, action }) - 1;
  };

  for (const [position, raw] of document.steps.entries()) {
    const path: YamlPath = ['steps', position];
    const place = yaml.locate(path);
    const step = wordOf(raw);
    const client = step.beside.client ?? (isMobile ? mobileClient : defaultClient);
    if (step.word === 'load' && !openClients.has(client) && !isMobile) {
      add(client, { kind: 'open', url: document.url ?? defaultUrl }, place);
    }
    if (isMisplaced(step.word, document.platform)) {
      const message = `${JSON.stringify(step.word)} is no step of an application, and the scenario is for ${document.platform}`;
      problems.push({ place, message, allowed: 'only with platform: web' });
    }
    const fault = openClients.follow(step.word, client);
    if (fault !== undefined) problems.push({ place, message: fault });

    const action = readAction(step, {
      durationMs: () => {
        const durationMs = readDuration(step, path);
        totalMs += Math.abs(durationMs);
        return durationMs;
      },
      timeZone: () => {
        const zone = String(step.value);
        const fault = timeZoneFault(zone);
        if (fault !== undefined) problems.push({ place: yaml.locate([...path, step.word]), ...fault });
        return zone;
      },
      anyValue: () => readAnyValue(step.value, [...path, step.word], yaml, problems),
      data: (key) => readData(step.beside, key, path),
      config: () => {
        const own = step.beside.config;
        const layers = own === undefined ? base : [...base, { raw: own, path: [...path, 'config'] }];
        inForce = resolveConfig(layers, policy, yaml, problems);
        return inForce.config;
      },
    });
    const index = add(client, action, place);
    if (step.beside.expect !== undefined) {
      const expectation = readExpectation(step.beside.expect, index, names, [...path, 'expect'], yaml, problems);
      expectations.set(index, expectation);
    }
    if (step.beside.as !== undefined) nameStep(step.beside.as, index, path);
  }

  addAll(problems, badAddresses(steps, places));
  if (totalMs > maximumDurationMs) {
    problems.push({
      place: yaml.locateKey(['steps']),
      message: `the steps last ${formatDuration(totalMs)} together`,
      allowed: `at most ${formatDuration(maximumDurationMs)}`,
    });
  }
  return {
    id: variant.id,
    section: variant.section,
    title: document.title,
    platform: document.platform,
    requirements: document.requirements,
    given: document.given ?? {},
    timeline: { id: variant.id, startMs: readStart(), steps },
    expectations,
    places,
    place: yaml.locate([]),
  };

  function readDuration(step: WordedStep, path: YamlPath): number {
    const place = yaml.locate([...path, step.word]);
    const expression = parseDuration(String(step.value));
    const result = isFault(expression) ? expression : resolveDuration(expression, inForce.lengths, String(step.value));
    if (typeof result !== 'number') {
      problems.push({ place, ...result });
      return 0;
    }
    const isLiteral = !isFault(expression) && namesIn(expression).length === 0;
    if (result < 0 && step.word !== 'setClock' && (isLiteral || policy !== undefined)) {
      const because = isLiteral ? '' : `, which is ${formatDuration(result)} under the policy ${policy?.id}`;
      problems.push({ place, ...negative(showPath([...path, step.word]), String(step.value), because) });
    }
    return result;
  }

  function readData(beside: RawStep, key: 'properties' | 'traits' | 'context', path: YamlPath): JsonObject | undefined {
    if (beside[key] === undefined) return undefined;
    // The schema has accepted a map here.
    return readJson(beside[key], [...path, key], yaml, problems) as JsonObject;
  }

  function nameStep(name: string, index: number, path: YamlPath): void {
    if (names.steps.has(name)) {
      const message = `${showPath([...path, 'as'])} is ${JSON.stringify(name)}, the name of an earlier step`;
      problems.push({ place: yaml.locate([...path, 'as']), message });
    }
    names.steps.set(name, index);
  }

  function readStart(): number {
    const text = document.start ?? defaultStart;
    const startMs = parseIsoInstant(text);
    if (startMs === undefined) {
      const message = `start is ${JSON.stringify(text)}, which no calendar and clock show`;
      problems.push({ place: yaml.locate(['start']), message });
    }
    return startMs ?? 0;
  }
}

/** Pages of another site would not share what is stored, and an address that cannot be read is no page at all. */
function badAddresses(steps: readonly Step[], places: readonly Place[]): InputProblem[] {
  let origin: string | undefined;
  return steps.flatMap(({ action }, index): InputProblem[] => {
    if (action.kind !== 'open' && action.kind !== 'navigate') return [];
    const place = places[index];
    const problem = (message: string, allowed: string): InputProblem[] => [
      { ...(place === undefined ? {} : { place }), message, allowed },
    ];
    const url = URL.canParse(action.url, origin) ? new URL(action.url, origin) : undefined;
    if (url === undefined || !/^https?:$/.test(url.protocol)) {
      return problem(`the address ${JSON.stringify(action.url)} cannot be read`, 'such as https://shop.example/cart');
    }
    const another = origin !== undefined && url.origin !== origin;
    origin ??= url.origin;
    return another ? problem(`the address ${JSON.stringify(action.url)} is of another site`, `pages of ${origin}`) : [];
  });
}
