import type { TextColumn } from '../read/column-choice.js';
import { type EventBatch, newBatch } from '../read/event-batch.js';

/** Runs of a user that are longer are sorted by the library: to insert one by one takes the square of their length. */
const longestInserted = 48;

/** Events user by user, those of each in the order of time, and where each of them came from. */
export interface SortedEvents {
  readonly events: EventBatch;
  /** The number of each event in the order in which they came. */
  readonly origins: Int32Array;
}

/**
 * Puts events in the order of users and of time; events of one instant keep their order.
 * @param greatestUser the greatest code of a user
 */
export function sortByUser(
  batches: readonly EventBatch[],
  greatestUser: number,
  has: ReadonlySet<TextColumn>,
): SortedEvents {
  const starts = new Int32Array(greatestUser + 2);
  let count = 0;
  for (const { length, users } of batches) {
    for (let place = 0; place < length; place++) {
      const next = (users[place] as number) + 1;
      starts[next] = (starts[next] as number) + 1;
    }
    count += length;
  }
  for (let user = 1; user < starts.length; user++)
    starts[user] = (starts[user] as number) + (starts[user - 1] as number);
  const order = new Int32Array(count);
  const timesMs = new Float64Array(count);
  const next = starts.slice();
  let origin = 0;
  for (const batch of batches) {
    for (let place = 0; place < batch.length; place++) {
      const user = batch.users[place] as number;
      const to = next[user] as number;
      next[user] = to + 1;
      timesMs[to] = batch.timesMs[place] as number;
      order[to] = origin++;
    }
  }
  for (let user = 0; user <= greatestUser; user++) {
    sortRun(timesMs, order, starts[user] as number, starts[user + 1] as number);
  }
  return { events: gathered(batches, { order, timesMs, starts }, has), origins: order };
}

function sortRun(timesMs: Float64Array, order: Int32Array, start: number, end: number): void {
  if (isSorted(timesMs, start, end)) return;
  if (end - start > longestInserted) {
    const times = timesMs.slice(start, end);
    const origins = order.slice(start, end);
    const places = Uint32Array.from({ length: end - start }, (_, place) => place);
    places.sort((one, other) => (times[one] as number) - (times[other] as number) || one - other);
    for (let place = 0; place < places.length; place++) {
      timesMs[start + place] = times[places[place] as number] as number;
      order[start + place] = origins[places[place] as number] as number;
    }
    return;
  }
  for (let place = start + 1; place < end; place++) {
    const timeMs = timesMs[place] as number;
    const origin = order[place] as number;
    let to = place;
    for (; to > start && (timesMs[to - 1] as number) > timeMs; to--) {
      timesMs[to] = timesMs[to - 1] as number;
      order[to] = order[to - 1] as number;
    }
    timesMs[to] = timeMs;
    order[to] = origin;
  }
}

function isSorted(timesMs: Float64Array, start: number, end: number): boolean {
  for (let place = start + 1; place < end; place++) {
    if ((timesMs[place] as number) < (timesMs[place - 1] as number)) return false;
  }
  return true;
}

function gathered(
  batches: readonly EventBatch[],
  {
    order,
    timesMs,
    starts,
  }: { readonly order: Int32Array; readonly timesMs: Float64Array; readonly starts: Int32Array },
  has: ReadonlySet<TextColumn>,
): EventBatch {
  const count = order.length;
  const users = new Int32Array(count);
  for (let user = 0; user + 1 < starts.length; user++) users.fill(user, starts[user], starts[user + 1]);
  const empty = newBatch(new Set(), 0);
  const column = (name: TextColumn, of: (batch: EventBatch) => Int32Array | undefined): Int32Array | undefined => {
    if (!has.has(name)) return undefined;
    const inOrder = new Int32Array(count);
    let at = 0;
    for (const batch of batches) {
      inOrder.set((of(batch) as Int32Array).subarray(0, batch.length), at);
      at += batch.length;
    }
    const codes = new Int32Array(count);
    for (let place = 0; place < count; place++) codes[place] = inOrder[order[place] as number] as number;
    return codes;
  };
  return {
    ...empty,
    length: count,
    users,
    timesMs,
    campaigns: column('campaign', ({ campaigns }) => campaigns),
    pages: column('page', ({ pages }) => pages),
    events: column('event', ({ events }) => events),
  };
}
