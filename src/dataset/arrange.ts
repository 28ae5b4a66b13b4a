export interface KeyedRows {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly keys: Float64Array<ArrayBuffer>;
  /** In bytes, of each row. */
  readonly lengths: Uint32Array<ArrayBuffer>;
}

/** The same rows in an order, `order[0]` being the number of the row that comes first. */
export function arrange({ bytes, keys, lengths }: KeyedRows, order: Uint32Array): KeyedRows {
  const count = order.length;
  const arranged = {
    bytes: new Uint8Array(bytes.length),
    keys: new Float64Array(count),
    lengths: new Uint32Array(count),
  };
  const starts = startsOf(lengths);
  let at = 0;
  for (let place = 0; place < count; ) {
    const first = order[place] as number;
    let row = first;
    // Rows that stay side by side, as those of a visit do, are copied at once.
    do {
      arranged.keys[place] = keys[row] as number;
      arranged.lengths[place] = lengths[row] as number;
      place += 1;
      row += 1;
    } while (place < count && order[place] === row);
    const start = starts[first] as number;
    const end = starts[row] as number;
    arranged.bytes.set(bytes.subarray(start, end), at);
    at += end - start;
  }
  return arranged;
}

/**
 * Copies rows in an order from the first half of the bytes to the second, and returns a copy of that. Copying within an array takes half
 * the time of copying between two, since no view has to be made of each row.
 */
export function arrangeWithin(
  bytes: Uint8Array<ArrayBuffer>,
  lengths: Uint32Array,
  order: Uint32Array,
): Uint8Array<ArrayBuffer> {
  const half = bytes.length / 2;
  const starts = startsOf(lengths);
  let at = half;
  for (let place = 0; place < order.length; place++) {
    const row = order[place] as number;
    const start = starts[row] as number;
    const end = starts[row + 1] as number;
    bytes.copyWithin(at, start, end);
    at += end - start;
  }
  // With memory of its own, as it may wait for a while, and the first half need not.
  return bytes.slice(half);
}

/** Where each row begins, and after the last of them the end of all. */
function startsOf(lengths: Uint32Array): Uint32Array {
  const starts = new Uint32Array(lengths.length + 1);
  for (let row = 0; row < lengths.length; row++) starts[row + 1] = (starts[row] as number) + (lengths[row] as number);
  return starts;
}
