import { GrowingNumbers } from './growing-numbers.js';

/** Keys are sorted digit by digit, of 16 bits each, and two of them at once fit into a word. */
const radix = 65_536;
const wordRange = radix * radix;

/** The same memory for one order after the other. */
const scratch = {
  order: new GrowingNumbers(Uint32Array),
  other: new GrowingNumbers(Uint32Array),
  words: new GrowingNumbers(Uint32Array),
  counts: new Uint32Array(radix),
};

/**
 * The order in which the keys ascend, equal ones as they stand: `keys[order[0]]` is the smallest. Keys are whole numbers.
 * It goes digit by digit, which takes time in proportion to their number, and only as many digits as their range has.
 * @returns what is the order until the next one is asked for
 */
export function sortedOrder(keys: Float64Array): Uint32Array {
  const count = keys.length;
  let order = scratch.order.room(count);
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  let isSorted = true;
  for (let row = 0; row < count; row++) {
    order[row] = row;
    const key = keys[row] as number;
    if (key < most) isSorted = false;
    if (key > most) most = key;
    if (key < least) least = key;
  }
  if (isSorted) return order;
  // Counting more buckets than there are rows would take longer than to compare a few.
  if (count < 1_024) return order.sort((a, b) => (keys[a] as number) - (keys[b] as number) || a - b);
  let other = scratch.other.room(count);
  const words = scratch.words.room(count);
  for (let unit = 1; unit <= most - least; unit *= wordRange) {
    // A word keeps what remains of a number that is too large for it.
    for (let row = 0; row < count; row++) words[row] = Math.floor(((keys[row] as number) - least) / unit);
    for (const shift of [0, 16]) {
      if (unit * 2 ** shift > most - least) break;
      sortByDigit(words, shift, order, other);
      [order, other] = [other, order];
    }
  }
  return order;
}

/** The same order but for the digit, by which it ascends. */
function sortByDigit(words: Uint32Array, shift: number, order: Uint32Array, sorted: Uint32Array): void {
  const { counts } = scratch;
  counts.fill(0);
  for (let row = 0; row < words.length; row++) {
    const digit = ((words[row] as number) >>> shift) & 0xffff;
    counts[digit] = (counts[digit] as number) + 1;
  }
  let total = 0;
  for (let digit = 0; digit < radix; digit++) {
    const own = counts[digit] as number;
    counts[digit] = total;
    total += own;
  }
  for (let place = 0; place < order.length; place++) {
    const row = order[place] as number;
    const digit = ((words[row] as number) >>> shift) & 0xffff;
    const to = counts[digit] as number;
    sorted[to] = row;
    counts[digit] = to + 1;
  }
}
