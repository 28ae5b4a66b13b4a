import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Place } from '../record/case.js';
import { noteAccepted, type SchemaName } from './schemas.js';
import type { YamlFile, YamlPath } from './yaml-file.js';

/**
 * What texts of YAML say, by their hash. The build writes it down for all that comes with Lapse, because parsing it takes
 * longer than all else that most commands do; a text that is not known, because somebody has changed it, is parsed.
 */
export class ParsedTexts {
  /** A line for each text: its hash, its value and its places as JSON, the schemas that it keeps. Most are never asked for. */
  readonly #lines: ReadonlyMap<string, string>;

  /** @param written as `writtenTexts` gives it */
  constructor(written = '') {
    this.#lines = new Map(written.split('\n').map((line) => [line.slice(0, hashLength), line]));
  }

  /** @param file the name to show in messages */
  find(text: string, file: string): YamlFile | undefined {
    const line = this.#lines.get(hashOf(text));
    if (line === undefined) return undefined;
    const [, written = '', places = '', schemas = ''] = line.split('\t');
    const value = readValue(written);
    noteAccepted(value, schemas.split(','));
    return parsedFile(file, value, places);
  }
}

/** Those of a file that the build has written; none where nothing was built, as in tests. */
export function readParsedTexts(file: URL): ParsedTexts {
  try {
    return new ParsedTexts(readFileSync(file, 'utf8'));
  } catch {
    return new ParsedTexts();
  }
}

/**
 * What `ParsedTexts` reads. Left out is what cannot be written so that it is read as it was.
 * @param parsed texts, what parsing them has come to, and the schemas that this keeps with all that its matrix makes of it
 */
export function writtenTexts(
  parsed: Iterable<readonly [text: string, yaml: YamlFile, schemas: readonly SchemaName[]]>,
): string {
  const lines = new Map<string, string>();
  for (const [text, yaml, schemas] of parsed) {
    const value = writeValue(yaml.value);
    if (!isDeepStrictEqual(readValue(value), yaml.value)) continue;
    lines.set(hashOf(text), `${value}\t${JSON.stringify(placesIn(yaml))}\t${schemas.join(',')}`);
  }
  return [...lines].map(([hash, line]) => `${hash}\t${line}\n`).join('');
}

/** Stands before a number that JSON lacks, in a text. */
const numberMark = '\0number ';
const writtenMark = JSON.stringify(numberMark).slice(1, -1);

function writeValue(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'number' && isForeign(part) ? `${numberMark}${Object.is(part, -0) ? '-0' : part}` : part,
  );
}

/** Whether JSON would make another number of it. */
function isForeign(number: number): boolean {
  return !Number.isFinite(number) || Object.is(number, -0);
}

function readValue(written: string): unknown {
  if (!written.includes(writtenMark)) return JSON.parse(written);
  return JSON.parse(written, (_key, part: unknown) =>
    typeof part === 'string' && part.startsWith(numberMark) ? Number(part.slice(numberMark.length)) : part,
  );
}

/** Of a hash as it is written. */
const hashLength = 43;

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** Line and column of each value, and before that of its key if it has one, from the top down. */
function placesIn({ value: top, locate, locateKey }: YamlFile): number[] {
  const places: number[] = [];
  const add = ({ line, column }: Place): void => void places.push(line, column);
  const visit = (value: unknown, path: YamlPath): void => {
    add(locate(path));
    for (const [key, part] of partsOf(value)) {
      const inside = [...path, key];
      if (typeof key === 'string') add(locateKey(inside));
      visit(part, inside);
    }
  };
  visit(top, []);
  return places;
}

/** A place in the text, and the places of what is in the value there. */
interface Placed {
  readonly key: Place | undefined;
  readonly value: Place;
  readonly parts: ReadonlyMap<string | number, Placed>;
}

function parsedFile(file: string, value: unknown, places: string): YamlFile {
  let known: Placed | undefined;
  const find = (path: YamlPath, ofKey: boolean): Place => {
    known ??= placed(file, value, JSON.parse(places));
    let found = known;
    for (const [depth, segment] of path.entries()) {
      const part = found.parts.get(segment);
      if (part === undefined) return found.value;
      if (ofKey && depth === path.length - 1) return part.key ?? part.value;
      found = part;
    }
    return found.value;
  };
  return { file, value, locate: (path) => find(path, false), locateKey: (path) => find(path, true) };
}

function placed(file: string, top: unknown, places: readonly number[]): Placed {
  let next = 0;
  const take = (): Place => ({ file, line: places[next++] ?? 1, column: places[next++] ?? 1 });
  const visit = (value: unknown, key?: Place): Placed => {
    const parts = new Map<string | number, Placed>();
    const own = { key, value: take(), parts };
    for (const [name, part] of partsOf(value)) {
      const key = typeof name === 'string' ? take() : undefined;
      parts.set(name, visit(part, key));
    }
    return own;
  };
  return visit(top);
}

function partsOf(value: unknown): Iterable<[string | number, unknown]> {
  if (Array.isArray(value)) return value.entries();
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}
