import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Seeded randomness: one independent stream for each entity, so that adding an entity changes the draws of no other. */
export interface RandomStream {
  /** A number from 0 up to but not including 1. */
  fraction(): number;
  /** So many whole numbers from 0 to 255. */
  bytes(count: number): Uint8Array;
  /** How many numbers have been drawn. */
  readonly draws: number;
}

/** A stream of its own for every pair of seed and entity; `entity` is any text, such as `timeline/device/client`. */
export function randomStream(seed: number, entity: string): RandomStream {
  const generator = xoroshiro128plus(hash(`${seed}/${entity}`));
  let draws = 0;
  return {
    fraction() {
      draws += 1;
      return uniformFloat64(generator);
    },
    bytes(count) {
      draws += count;
      const bytes = new Uint8Array(count);
      // Each number has 32 bits that are drawn evenly, so that the last eight of them, which are kept, are so, too.
      for (let index = 0; index < count; index++) bytes[index] = generator.next();
      return bytes;
    },
    get draws() {
      return draws;
    },
  };
}

/** FNV-1a over the UTF-16 units, 32 bits: it only has to spread names over seeds. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value | 0;
}
