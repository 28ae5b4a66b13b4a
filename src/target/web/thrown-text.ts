import { oneLine } from '../../record/one-line.js';

/** Characters of what an SDK throws that a person is shown; an SDK may throw a whole document. */
const longestText = 500;

/**
 * What was thrown, in one line. Errors of the page's realm are no instances of this realm's `Error`, and an SDK may
 * throw anything, also what throws when it is looked at.
 */
export function thrownText(error: unknown): string {
  try {
    const message: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'message') : undefined;
    return oneLine(typeof message === 'string' ? message : String(error), longestText);
  } catch {
    return 'something that cannot be shown';
  }
}

/** The same with the kind of the error before it, for the log of a page on which nobody has caught it. */
export function uncaughtText(error: unknown): string {
  try {
    return `uncaught: ${oneLine(String(error), longestText)}`;
  } catch {
    return `uncaught: ${thrownText(error)}`;
  }
}
