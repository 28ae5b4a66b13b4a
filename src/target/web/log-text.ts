import { formatWithOptions } from 'node:util';

/** As a console shows values. Like a console it never throws at the page, whatever they do when they are looked at. */
export function logText(values: readonly unknown[]): string {
  try {
    return formatWithOptions({ customInspect: false }, ...values).trim();
  } catch {
    return 'something that cannot be shown';
  }
}
