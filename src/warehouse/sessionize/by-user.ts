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

/** Which users there are. */
export interface UserCodes {
  /** None is greater. */
  readonly greatest: number;
  /** Of a part of all users: so many of the lowest bits of their codes are the same, and these. */
  readonly lowest?: { readonly bits: number; readonly part: number };
}

/** Puts events in the order of users and of time; events of one instant keep their order. */
export function sortByUser(
  batches: readonly EventBatch[],
  { greatest, lowest = { bits: 0, part: 0 } }: UserCodes,
  has: ReadonlySet<TextColumn>,
): SortedEvents {
  const { bits, part } = lowest;
  const userCount = (greatest >>> bits) + 1;
  // The place after the last event of each user, once all are counted and summed up.
  const starts = new Int32Array(userCount + 1);
  let count = 0;
  for (const { length, users } of batches) {
    for (let place = 0; place < length; place++) {
      const next = ((users[place] as number) >>> bits) + 1;
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
      const user = (batch.users[place] as number) >>> bits;
      const to = next[user] as number;
      next[user] = to + 1;
      timesMs[to] = batch.timesMs[place] as number;
      order[to] = origin++;
    }
  }
  const users = new Int32Array(count);
  for (let user = 0; user < userCount; user++) {
    const start = starts[user] as number;
    const end = starts[user + 1] as number;
    sortRun(timesMs, order, start, end);
    users.fill((user << bits) | part, start, end);
  }
  return { events: gathered(batches, { order, timesMs, users }, has), origins: order };
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
  { order, timesMs, users }: { readonly order: Int32Array } & Pick<EventBatch, 'timesMs' | 'users'>,
  has: ReadonlySet<TextColumn>,
): EventBatch {
  const count = order.length;
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
    ...newBatch(new Set(), 0),
    length: count,
    users,
    timesMs,
    campaigns: column('campaign', ({ campaigns }) => campaigns),
    pages: column('page', ({ pages }) => pages),
    events: column('event', ({ events }) => events),
  };
}
