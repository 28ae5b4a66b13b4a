/** Of the digits that keys are sorted by, two bytes each. */
const radix = 65_536;

/**
 * The order in which the keys ascend, equal ones as they stand: `keys[order[0]]` is the smallest. Keys are whole numbers.
 * It goes digit by digit, which takes time in proportion to their number, and only as many digits as their range has.
 */
export function sortedOrder(keys: Float64Array): Uint32Array<ArrayBuffer> {
  const count = keys.length;
  let order = new Uint32Array(count);
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
  let other = new Uint32Array(count);
  // Counting more buckets than there are rows would take longer than to compare a few.
  if (count < 1_024) return order.sort((a, b) => (keys[a] as number) - (keys[b] as number) || a - b);
  const counts = new Uint32Array(radix);
  for (let unit = 1; unit <= most - least; unit *= radix) {
    counts.fill(0);
    for (let row = 0; row < count; row++) {
      const digit = digitOf(keys[row] as number, least, unit);
      counts[digit] = (counts[digit] as number) + 1;
    }
    let total = 0;
    for (let digit = 0; digit < radix; digit++) {
      const own = counts[digit] as number;
      counts[digit] = total;
      total += own;
    }
    for (let place = 0; place < count; place++) {
      const row = order[place] as number;
      const digit = digitOf(keys[row] as number, least, unit);
      const to = counts[digit] as number;
      other[to] = row;
      counts[digit] = to + 1;
    }
    [order, other] = [other, order];
  }
  return order;
}

function digitOf(key: number, least: number, unit: number): number {
  return Math.floor((key - least) / unit) % radix;
}
