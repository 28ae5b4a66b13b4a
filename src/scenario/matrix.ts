import { didYouMean, type InputProblem, showValue } from '../spec/input-error.js';
import { noteMadeOf } from '../spec/schemas.js';
import type { YamlFile, YamlPath } from '../spec/yaml-file.js';

/** One combination of a matrix's values. */
export interface Expansion {
  /** `/key=value` for each dimension; empty without a matrix. */
  readonly suffix: string;
  /** The file with the values filled in and without its matrix; places are those of the file as written. */
  readonly yaml: YamlFile;
}

/** More combinations than this are a mistake, or should be a fuzz. */
const maximumCombinations = 1_000;

type Combination = ReadonlyMap<string, { readonly value: unknown; readonly name: string }>;

/**
 * Plays out the matrix of a scenario: `${key}` is replaced everywhere, in keys as in texts. A text that is nothing but
 * `${key}` becomes the value itself, so that numbers stay numbers.
 * @returns nothing when the matrix is wrong; the problems then say why
 */
export function expandMatrix(yaml: YamlFile, problems: InputProblem[]): Expansion[] {
  const top = yaml.value;
  if (!isRecord(top)) {
    problems.push({
      place: yaml.locate([]),
      message: `the file is ${showValue(top)}`,
      allowed: 'a map of keys and values',
    });
    return [];
  }
  const { matrix, ...rest } = top;
  const before = problems.length;
  const dimensions = matrix === undefined ? [] : readDimensions(matrix, yaml, problems);
  checkUse(rest, dimensions, yaml, problems);
  if (problems.length > before) return [];
  const count = dimensions.reduce((product, { values }) => product * values.size, 1);
  if (count > maximumCombinations) {
    const message = `the matrix has ${count} combinations`;
    problems.push({ place: yaml.locateKey(['matrix']), message, allowed: `at most ${maximumCombinations}` });
    return [];
  }
  let combinations: Combination[] = [new Map()];
  for (const { key, values } of dimensions) {
    combinations = combinations.flatMap((combination) =>
      [...values].map(([name, value]) => new Map([...combination, [key, { value, name }]])),
    );
  }
  return combinations.map((combination) => ({
    suffix: [...combination].map(([key, { name }]) => `/${key}=${name}`).join(''),
    yaml: fillIn(yaml, rest, combination),
  }));
}

interface Dimension {
  readonly key: string;
  /** By the name that stands in the identity. */
  readonly values: ReadonlyMap<string, unknown>;
}

function readDimensions(matrix: unknown, yaml: YamlFile, problems: InputProblem[]): Dimension[] {
  if (!isRecord(matrix) || Object.keys(matrix).length === 0) {
    problems.push({
      place: yaml.locate(['matrix']),
      message: `matrix is ${showValue(matrix)}`,
      allowed: 'a map of names to lists',
    });
    return [];
  }
  return Object.entries(matrix).map(([key, list]) => {
    const path = ['matrix', key];
    if (!/^[A-Za-z][A-Za-z0-9]*$/.test(key)) {
      const message = `${JSON.stringify(key)} cannot name a dimension of the matrix`;
      problems.push({ place: yaml.locateKey(path), message, allowed: 'letters and digits' });
    }
    if (!Array.isArray(list) || list.length === 0) {
      const message = `matrix.${key} is ${showValue(list)}`;
      problems.push({ place: yaml.locate(path), message, allowed: 'a list of at least one value' });
      return { key, values: new Map() };
    }
    const values = new Map<string, unknown>();
    for (const [index, value] of list.entries()) {
      const name = nameOf(value);
      if (values.has(name)) {
        const message = `matrix.${key} has two values that are called ${JSON.stringify(name)}`;
        problems.push({ place: yaml.locate([...path, index]), message });
      }
      values.set(name, value);
    }
    return { key, values };
  });
}

/** A value as it stands in an identity: without spaces and slashes. */
function nameOf(value: unknown): string {
  const bare: unknown = isRecord(value) && 'literal' in value ? value.literal : value;
  const text = typeof bare === 'string' || typeof bare === 'number' ? String(bare) : JSON.stringify(bare);
  return text === '' ? 'empty' : text.replace(/ ([+*-]) /g, '$1').replace(/[\s/]+/g, '-');
}

const reference = /\$\{([^}]*)\}/g;

/** Every `${…}` must name a dimension, and every dimension must be used: else all its cases were the same. */
function checkUse(value: unknown, dimensions: readonly Dimension[], yaml: YamlFile, problems: InputProblem[]): void {
  const keys = dimensions.map(({ key }) => key);
  const unused = new Set(keys);
  visitTexts(value, [], (text, path, isKey) => {
    for (const [, key = ''] of text.matchAll(reference)) {
      unused.delete(key);
      if (keys.includes(key)) continue;
      const place = isKey ? yaml.locateKey(path) : yaml.locate(path);
      const message = `\${${key}} names no dimension of the matrix${didYouMean(key, keys)}`;
      problems.push({ place, message, ...(keys.length > 0 ? { allowed: keys.join(', ') } : {}) });
    }
  });
  for (const key of unused) {
    const message = `\${${key}} is used nowhere, so its values make no difference`;
    problems.push({ place: yaml.locateKey(['matrix', key]), message });
  }
}

function visitTexts(
  value: unknown,
  path: YamlPath,
  visit: (text: string, path: YamlPath, isKey: boolean) => void,
): void {
  if (typeof value === 'string') visit(value, path, false);
  if (Array.isArray(value)) for (const [index, entry] of value.entries()) visitTexts(entry, [...path, index], visit);
  if (!isRecord(value)) return;
  for (const [key, entry] of Object.entries(value)) {
    visit(key, [...path, key], true);
    visitTexts(entry, [...path, key], visit);
  }
}

function fillIn(yaml: YamlFile, value: Record<string, unknown>, combination: Combination): YamlFile {
  if (combination.size === 0) return yaml;
  const textOf = (text: string): string =>
    text.replace(reference, (_, key: string) => {
      const filled = combination.get(key);
      return typeof filled?.value === 'string' ? filled.value : (filled?.name ?? '');
    });
  const fill = (part: unknown): unknown => {
    if (typeof part === 'string') {
      const whole = /^\$\{([^}]*)\}$/.exec(part)?.[1];
      return whole === undefined ? textOf(part) : combination.get(whole)?.value;
    }
    if (Array.isArray(part)) return part.map(fill);
    if (!isRecord(part)) return part;
    return Object.fromEntries(Object.entries(part).map(([key, entry]) => [textOf(key), fill(entry)]));
  };
  /** The path in the file as written: keys may have been filled in. */
  const asWritten = (path: YamlPath): YamlPath => {
    let holder: unknown = value;
    return path.map((segment) => {
      const key = isRecord(holder) ? Object.keys(holder).find((name) => textOf(name) === segment) : undefined;
      const written = key ?? segment;
      holder = typeof holder === 'object' && holder !== null ? Reflect.get(holder, written) : undefined;
      return written;
    });
  };
  const filled = fill(value);
  noteMadeOf(yaml.value, filled);
  return {
    file: yaml.file,
    value: filled,
    locate: (path) => yaml.locate(asWritten(path)),
    locateKey: (path) => yaml.locateKey(asWritten(path)),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
