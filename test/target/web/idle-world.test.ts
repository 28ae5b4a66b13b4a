import { describe, expect, test } from 'vitest';
import { BrowserProfile } from '../../../src/target/jsdom/device.js';
import { IdleWorld } from '../../../src/target/web/idle-world.js';

const nowMs = 1_772_442_000_000;
const address = 'https://shop.example/';

function setUp() {
  const profile = new BrowserProfile(() => nowMs);
  const callbacks = new WeakMap<object, unknown>();
  const seen = { entries: 3, pendingRequests: 1, draws: 7 };
  return { profile, callbacks, seen, world: new IdleWorld(() => ({ profiles: [profile], ...seen }), callbacks) };
}

describe('the state of idle pages', () => {
  test('is the same as long as nothing is stored, said or drawn', () => {
    const { world } = setUp();
    expect(world.state()).toEqual(world.state());
    expect(world.state()).toMatchObject({ timesMs: [], deadlinesMs: [] });
  });

  test.each<[string, (parts: ReturnType<typeof setUp>) => void]>([
    ['an item of local storage', ({ profile }) => profile.localStorage.restore('queue', '[1]')],
    ['an item of session storage', ({ profile }) => profile.sessionStorage('tab1').restore('queue', '[1]')],
    ['the storage in which an item is', ({ profile }) => profile.sessionStorage('tab2').restore('queue', '')],
    ['a cookie', ({ profile }) => profile.cookieJar.setCookieSync('queue=1', address)],
    ['the condition of storage', ({ profile }) => Object.assign(profile, { condition: 'full' })],
    [
      'a change that the others are not told of yet',
      ({ profile: { storageEvents } }) => {
        storageEvents.join({ client: 'tab1', storageChanged() {} });
        storageEvents.post({ area: 'localStorage', key: null, oldValue: null, newValue: null, url: '' });
      },
    ],
    ['an entry of the trace', ({ seen }) => Object.assign(seen, { entries: 4 })],
    ['a request that is given up', ({ seen }) => Object.assign(seen, { pendingRequests: 0 })],
    ['a random number', ({ seen }) => Object.assign(seen, { draws: 8 })],
  ])('%s makes it another', (_what, change) => {
    const parts = setUp();
    const before = parts.world.state().rest;
    change(parts);
    expect(parts.world.state().rest).not.toBe(before);
  });

  test('is another when an item is in another area', () => {
    const { world, profile } = setUp();
    const tab = profile.sessionStorage('tab1');
    profile.localStorage.restore('queue', '[1]');
    const before = world.state().rest;
    profile.localStorage.clear();
    tab.restore('queue', '[1]');
    expect(world.state().rest).not.toBe(before);
  });

  test('stored times stand apart, in the order of the items', () => {
    const { world, profile } = setUp();
    profile.localStorage.restore('ack', `"${nowMs}"`);
    profile.sessionStorage('tab1').restore('log', `{"from":${nowMs - 5},"to":${nowMs + 5},"count":12}`);
    const { rest, timesMs } = world.state();
    expect(timesMs).toEqual([nowMs, nowMs - 5, nowMs + 5]);
    profile.sessionStorage('tab1').restore('log', `{"from":${nowMs},"to":${nowMs + 9},"count":12}`);
    expect(world.state()).toMatchObject({ rest, timesMs: [nowMs, nowMs, nowMs + 9] });
    profile.sessionStorage('tab1').restore('log', `{"from":${nowMs},"to":${nowMs + 9},"count":13}`);
    expect(world.state().rest).not.toBe(rest);
  });

  test('is told the same of texts that were seen long ago', () => {
    const { world, profile } = setUp();
    const stateWith = (number: number) => {
      profile.localStorage.restore('log', `${number} at ${nowMs + number}`);
      return world.state();
    };
    const first = stateWith(0);
    for (let number = 1; number < 3_000; number++) expect(stateWith(number).rest).not.toBe(first.rest);
    expect(stateWith(0)).toEqual(first);
  });

  test('digits of another length are no times', () => {
    const { world, profile } = setUp();
    profile.localStorage.restore('numbers', '12345678901 1234567890123456');
    const { rest, timesMs } = world.state();
    expect(timesMs).toEqual([]);
    profile.localStorage.restore('numbers', '12345678902 1234567890123456');
    expect(world.state().rest).not.toBe(rest);
  });

  test('a cookie that expires is an instant to stop at; one of the browser session is not', () => {
    const { world, profile } = setUp();
    profile.cookieJar.setCookieSync('short=1; Max-Age=60', address, { now: new Date(nowMs) });
    profile.cookieJar.setCookieSync('session=1', address, { now: new Date(nowMs) });
    expect(world.state().deadlinesMs).toEqual([nowMs + 60_000]);
  });
});

describe('moving times', () => {
  test('moves those that are named and no others, in whatever text they stand', () => {
    const { world, profile } = setUp();
    profile.localStorage.restore('first', `"${nowMs}"`);
    profile.localStorage.restore('second', `[${nowMs - 5},${nowMs + 5}]`);
    world.moveTimes(new Set([0, 2]), 1_000);
    expect([...profile.localStorage.items()]).toEqual([
      ['first', `"${nowMs + 1_000}"`],
      ['second', `[${nowMs - 5},${nowMs + 1_005}]`],
    ]);
  });
});

describe('lines', () => {
  test('are those of whoever keeps the log, and are no part of the state', () => {
    const { profile } = setUp();
    const said: unknown[] = [];
    const log = {
      lines: 3,
      saidAgain: (...values: unknown[]) => said.push(['asked', ...values]) > 0,
      sayAgain: (...values: unknown[]) => void said.push(['again', ...values]),
    };
    const pages = { profiles: [profile], entries: 0, pendingRequests: 0, draws: 0, log };
    const world = new IdleWorld(() => pages, new WeakMap());
    const { rest, lines } = world.state();
    log.lines = 4;
    expect(world.state()).toMatchObject({ rest, lines: lines + 1 });
    expect(world.saidAgain(2, 1_000)).toBe(true);
    world.sayAgain(2, 5, 1_000);
    world.sayAgain(0, 5, 1_000);
    expect(said).toEqual([
      ['asked', 2, 1_000],
      ['again', 2, 5, 1_000],
    ]);
  });

  test('are none where each of them counts as an entry', () => {
    const { world } = setUp();
    expect(world.state().lines).toBe(0);
    expect(world.saidAgain(1, 1_000)).toBe(false);
  });
});

test('pages are taken to look back for a minute, unless their SDK is known to look back for less', () => {
  const pages = () => ({ profiles: [], entries: 0, pendingRequests: 0, draws: 0 });
  expect(new IdleWorld(pages, new WeakMap()).looksBackMs).toBe(60_000);
  expect(new IdleWorld(pages, new WeakMap(), 10_000).looksBackMs).toBe(10_000);
});

describe('what would be run', () => {
  test('is told by the source of what the page passed, not by that of the wrapper', () => {
    const { world, callbacks } = setUp();
    const wrapped = (original: () => unknown) => {
      const wrapper = () => original();
      callbacks.set(wrapper, original);
      return wrapper;
    };
    const beats = [0, 1].map((number) => wrapped(() => number));
    const other = wrapped(() => 'something else');
    expect(world.describeCallback(beats[0])).toBe(world.describeCallback(beats[1]));
    expect(world.describeCallback(other)).not.toBe(world.describeCallback(beats[0]));
  });
});
