import { didYouMean, showValue } from './input-error.js';

/** What is wrong with the name of a time zone, if anything is. */
export function timeZoneFault(zone: string): { readonly message: string; readonly allowed: string } | undefined {
  if (isTimeZone(zone)) return undefined;
  const guess = didYouMean(zone, Intl.supportedValuesOf('timeZone'));
  return {
    message: `no time zone is called ${showValue(zone)}${guess}`,
    allowed: 'a name of the time zone database, such as Europe/Berlin',
  };
}

function isTimeZone(zone: string): boolean {
  // Newer versions of Node take an offset for a zone as well; what people write means the same in all of them.
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }) !== undefined;
  } catch {
    return false;
  }
}
