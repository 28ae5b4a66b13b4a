import { afterAll, describe, expect, test } from 'vitest';
import type { Timeline } from '../../src/record/timeline.js';
import type { MessageEntry, Platform, Trace, TraceEntry } from '../../src/record/trace.js';
import { failedHandshake, faultOf, walkAdapter } from '../../src/suite/adapter-walk.js';
import { capabilityTimeline } from '../../src/suite/capability-timelines.js';
import { allCapabilities, type HelloAnswer, openTarget, type Target, UntestableError } from '../../src/target/index.js';

const hello: HelloAnswer = {
  protocol: 1,
  sdk: { name: 'engine', version: '1' },
  platform: 'web',
  policy: 'announcement-web',
  clock: 'told',
  capabilities: allCapabilities.filter((each) => each !== 'screen' && each !== 'load.lifecycleEvents'),
};
const engine = openTarget('reference:announcement-web', { edition: '2022-12', seed: 1 });
const phone = openTarget('reference:announcement-mobile', { edition: '2022-12', seed: 1 });
afterAll(() => Promise.all([engine.close(), phone.close()]));

/** The engine, behind an adapter that cannot do one thing or another. */
function unableTo(fails: (timeline: Timeline) => boolean): Target {
  return {
    description: engine.description,
    async play(timeline) {
      if (fails(timeline)) throw new UntestableError('the adapter could not do the step');
      return engine.play(timeline);
    },
    async close() {},
  };
}

