import { didYouMean, type InputProblem, showValue } from '../spec/input-error.js';
import { showPath } from '../spec/schema-sentences.js';
import type { YamlFile, YamlPath } from '../spec/yaml-file.js';
import type { Shares } from './population.js';

/**
 * A population file while it is being read. What the schema refuses has been told by then, and is passed over here, so
 * that everything else that is wrong with the file can be told in the same go.
 */
export class PopulationReader {
  readonly #yaml: YamlFile;
  readonly #problems: InputProblem[];
  /** Where the schema has found a fault already. */
  readonly #told: ReadonlySet<string>;

  /** @param problems what the schema has found; what else is wrong is added */
  constructor(yaml: YamlFile, problems: InputProblem[]) {
    this.#yaml = yaml;
    this.#problems = problems;
    this.#told = new Set(problems.map(({ place }) => JSON.stringify(place)));
  }

  /** What stands in the file at a path, if anything. */
  at(path: YamlPath): unknown {
    let value = this.#yaml.value;
    for (const key of path) value = recordOf(value)[key];
    return value;
  }

  /** The keys of the map at a path; none if there is no map. */
  keys(path: YamlPath): string[] {
    const value = this.at(path);
    return Array.isArray(value) ? [] : Object.keys(recordOf(value));
  }

  text(path: YamlPath): string | undefined {
    const value = this.at(path);
    return typeof value === 'string' ? value : undefined;
  }

  number(path: YamlPath, otherwise: number): number {
    const value = this.at(path);
    return typeof value === 'number' ? value : otherwise;
  }

  flag(path: YamlPath): boolean {
    return this.at(path) === true;
  }

  /**
   * A map of names to weights, or one name alone.
   * @param known what may be named, if that is a closed list; `thing` says what they are
   */
  shares(path: YamlPath, thing: string, known?: readonly string[]): Shares {
    const value = this.at(path);
    if (typeof value === 'string') {
      if (known !== undefined) this.known(value, thing, known, path, false);
      return new Map([[value, 1]]);
    }
    const shares = new Map<string, number>();
    for (const name of this.keys(path)) {
      if (known !== undefined) this.known(name, thing, known, [...path, name], true);
      shares.set(name, this.number([...path, name], 1));
    }
    return shares;
  }

  /** Tells of a name that is none of those that are known. */
  known(name: string, thing: string, known: readonly string[], path: YamlPath, isKey: boolean): void {
    if (known.includes(name)) return;
    const message = `unknown ${thing} ${showValue(name)}${didYouMean(name, known)}`;
    this.fault(path, message, known.join(', '), isKey);
  }

  /** @param atKey whether it is the key at the end of the path that is wrong, rather than its value */
  fault(path: YamlPath, message: string, allowed?: string, atKey = false): void {
    const place = atKey ? this.#yaml.locateKey(path) : this.#yaml.locate(path);
    if (this.#told.has(JSON.stringify(place))) return;
    this.#problems.push({ place, message, ...(allowed === undefined ? {} : { allowed }) });
  }

  /** A fault of the value at the path, which is shown. */
  wrongValue(path: YamlPath, allowed: string): void {
    this.fault(path, `${showPath(path)} is ${showValue(this.at(path))}`, allowed);
  }
}

function recordOf(value: unknown): Partial<Record<string | number, unknown>> {
  return typeof value === 'object' && value !== null ? value : {};
}
