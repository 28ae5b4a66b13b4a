import { isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Bundle, bundleEnding, bundleFormatVersion, hashOf, maximumBundleLength } from '../record/bundle.js';
import { bundleFault } from './bundle-schema.js';
import { displayPath, InputError, nearest, reasonOf, showValue } from './input-error.js';

/** The name of a bundle that comes from the standard input; no file can have it by accident. */
export const standardInput = 'standard-input:';

const writtenByLapse = `a file *${bundleEnding} that lapse run --save wrote`;

/** A bundle, and the name by which people know its file. */
export interface BundleFile {
  readonly file: string;
  readonly bundle: Bundle;
}

/**
 * Reads a bundle and makes sure that it is whole.
 * @param file its path, or the name of the standard input
 * @throws InputError with the one reason why it cannot be used: it cannot be read, it is cut off, no bundle, of a newer
 * format, or not what was written
 */
export function readBundle(file: string): BundleFile {
  const shown = file === standardInput ? 'the standard input' : displayPath(file);
  const bytes = file === standardInput ? readStandardInput() : readFile(file, shown);
  const refuse = (reason: string, allowed?: string): InputError => {
    return new InputError([{ message: `${shown} ${reason}`, ...(allowed === undefined ? {} : { allowed }) }]);
  };
  if (bytes.length > maximumBundleLength) throw tooLong(shown, bytes.length);
  if (bytes.length === 0) throw refuse('is empty', writtenByLapse);
  // A cut within a character is still a cut.
  const text = bytes.toString('utf8');
  const value = parse(text, refuse);
  if (!isUtf8(bytes)) throw refuse('is not UTF-8: it has been damaged', writtenByLapse);
  if (!isObject(value) || !('formatVersion' in value) || !('handshake' in value || 'hash' in value)) {
    throw refuse('is JSON, but no replay bundle', writtenByLapse);
  }
  const { formatVersion, lapseVersion } = value;
  if (formatVersion !== bundleFormatVersion) {
    const by = typeof lapseVersion === 'string' ? `, written by lapse ${showValue(lapseVersion).slice(1, -1)}` : '';
    throw refuse(
      `has the format version ${plainValue(formatVersion)}${by}`,
      `the format version ${bundleFormatVersion}`,
    );
  }
  const hash = hashOfWhole(value, refuse);
  if (value.hash !== hash) {
    const named = typeof value.hash === 'string' ? shortened(value.hash) : plainValue(value.hash);
    throw refuse(`is not what was written: it names the hash ${named}, and its content has ${shortened(hash)}`);
  }
  const fault = bundleFault(value) ?? strayStep(value);
  if (fault !== undefined) throw refuse(`is not as spec/schemas/bundle.schema.json has it: ${fault}`);
  // The schema has just accepted this shape.
  return { file: shown, bundle: value as Bundle & JsonMap };
}

type JsonMap = { readonly [key: string]: unknown };
type Refuse = (reason: string, allowed?: string) => InputError;

function readFile(file: string, shown: string): Buffer {
  try {
    // Before it is read: what does not fit into memory would end the process.
    const { size } = statSync(file);
    if (size <= maximumBundleLength) return readFileSync(file);
    throw tooLong(shown, size);
  } catch (error) {
    if (error instanceof InputError) throw error;
    const message = `${shown} cannot be read: ${reasonOf(error)}${hintFor(file)}`;
    throw new InputError([{ message, allowed: writtenByLapse }]);
  }
}

function tooLong(shown: string, length: number): InputError {
  const message = `${shown} is too long for a replay bundle: ${length} bytes`;
  return new InputError([{ message, allowed: `at most ${maximumBundleLength} bytes` }]);
}

function readStandardInput(): Buffer {
  try {
    return readFileSync(0);
  } catch (error) {
    throw new InputError([{ message: `the standard input cannot be read: ${reasonOf(error)}` }]);
  }
}

/** A bundle in the same folder that was probably meant, such as one whose ending was left out. */
function hintFor(file: string): string {
  const stemOf = (name: string): string => name.replace(/(\.lapse)?(\.json)?$/, '');
  try {
    const stems = readdirSync(dirname(file))
      .filter((name) => name.endsWith(bundleEnding))
      .map(stemOf);
    const stem = nearest(stemOf(basename(file)), stems);
    return stem === undefined
      ? ''
      : ` (did you mean ${JSON.stringify(join(dirname(file), `${stem}${bundleEnding}`))}?)`;
  } catch {
    return '';
  }
}

function parse(text: string, refuse: Refuse): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const beginsWell = /^\s*\{\s*"formatVersion"/.test(text);
    const endsWell = /"hash":\s*"sha256:[0-9a-f]{64}"\s*\}\s*$/.test(text);
    if (beginsWell && !endsWell) throw refuse(`is cut off after ${Buffer.byteLength(text)} bytes: its end is missing`);
    if (/^\s*(title:|#|steps:)/m.test(text)) throw refuse('is a scenario, and no replay bundle', writtenByLapse);
    throw refuse('is not JSON, so it is no replay bundle, or it has been damaged', writtenByLapse);
  }
}

function hashOfWhole(value: JsonMap, refuse: Refuse): string {
  try {
    return hashOf(value);
  } catch (error) {
    throw refuse(`cannot be a replay bundle: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** What is said of a step that the timeline does not have; the schema cannot count them. */
function strayStep(value: JsonMap): string | undefined {
  const bundle = value as Bundle & JsonMap;
  const { length } = bundle.case.timeline.steps;
  const entries = 'trace' in bundle.played ? bundle.played.trace.entries : [];
  const stray = [...bundle.case.expectations, ...entries, ...bundle.clock, ...bundle.verdicts].find(
    ({ step = 0 }) => step >= Math.max(length, 1),
  );
  return stray === undefined ? undefined : `it speaks of step ${(stray.step ?? 0) + 1}, and the timeline has ${length}`;
}

/** A value of a file that was not looked at yet: it may be nested too deeply to be shown. */
function plainValue(value: unknown): string {
  return typeof value === 'object' && value !== null ? 'that is no plain value' : showValue(value);
}

/** Enough of a hash to see that another one differs. */
function shortened(hash: string): string {
  return hash.slice(0, 19);
}

function isObject(value: unknown): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
