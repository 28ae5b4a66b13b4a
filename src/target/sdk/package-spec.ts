import { didYouMean, InputError, type InputProblem } from '../../spec/input-error.js';

/** A package: `@rudderstack/analytics-js@3.7.0`. */
export interface PackageSpec {
  readonly name: string;
  /** An exact version, or a tag or a range that only the registry can turn into one; absent: the installed one. */
  readonly wanted?: string;
}

/**
 * Reads `name`, `name@version`, `name@tag` or `name@^range`.
 * @returns nothing when the text begins with none of the names
 * @throws InputError when what follows the name is nothing of these
 */
export function parsePackageSpec(text: string, names: readonly string[]): PackageSpec | undefined {
  const { name, wanted } = split(text);
  if (!names.includes(name)) return undefined;
  if (wanted === undefined) return { name };
  // Neither spaces nor comparisons: this goes to npm, on some systems through a shell.
  if (/^[\^~]?\w[\w.+-]*$/.test(wanted)) return { name, wanted };
  const message = `--sdk ${text} asks for the version ${JSON.stringify(wanted)}`;
  const allowed = 'a version such as 3.7.0, a tag such as latest, or a range such as ^3.7.0';
  throw new InputError([{ message, allowed }]);
}

/** What to say of a text that is neither a path that exists nor one of these packages. */
export function noSuchSdk(text: string, names: readonly string[]): InputProblem {
  const { name } = split(text);
  const allowed = `${names.map((each) => `${each}@<version>`).join(', ')}, a script, or the folder of a package`;
  // A scope, a version after the name, or a bare word: no path that anybody would write for a script.
  const isPackage = /^@[^/]+\/[^/]+$/.test(name) || (/^[\w.-]+$/.test(name) && (name !== text || !name.includes('.')));
  const message = isPackage
    ? `--sdk names the package ${JSON.stringify(name)}, which no target can drive${didYouMean(name, names)}`
    : `--sdk is ${JSON.stringify(text)}, which is neither a file nor a folder`;
  return { message, allowed };
}

/** Whether a version is exact, so that it means the same for ever. */
export function isExact(version: string): boolean {
  return /^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(version);
}

/** Whether a version comes before another one by its three numbers; what stands behind them does not count. */
export function isOlder(version: string, than: string): boolean {
  const [left, right] = [numbersOf(version), numbersOf(than)];
  const differing = left.findIndex((number, index) => number !== right[index]);
  return differing !== -1 && (left[differing] ?? 0) < (right[differing] ?? 0);
}

function numbersOf(version: string): number[] {
  return version.split('.', 3).map((number) => Number.parseInt(number, 10));
}

function split(text: string): { name: string; wanted?: string } {
  // The first character may be the one of a scope.
  const at = text.indexOf('@', 1);
  return at === -1 ? { name: text } : { name: text.slice(0, at), wanted: text.slice(at + 1) };
}
