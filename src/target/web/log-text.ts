import { formatWithOptions } from 'node:util';

/**
 * A line of a stack that tells where a file of this machine is: the program that plays the page called its script, which no
 * browser would tell, and no two machines alike.
 */
const frameOfThisMachine = /\n\s+at (?:[^\n]*\()?(?:file:|node:|\/|[A-Za-z]:\\)[^\n]*/g;

/** As a console shows values. Like a console it never throws at the page, whatever they do when they are looked at. */
export function logText(values: readonly unknown[]): string {
  try {
    return formatWithOptions({ customInspect: false }, ...values)
      .replace(frameOfThisMachine, '')
      .trim();
  } catch {
    return 'something that cannot be shown';
  }
}
