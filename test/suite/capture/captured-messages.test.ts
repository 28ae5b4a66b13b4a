import { describe, expect, test } from 'vitest';
import { capturedMessages, isToDataPlane } from '../../../src/suite/capture/captured-messages.js';
import { request } from './phone.js';

const one = { type: 'track', event: 'A', messageId: 'm1', originalTimestamp: '2026-03-02T09:00:05.000Z' };
const two = { type: 'track', event: 'B', messageId: 'm2', originalTimestamp: '2026-03-02T09:00:01.000Z' };

/** Each message: its name, and of which requests it has attempts. */
function found(...requests: Parameters<typeof capturedMessages>[0]) {
  const { messages, repeated } = capturedMessages(requests);
  return [messages.map(({ body, attempts }) => [body.event, attempts.map((each) => each.request)]), repeated];
}

describe('the messages of a capture', () => {
  test('stand in the order of their calls, from batches and alone', () => {
    expect(found(request({ batch: [one] }), request(two, { url: '/v1/track' }))).toEqual([
      [
        ['B', [1]],
        ['A', [0]],
      ],
      0,
    ]);
  });

  test('have several attempts while none was accepted', () => {
    const refused = request({ batch: [one] }, { status: 500 });
    expect(found(refused, request({ batch: [one] }, { status: 0 }), request({ batch: [one] }))).toEqual([
      [['A', [0, 1, 2]]],
      0,
    ]);
  });

  test('are not those that repeat an accepted one to the letter, but for when they were sent', () => {
    const again = { ...one, sentAt: '2026-03-02T10:00:00.000Z' };
    expect(found(request({ batch: [one] }), request({ batch: [again] }))).toEqual([[['A', [0]]], 1]);
    expect(found(request({ batch: [one] }), request({ batch: [{ ...again, event: 'C' }] }))).toEqual([
      [['A', [0, 1]]],
      0,
    ]);
  });

  test('without an id are each their own', () => {
    const { messageId: _id, ...nameless } = one;
    expect(found(request({ batch: [nameless, nameless] }))[0]).toHaveLength(2);
  });

  test('are dated by when they were sent where the call is not dated', () => {
    const { originalTimestamp: sentAt, ...rest } = one;
    const { messages } = capturedMessages([request({ batch: [{ ...rest, sentAt }, rest] })]);
    expect(messages.map(({ atMs }) => atMs)).toEqual([Date.parse(sentAt)]);
    expect(capturedMessages([request({ batch: [rest] })]).messages[0]?.atMs).toBeUndefined();
  });

  test('are not read from what could not be', () => {
    expect(found(request('', { unreadable: 'the body cannot be unpacked' }), request('{'))).toEqual([[], 0]);
  });
});

test('a request to no endpoint is one to the data plane if something was posted', () => {
  expect(isToDataPlane(request('', { purpose: 'other', method: 'GET' }))).toBe(false);
  expect(isToDataPlane(request('', { purpose: 'other' }))).toBe(true);
  expect(isToDataPlane(request('', { purpose: 'sourceConfig' }))).toBe(false);
});
