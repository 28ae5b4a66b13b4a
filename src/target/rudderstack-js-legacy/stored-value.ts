import { storedMeaning as plainMeaning } from '../rudderstack-js/stored-value.js';
import { decrypted } from './encryption.js';

/**
 * What a value in the storage of the SDK says, for people: decrypted, and without the quotes of a text within a text. A
 * value that is not encrypted, or that cannot be decrypted, comes back as it is.
 */
export function storedMeaning(value: string): string {
  return plainMeaning(decrypted(percentDecoded(value)) ?? value);
}

function percentDecoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
