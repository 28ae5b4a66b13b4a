import { expect, test } from 'vitest';
import { areNeighbours, messageNumber } from '../../../src/dataset/check/message-number.js';
import type { EventRow, VisitRow } from '../../../src/dataset/rows.js';

const event = (visit: number, number: number): EventRow =>
  ({ visit, deviceId: 'd1', messagePrefix: 'a-', messageGroups: 'b-', messageNumber: number }) as EventRow;
const visits = [
  { deviceId: 'd1', events: 2 },
  { deviceId: 'd2', events: 5 },
  { deviceId: 'd1', events: 1 },
  { deviceId: 'd1', events: 1 },
] as VisitRow[];

test('the number of a message is the last group of its id', () => {
  expect(messageNumber(event(0, 31))).toBe(31);
});

test.each<[string, EventRow, EventRow, boolean]>([
  ['one after the other', event(0, 0), event(0, 1), true],
  ['one is lost in between', event(1, 0), event(1, 2), false],
  ['the last of a visit and the first of the next one of the device', event(0, 1), event(2, 0), true],
  ['the last is lost', event(0, 0), event(2, 0), false],
  ['the first is lost', event(0, 1), event(2, 1), false],
  ['a whole visit of the device is lost', event(0, 1), event(3, 0), false],
])('%s', (_, one, other, expected) => {
  expect(areNeighbours(one, other, visits)).toBe(expected);
});
