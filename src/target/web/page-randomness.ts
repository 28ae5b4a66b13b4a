import type { RandomStream } from '../../record/random-stream.js';

/** The part of `crypto` that SDKs draw from, out of a seeded stream. */
export function seededCrypto(random: RandomStream) {
  const fill = <T extends { length: number; [index: number]: number }>(array: T): T => {
    for (let index = 0; index < array.length; index++) array[index] = random.byte();
    return array;
  };
  const randomUUID = () => {
    const bytes = fill(new Uint8Array(16));
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
