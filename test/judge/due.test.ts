import { describe, expect, test } from 'vitest';
import { dueOf, hasOutage, retryMs } from '../../src/judge/due.js';
import type { Step, StepAction } from '../../src/record/timeline.js';
import { caseOf, load, observationOf, on, track, wait } from './fixture.js';

const offline: StepAction = { kind: 'network', state: 'offline' };
const online: StepAction = { kind: 'network', state: 'online' };
const server = (answer: 'ok' | 429 | 500 | 'hang' | 'reset'): StepAction => ({ kind: 'server', answer });
const reload: StepAction = { kind: 'reload' };
const asking: StepAction = {
  kind: 'reload',
  config: { preConsent: { storage: 'anonymousId', delivery: 'buffer' } },
};
const close: StepAction = { kind: 'close' };
const called = track('one');

/** What becomes of the call `called` of the first tab. */
function due(...steps: readonly (StepAction | Step)[]): string {
  const observed = observationOf(caseOf([load, ...steps]));
  const event = observed.events.find(({ call, client }) => call.name === 'one' && client === 'tab1');
  if (event === undefined) throw new Error('the steps have no such call');
  return dueOf(observed, event);
}

describe('a call is due', () => {
  test.each<[string, string, readonly (StepAction | Step)[]]>([
    ['at the end of the timeline', 'at-once', [called]],
    ['when time passes', 'at-once', [called, wait(1), close]],
    ['before an outage that begins later', 'at-once', [called, wait(1), offline, wait(retryMs)]],
    ['not when its page is left at once', 'excused', [called, close]],
    ['not when the browser of another tab is closed', 'excused', [called, on('tab2', { kind: 'restart' })]],
    ['also when another tab is closed', 'at-once', [on('tab2', load), called, on('tab2', close)]],
    ['after an outage, in time', 'after-outage', [server(500), called, server('ok'), wait(retryMs)]],
    [
      'after an outage that begins right after it',
      'after-outage',
      [called, server('hang'), server('ok'), wait(retryMs)],
    ],
    ['not before that', 'excused', [server(500), called, server('ok'), wait(retryMs - 1)]],
    ['not while it lasts', 'excused', [server(429), called, wait(retryMs)]],
    [
      'not by waiting before and between',
      'excused',
      [offline, called, wait(retryMs), online, wait(1), offline, wait(retryMs)],
    ],
    [
      'not by times that another outage parts',
      'excused',
      [offline, called, online, wait(retryMs / 2), offline, online, wait(retryMs / 2)],
    ],
    ['not by sleeping', 'excused', [offline, called, online, { kind: 'sleep', durationMs: retryMs }]],
    [
      'in waits that follow each other',
      'back-online',
      [offline, called, online, wait(retryMs / 2), track('two'), wait(retryMs / 2)],
    ],
    ['back online, if it was called offline', 'back-online', [offline, called, wait(1), online, wait(retryMs)]],
    ['not if online while nobody answers', 'excused', [offline, server('reset'), called, online, wait(retryMs)]],
    ['on the next page', 'on-a-later-page', [offline, called, reload, wait(1), online, wait(retryMs)]],
    [
      'on the next page, though there was time on its own',
      'on-a-later-page',
      [offline, called, wait(1), online, wait(1), reload, wait(retryMs)],
    ],
    [
      'on a page that is opened later',
      'on-a-later-page',
      [offline, called, close, online, wait(retryMs), load, wait(retryMs)],
    ],
    ['not without a page', 'excused', [offline, called, close, online, wait(retryMs)]],
    [
      'not without a page of that tab',
      'excused',
      [offline, called, on('tab2', { kind: 'restart' }), online, wait(retryMs)],
    ],
    ['not after a crash', 'excused', [offline, called, { kind: 'crash' }, online, wait(retryMs)]],
    [
      'not when its storage is taken away',
      'excused',
      [offline, called, { kind: 'storage', state: 'cleared' }, online, wait(retryMs)],
    ],
    [
      'not after a crash of the browser in another tab',
      'excused',
      [offline, called, on('tab2', { kind: 'crash' }), online, wait(retryMs)],
    ],
    ['not when its page is left before an outage begins', 'excused', [called, close, offline, wait(retryMs)]],
    [
      'not while it waits for consent as well',
      'excused',
      [
        on('tab1', { kind: 'reload', config: { preConsent: { storage: 'none', delivery: 'buffer' } } }),
        called,
        offline,
        online,
        wait(retryMs),
      ],
    ],
    [
      'whatever happens to another device',
      'at-once',
      [called, on('tab1', { kind: 'crash' }, 'device2'), wait(1), offline],
    ],
    ['not in a frozen tab', 'excused', [offline, called, { kind: 'freeze' }, online, wait(retryMs)]],
    [
      'in a tab that was thawed',
      'back-online',
      [offline, called, { kind: 'freeze' }, online, { kind: 'thaw' }, wait(retryMs)],
    ],
    ['not by a page that asks for consent', 'excused', [offline, called, asking, online, wait(retryMs)]],
    [
      'by one that has the consent already',
      'on-a-later-page',
      [{ kind: 'consent' }, offline, called, asking, online, wait(retryMs)],
    ],
    ['in spite of an outage of another device', 'at-once', [on('tab1', offline, 'device2'), called, wait(1)]],
    [
      'in spite of what another tab goes through',
      'back-online',
      [offline, called, on('tab2', load), on('tab2', reload), online, wait(retryMs)],
    ],
  ])('%s: %s', (_when, expected, steps) => {
    expect(due(...steps)).toBe(expected);
  });
});

test('an outage is a step of the network or of the data plane, even if it changes nothing', () => {
  expect(hasOutage(observationOf(caseOf([load, called, wait(1)])))).toBe(false);
  expect(hasOutage(observationOf(caseOf([load, online])))).toBe(true);
  expect(hasOutage(observationOf(caseOf([load, server('ok')])))).toBe(true);
});
