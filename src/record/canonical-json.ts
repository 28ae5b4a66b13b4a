import { createHash } from 'node:crypto';

/** Values are written by recursion; what is on the wire is read to half of this depth. */
const maximumNesting = 1_000;

/**
 * A value as JSON with the keys of every object sorted, so that the same content is the same text, whoever made it.
 * Keys that are `undefined` are left out, as JSON does. With `indent`, a line for each value.
 * @throws Error when it is nested more than 1,000 levels deep
 */
export function canonicalJson(value: unknown, indent = 0): string {
  return JSON.stringify(sorted(value, 0), undefined, indent);
}

/** @example sha256Of('') === 'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' */
export function sha256Of(content: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

/** Keys that look like numbers stand first in every object, in whatever order they are added, so this is stable too. */
function sorted(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > maximumNesting) throw new Error(`it is nested more than ${maximumNesting} levels deep`);
  if (Array.isArray(value)) return value.map((each) => sorted(each, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, each]) => [key, sorted(each, depth + 1)]),
  );
}
