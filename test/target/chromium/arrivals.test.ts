import { describe, expect, test } from 'vitest';
import { Arrivals } from '../../../src/target/chromium/arrivals.js';

const arrived = (url: string, body: string, status = 200) =>
  ({ arrivedMs: 0, purpose: 'messages', method: 'POST', url, headers: {}, body, status }) as const;

describe('requests that have arrived', () => {
  test('are paired with those that were sent by method, path and body, each once', () => {
    const arrivals = new Arrivals();
    arrivals.receive(arrived('/v1/track', 'one', 500));
    arrivals.receive(arrived('/v1/track', 'one'));
    arrivals.receive(arrived('/v1/page', 'one'));
    const sent = { method: 'post', path: '/v1/track', body: 'one' };
    expect(arrivals.take({ ...sent, body: 'two' })).toBeUndefined();
    expect(arrivals.take({ ...sent, method: 'GET' })).toBeUndefined();
    expect([arrivals.take(sent)?.status, arrivals.take(sent)?.status, arrivals.take(sent)]).toEqual([
      500,
      200,
      undefined,
    ]);
    expect(arrivals.takeRest().map(({ url }) => url)).toEqual(['/v1/page']);
    expect(arrivals.takeRest()).toEqual([]);
  });

  test('are told by their path alone where nobody knows what was sent', () => {
    const arrivals = new Arrivals();
    arrivals.receive(arrived('/beacon/v1/batch', 'a blob'));
    expect(arrivals.take({ method: 'POST', path: '/beacon/v1/batch' })?.body).toBe('a blob');
  });

  test('are waited for, and stay to be taken', async () => {
    const arrivals = new Arrivals();
    const sent = { method: 'POST', path: '/v1/track', body: 'one' };
    const told: string[] = [];
    const waiting = arrivals.until(sent).then(() => told.push('arrived'));
    arrivals.receive(arrived('/v1/track', 'two'));
    await Promise.resolve();
    expect(told).toEqual([]);
    arrivals.receive(arrived('/v1/track', 'one'));
    await waiting;
    await arrivals.until(sent);
    expect(arrivals.take(sent)?.body).toBe('one');
  });
});
