import { closeSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { displayPath, InputError, reasonOf } from '../spec/input-error.js';

/** What is being written beside its place, for the end of a process that nobody has awaited. */
const begun = new Set<string>();

/** The name under which a file is written, beside its place, until it is whole. */
export function asideOf(target: string): string {
  return `${target}.lapse-part`;
}

/**
 * Opens the file beside the place of a target, for writing.
 * @throws InputError when the target is a folder, or when nothing can be written there
 */
export function openAside(target: string): number {
  try {
    if (statSync(target, { throwIfNoEntry: false })?.isDirectory() === true) {
      throw Object.assign(new Error(), { code: 'EISDIR' });
    }
    const handle = openSync(asideOf(target), 'w');
    begun.add(target);
    return handle;
  } catch (error) {
    throw new InputError([{ message: `cannot write ${displayPath(target)}: ${reasonOf(error)}` }]);
  }
}

/** Finds out early whether a target can be written, and leaves nothing behind. @throws InputError as `openAside` */
export function checkWritable(target: string): void {
  closeSync(openAside(target));
  removeAside(target);
}

/** Puts what has been written beside the place of a target there. */
export function putInPlace(target: string): void {
  renameSync(asideOf(target), target);
  begun.delete(target);
}

export function removeAside(target: string): void {
  rmSync(asideOf(target), { force: true });
  begun.delete(target);
}

/** Has somebody else write the file beside the place of a target, who opens it by its name. */
export function beginAside(target: string): string {
  begun.add(target);
  return asideOf(target);
}

/** Leaves nothing behind of all that is not whole. */
export function removeAllAside(): void {
  for (const target of [...begun]) removeAside(target);
}
