import { expect, test } from 'vitest';
import { textColumns } from '../../../src/warehouse/read/column-choice.js';
import { BatchRing, newRing } from '../../../src/warehouse/sessionize/batch-ring.js';
import { batchOf } from '../given-events.js';

const given = (timeMs: number) => ({ user: 1, timeMs, campaign: 2, page: 3, event: 4 });

test('batches come out of a ring in their order, however often it goes round, until it ends', () => {
  const memory = newRing(new Set(textColumns));
  const filling = new BatchRing(memory);
  const batches = new BatchRing(memory).batches();
  for (let number = 0; number < 100; number++) {
    filling.put(batchOf([given(number), given(number + 1)]), number + 7, () => {});
    const next = batches.next();
    const { batch, greatestUser } = next.value ?? {};
    expect(greatestUser).toBe(number + 7);
    expect(batch?.length).toBe(2);
    expect([...(batch?.timesMs.subarray(0, 2) ?? [])]).toEqual([number, number + 1]);
    const codes = [batch?.users, batch?.campaigns, batch?.pages, batch?.events].map((column) => column?.[1]);
    expect(codes).toEqual([1, 2, 3, 4]);
  }
  filling.end(() => {});
  expect(batches.next().done).toBe(true);
});

test('a full ring lets the other side say why, until there is room', () => {
  const memory = newRing(new Set());
  const filling = new BatchRing(memory);
  const taking = new BatchRing(memory);
  const batches = taking.batches();
  const batch = { ...batchOf([given(1)]), campaigns: undefined, pages: undefined, events: undefined };
  let signals = 0;
  for (let number = 0; number < 40; number++) {
    // The first is taken; it is given back with the next.
    if (number === 16) batches.next();
    filling.put(batch, 1, () => {
      signals += 1;
      // Only here is it taken from, so that without being asked there would never be room.
      if (number >= 16) batches.next();
    });
  }
  expect(signals).toBeGreaterThanOrEqual(40);
});

test('messages are unheard until they are heard', () => {
  const memory = newRing(new Set());
  const [here, there] = [new BatchRing(memory), new BatchRing(memory)];
  there.tell();
  there.tell();
  expect([here.unheard, there.unheard]).toEqual([2, 2]);
  here.hear();
  there.waitUntilHeard(1);
  expect(there.unheard).toBe(1);
  expect(here.isRefused).toBe(false);
  there.refuse();
  expect(here.isRefused).toBe(true);
});