describe('an adapter is walked through', () => {
  test('from the handshake to every capability, of which each is ok', async () => {
    const places = await walkAdapter(engine, hello);
    expect(places.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
    expect(places[0]).toEqual({
      place: 'handshake',
      outcome: 'ok',
      message: 'engine 1, web, policy announcement-web, clock told',
    });
    expect(places.map(({ place }) => place).slice(1, 4)).toEqual(['open, clock', 'load', 'track']);
    expect(places).toHaveLength(hello.capabilities.length + 2);
  });

  test('on a phone, and is told what it does not list', async () => {
    const capabilities = allCapabilities.filter((each) => each !== 'sleep' && each !== 'page' && each !== 'clients');
    const of = { ...hello, platform: 'mobile' as const, capabilities: capabilities.filter((each) => each !== 'load') };
    const places = await walkAdapter(phone, of);
    expect(places.at(-1)).toMatchObject({ place: 'further', outcome: 'not tried' });
    expect(places.at(-1)?.message).toMatch(/are skipped: load, sleep$/);
  });

  test('up to the first thing that everything needs', async () => {
    const loads = unableTo(({ steps }) => steps.some(({ action }) => action.kind === 'load'));
    const places = await walkAdapter(loads, { ...hello, capabilities: ['load', 'track', 'sleep'] });
    expect(places.map(({ place, outcome }) => [place, outcome])).toEqual([
      ['handshake', 'ok'],
      ['open, clock', 'ok'],
      ['load', 'not ok'],
      ['track', 'not tried'],
      ['sleep', 'not tried'],
      ['further', 'not tried'],
    ]);
    expect(places[2]).toMatchObject({ message: 'the adapter could not do the step', advice: 'fill in this step' });
  });

  test('past a capability that does not work, but not past many', async () => {
    const sleeps = await walkAdapter(
      unableTo(({ id }) => id === 'adapter/page'),
      hello,
    );
    const faulty = sleeps.filter(({ outcome }) => outcome === 'not ok');
    expect(faulty).toMatchObject([{ place: 'page', advice: 'fill in this step, or take page off the capabilities' }]);
    const events = await walkAdapter(
      unableTo(({ id }) => !/load$|track$|clock$/.test(id)),
      hello,
    );
    expect(events.filter(({ outcome }) => outcome === 'not ok')).toHaveLength(8);
    expect(events.at(-1)).toMatchObject({ outcome: 'not tried', message: 'what comes before does not work' });
  });

  test('an adapter that lists what rests on something else is told so', async () => {
    const target = { ...unableTo(() => false), whyUnable: () => 'asks for freeze' };
    const places = await walkAdapter(target, { ...hello, capabilities: ['load', 'track', 'thaw'] });
    expect(places.find(({ place }) => place === 'thaw')?.message).toBe('asks for freeze');
  });

  test('a handshake that fails is the only place, with what to do', () => {
    expect(failedHandshake('it ended')).toMatchObject({ place: 'handshake', outcome: 'not ok', message: 'it ended' });
    expect(failedHandshake('it ended').advice).toContain('answer hello');
    // Who has said something, and needs another clock, is told so by the message itself.
    expect(failedHandshake('it needs --clock', hello)).not.toHaveProperty('advice');
  });

  test('in real time only as far as somebody would wait, and as the clock of the machine goes', async () => {
    const target = { ...unableTo(() => false), description: { ...engine.description, timeScale: 60 } };
    const capabilities = ['load', 'track', 'sleep', 'setClock', 'network', 'server.hang'] as const;
    const places = await walkAdapter(target, { ...hello, capabilities });
    const told = Object.fromEntries(places.map(({ place, outcome, message }) => [place, `${outcome}: ${message}`]));
    expect(told).toMatchObject({
      track: 'ok: ',
      sleep: 'not tried: the clock of the machine cannot be made to sleep',
      setClock: 'not tried: the clock of the machine cannot be made to setClock',
      network: 'not tried: it would take 10s 83ms of real time',
      'server.hang': 'not tried: it would take 20s 83ms of real time',
    });
  });
});

describe('of a trial it is noticed that', () => {
  const traceOf = (platform: Platform = 'web'): Promise<Trace> => engine.play(capabilityTimeline('clients', platform));
  const changed = (trace: Trace, change: (message: MessageEntry) => TraceEntry | undefined): Trace => ({
    ...trace,
    entries: trace.entries.flatMap((each) => (each.kind === 'message' ? (change(each) ?? []) : each)),
  });

  test('nothing is wrong', async () => {
    expect(faultOf(await traceOf())).toBeUndefined();
  });

  test('a message is missing, and why', async () => {
    const trace = changed(await traceOf(), () => undefined);
    expect(faultOf(trace)?.message).toBe('a track message is missing');
    const unreadable: TraceEntry = {
      ...{ kind: 'request', step: 1, device: 'device1', client: 'tab1', elapsedMs: 0, wallMs: 0 },
      ...{ request: 9, method: 'POST', url: '/v1/events', status: 404, unreadable: '"/v1/events" is no address' },
    } as const;
    const { message } = faultOf({ ...trace, entries: [...trace.entries, unreadable] }) ?? {};
    expect(message).toBe('a track message is missing; a request could not be read: "/v1/events" is no address');
  });

  test('it came in a request that was not accepted', async () => {
    const trace = await traceOf();
    const entries = trace.entries.map((each) => (each.kind === 'request' ? { ...each, status: 500 } : each));
    expect(faultOf({ ...trace, entries })?.message).toBe('a track message is missing');
  });

  test('it came from another client', async () => {
    const trace = changed(await traceOf(), (message) => ({ ...message, client: 'tab1' }));
    expect(faultOf(trace)?.message).toBe('what tab1-another of device1 had to send came from tab1 of device1');
  });

  test('the clock of the SDK is another one, or not to be seen', async () => {
    const slept = await engine.play(capabilityTimeline('sleep', 'web'));
    const stopped = changed(slept, (message) => {
      return { ...message, body: { ...message.body, originalTimestamp: '2026-03-02T09:00:00.000Z' } };
    });
    expect(faultOf(stopped)).toMatchObject({
      message: 'the clock of the SDK is 1m behind that of the timeline',
      advice: expect.stringContaining('"clock":"host"'),
    });
    const late = changed(slept, (message) => {
      const atMs = Date.parse(String(message.body.originalTimestamp)) + 10 * message.message;
      return { ...message, body: { ...message.body, originalTimestamp: new Date(atMs).toISOString() } };
    });
    expect(faultOf(late)?.message).toBe('the clock of the SDK is 10ms ahead of that of the timeline');
    expect(faultOf(late, 200)).toBeUndefined();
    const undated = changed(slept, (message) => ({ ...message, body: { ...message.body, originalTimestamp: 'now' } }));
    expect(faultOf(undated)?.message).toBe('the track message has no originalTimestamp that can be read');
  });

  test('the SDK threw', async () => {
    const trace = await traceOf();
    const entries = trace.entries.map((each) => (each.kind === 'step' ? { ...each, threw: 'no window' } : each));
    expect(faultOf({ ...trace, entries })?.message).toBe('the SDK threw at open: no window');
  });

  test('an event of an outage may be given up, and may be sent late', async () => {
    const outage = await engine.play(capabilityTimeline('network', 'web'));
    expect(faultOf(outage)).toBeUndefined();
    const withoutLate = changed(outage, (message) => (message.message === 1 ? undefined : message));
    expect(withoutLate.entries.length).toBe(outage.entries.length - 1);
    expect(faultOf(withoutLate)).toBeUndefined();
  });
});
