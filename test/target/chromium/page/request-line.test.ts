import { expect, test } from 'vitest';
import type { SentRequest } from '../../../../src/target/chromium/page/observation.js';
import { RequestLine } from '../../../../src/target/chromium/page/request-line.js';

const from = { client: 'tab1', at: { elapsedMs: 0, wallMs: 0, monotonicMs: 0, timersFired: 0 } };
const sending = (url: string) => ({ through: 'request', method: 'POST', url, body: 'x' }) as const;
const beacon = (url: string) => ({ through: 'beacon', method: 'POST', url }) as const;

function opened({ isOnline = true, isSilent = false } = {}) {
  const [observed, told]: [SentRequest[], number[]] = [[], []];
  const expected = new Set<object>();
  const leaving: (() => void)[] = [];
  const line = new RequestLine({
    observe: (request) => observed.push(request),
    tellSent: ({ number }) => told.push(number),
    isOnline: () => isOnline,
    isSilent: () => isSilent,
  });
  const page = {
    expect: (what: object) => void expected.add(what),
    happened: (what: object) => void expected.delete(what),
    onLeave: (callback: () => void) => void leaving.push(callback),
  };
  return { line, page, observed, told, expected, leave: () => leaving[0]?.() };
}

/** Which of the turns have come. */
async function come(turns: readonly Promise<void>[]): Promise<number[]> {
  const numbers: number[] = [];
  turns.forEach((turn, number) => void turn.then(() => numbers.push(number)));
  for (let reaction = 0; reaction < 5; reaction++) await Promise.resolve();
  return numbers;
}

test('requests are sent one after the other, each when the one before has been answered', async () => {
  const { line, page, observed, told, expected } = opened();
  const [first, second] = [line.begin(sending('/a'), page, from), line.begin(sending('/b'), page, from)];
  expect(observed.map(({ number, url, body, status }) => [number, url, body, status])).toEqual([
    [0, '/a', 'x', undefined],
    [1, '/b', 'x', undefined],
  ]);
  expect(expected.size).toBe(2);
  expect(await come([first.turn, second.turn])).toEqual([0]);
  first.end(500);
  expect(await come([first.turn, second.turn])).toEqual([0, 1]);
  second.end(200);
  expect(observed.map(({ status }) => status)).toEqual([500, 200]);
  expect([expected.size, told, line.unanswered]).toEqual([0, [], 0]);
});

test('a page that is left holds nobody up', async () => {
  const { line, page, leave } = opened();
  const [first, second] = [line.begin(sending('/a'), page, from), line.begin(sending('/b'), page, from)];
  leave();
  expect(await come([first.turn, second.turn])).toEqual([0, 1]);
});

test('a data plane that is silent is waited for until the request has arrived, and not until it is answered', async () => {
  const { line, page, told, expected } = opened({ isSilent: true });
  const [first, second] = [line.begin(sending('/a'), page, from), line.begin(sending('/b'), page, from)];
  expect([told, expected.size, line.unanswered]).toEqual([[0, 1], 2, 2]);
  line.arrived(0);
  line.arrived(0);
  expect([expected.size, await come([second.turn])]).toEqual([1, [0]]);
  // The page loses its patience: its end is waited for as well.
  first.ending();
  expect(expected.size).toBe(2);
  first.end(0);
  expect([expected.size, line.unanswered]).toEqual([1, 1]);
});

test('a beacon has no answer: it is there when it has arrived, and without a connection it has failed', () => {
  const online = opened();
  online.line.begin(beacon('/a'), online.page, from);
  expect([online.told, online.expected.size, online.line.unanswered]).toEqual([[0], 1, 0]);
  online.line.arrived(0);
  expect(online.expected.size).toBe(0);
  const offline = opened({ isOnline: false });
  offline.line.begin(beacon('/a'), offline.page, from);
  expect([offline.told, offline.expected.size]).toEqual([[], 0]);
  expect(offline.observed[0]).toMatchObject({ status: 0 });
  expect(offline.observed[0]).not.toHaveProperty('body');
});
