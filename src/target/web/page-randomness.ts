import type { RandomStream } from '../../record/random-stream.js';

const setAll = Uint8Array.prototype.set;

/** The part of `crypto` that SDKs draw from, out of a seeded stream. */
export function seededCrypto(random: RandomStream) {
  const fill = <T extends Uint8Array>(array: T): T => {
    // The array is one of the page's realm, whose elements cannot be assigned one by one nearly as quickly.
    setAll.call(array, random.bytes(array.length));
    return array;
  };
  const randomUUID = () => {
    const bytes = random.bytes(16);
    const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const variant = '89ab'[(bytes[8] ?? 0) % 4];
    return [
      digits.slice(0, 8),
      digits.slice(8, 12),
      `4${digits.slice(13, 16)}`,
      `${variant}${digits.slice(17, 20)}`,
      digits.slice(20),
    ].join('-');
  };
  return { getRandomValues: fill, randomUUID };
}
