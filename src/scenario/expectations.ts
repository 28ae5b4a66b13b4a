import type { Expectation } from '../record/case.js';
import type { Json } from '../record/timeline.js';
import { didYouMean, type InputProblem } from '../spec/input-error.js';
import type { YamlFile, YamlPath } from '../spec/yaml-file.js';
import { readJson } from './config.js';
import type { RawExpectation } from './scenario-file.js';

/** What the steps so far have named. It grows while the steps of a scenario are read. */
export interface NamesSoFar {
  /** Index in the timeline, by the name that `as` gave. */
  readonly steps: Map<string, number>;
  /** Labels of sessions that a message has bound. */
  readonly labels: Set<string>;
  /** Those that the scenario names at its head. */
  readonly requirements: readonly string[];
}

/**
 * Reads what is expected of the step at `index` of the timeline, and binds the label of its session.
 * Names must have been given by an earlier step: a reader meets them in that order.
 */
export function readExpectation(
  raw: RawExpectation,
  index: number,
  names: NamesSoFar,
  path: YamlPath,
  yaml: YamlFile,
  problems: InputProblem[],
): Expectation {
  const { session, start, id, fields, visitor, returns, messages, logs, requirement, because } = raw;
  const known = ['none', ...names.labels];
  if (returns !== undefined && !known.includes(returns)) {
    const message = `no earlier step has the session ${JSON.stringify(returns)}${didYouMean(returns, known)}`;
    problems.push({ place: yaml.locate([...path, 'returns']), message, allowed: known.join(', ') });
  }
  if (requirement !== undefined && !names.requirements.includes(requirement)) {
    const message = `the scenario does not name ${JSON.stringify(requirement)}${didYouMean(requirement, names.requirements)}`;
    problems.push({ place: yaml.locate([...path, 'requirement']), message, allowed: names.requirements.join(', ') });
  }
  if (session !== undefined && session !== 'none' && session !== 'some') names.labels.add(session);
  return {
    ...(session === undefined ? {} : { session }),
    ...(start === undefined ? {} : { start: start === true ? 'true' : start }),
    ...(id === undefined ? {} : { id: readId(id, index, names, [...path, 'id'], yaml, problems) }),
    ...(fields === undefined ? {} : { fields: readFields(fields, [...path, 'fields'], yaml, problems) }),
    ...(visitor === undefined ? {} : { visitor }),
    ...(returns === undefined ? {} : { returns }),
    ...(messages === undefined ? {} : { messages }),
    ...(logs === undefined ? {} : { logs }),
    ...(requirement === undefined ? {} : { requirement }),
    ...(because === undefined ? {} : { because }),
  };
}

function readId(
  id: number | string,
  index: number,
  names: NamesSoFar,
  path: YamlPath,
  yaml: YamlFile,
  problems: InputProblem[],
): NonNullable<Expectation['id']> {
  if (typeof id === 'number') return id;
  const [, name = id, unitName] = /^(.+?)(?: in (seconds|either unit))?$/.exec(id) ?? [];
  const unit =
    unitName === undefined ? {} : { unit: unitName === 'seconds' ? ('seconds' as const) : ('either' as const) };
  if (name === 'now') return { wallClockOf: index, ...unit };
  const step = names.steps.get(name);
  if (step === undefined) {
    const known = ['now', ...names.steps.keys()];
    const message = `no earlier step is named ${JSON.stringify(name)}${didYouMean(name, known)}`;
    problems.push({ place: yaml.locate(path), message, allowed: `a number, ${known.join(', ')}` });
  }
  return { wallClockOf: step ?? index, ...unit };
}

function readFields(
  fields: Readonly<Record<string, unknown>>,
  path: YamlPath,
  yaml: YamlFile,
  problems: InputProblem[],
): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, readJson(value, [...path, key], yaml, problems)]),
  );
}
