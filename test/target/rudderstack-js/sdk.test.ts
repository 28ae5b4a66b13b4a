import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { ConfigValue, StepAction } from '../../../src/record/timeline.js';
import { playInJsdom } from '../../../src/target/jsdom/player.js';
import { rudderStackJs } from '../../../src/target/rudderstack-js/sdk.js';
import { withFolder } from '../../promises/command-line.js';
import { getSessionId, load, logsOf, messagesOf, startSession, thrownOf, timeline, track } from '../timeline.js';

const fixtureFile = (name: string) => fileURLToPath(new URL(`../../fixtures/sdks/${name}`, import.meta.url));
const fixture = (name: string) => rudderStackJs(fixtureFile(name));
const plain = fixture('plain.cjs');

const play = (...actions: StepAction[]) =>
  playInJsdom(timeline([load(), ...actions]), plain, 'fixture', { seed: 1, fastForward: false });

/** What the plain SDK sends for one call. */
async function sent(action: StepAction): Promise<unknown> {
  return messagesOf(await play(action))[0]?.body;
}

describe('calls', () => {
  test.each([
    ['track', 'Viewed', { event: 'Viewed', properties: { price: 5 } }],
    ['page', 'Cart', { name: 'Cart', properties: { price: 5 } }],
    ['identify', 'u1', { userId: 'u1', traits: { price: 5 } }],
    ['group', 'g1', { groupId: 'g1', traits: { price: 5 } }],
    ['alias', 'u2', { userId: 'u2' }],
  ] as const)('%s passes its name, properties and context where the SDK takes them', async (type, name, expected) => {
    const context = { app: { name: 'shop' } };
    const body = await sent({ kind: 'event', type, name, properties: { price: 5 }, context });
    expect(body).toMatchObject({ type, ...expected, context });
    expect(body).not.toHaveProperty('category');
    expect(body).not.toHaveProperty('from');
  });

  test('the category of a page and the previous id of an alias are passed on', async () => {
    expect(await sent({ kind: 'event', type: 'page', name: 'Cart', category: 'Shop' })).toMatchObject({
      name: 'Cart',
      category: 'Shop',
    });
    expect(await sent({ kind: 'event', type: 'alias', name: 'u2', previousId: 'u1' })).toMatchObject({ from: 'u1' });
  });

  test.each(['page', 'identify'] as const)('a %s without a name passes none, and no context', async (type) => {
    const body = await sent({ kind: 'event', type, name: '' });
    expect(body).not.toHaveProperty('name');
    expect(body).not.toHaveProperty('userId');
    expect(body).toMatchObject({ [type === 'page' ? 'properties' : 'traits']: {} });
    expect(Object.keys(Reflect.get(Object(body), 'context'))).toEqual(['sessionId', 'sessionStart']);
  });

  test('traits alone come first, for a user id that is undefined would make the SDK forget the one it knows', async () => {
    const body = await sent({ kind: 'event', type: 'identify', name: '', properties: { plan: 'free' } });
    expect(body).toMatchObject({ traits: { plan: 'free' } });
  });

  test('a screen, which the SDK lacks, is an error', async () => {
    const trace = await play({ kind: 'event', type: 'screen', name: 'Home' });
    expect(thrownOf(trace)).toEqual([[1, 'the JavaScript SDK has no screen call']]);
  });

  test.each<[string, StepAction, unknown]>([
    ['startSession without an id', { kind: 'startSession' }, ['startSession']],
    ['startSession with an id', startSession(1234567890), ['startSession', '1234567890']],
    ['startSession with null', startSession(null), ['startSession', 'null']],
    ['startSession with undefined', startSession({ notJson: 'undefined' }), ['startSession', 'undefined']],
    ['startSession with NaN', startSession({ notJson: 'NaN' }), ['startSession', 'NaN']],
    ['endSession', { kind: 'endSession' }, ['endSession']],
    ['reset', { kind: 'reset' }, ['reset']],
    ['reset of the anonymous id', { kind: 'reset', anonymousId: true }, ['reset', true]],
    ['reset without the anonymous id', { kind: 'reset', anonymousId: false }, ['reset', false]],
  ])('%s passes what was written and no more', async (_title, action, expected) => {
    const trace = await play(action, getSessionId, track());
    expect(trace.entries.find(({ kind }) => kind === 'return')).toMatchObject({ step: 2, value: expected });
  });

  test.each<[string, StepAction, object]>([
    ['consent', { kind: 'consent' }, {}],
    ['consent to a storage', { kind: 'consent', storage: 'localStorage' }, { storage: { type: 'localStorage' } }],
  ])('%s passes that everything is allowed', async (_title, action, more) => {
    const trace = await play(action, getSessionId);
    const consentManagement = {
      enabled: true,
      provider: 'custom',
      allowedConsentIds: ['analytics'],
      deniedConsentIds: [],
    };
    expect(trace.entries.find(({ kind }) => kind === 'return')).toMatchObject({
      value: ['consent', { consentManagement, ...more }],
    });
  });
});

describe('the options of a load', () => {
  const optionsOf = async (action: StepAction): Promise<unknown> => {
    const trace = await playInJsdom(timeline([action]), fixture('printing-options.cjs'), 'fixture', {
      seed: 1,
      fastForward: false,
    });
    return JSON.parse(logsOf(trace)[0]?.text ?? '');
  };

  test('are the smallest that work without a network', async () => {
    expect(await optionsOf(load())).toEqual([
      'lapse-write-key',
      'https://dataplane.example',
      { polyfillIfRequired: false, logLevel: 'WARN' },
      [],
    ]);
  });

  test('hold the configuration as the application would have written it', async () => {
    const notJson = (value: 'NaN' | 'Infinity' | 'undefined'): ConfigValue => ({ notJson: value });
    const sessions = {
      autoTrack: 'false',
      timeout: notJson('Infinity'),
      cutOff: { enabled: notJson('undefined'), duration: notJson('NaN') },
    };
    expect(await optionsOf(load({ sessions, storage: { type: 'none' } }))).toMatchObject({
      2: {
        sessions: { autoTrack: 'false', timeout: 'Infinity', cutOff: { enabled: 'undefined', duration: 'NaN' } },
        storage: { type: 'none' },
      },
    });
  });

  test('say what may be stored and sent before consent, for which nobody else asks', async () => {
    const options = await optionsOf(load({ preConsent: { storage: 'anonymousId', delivery: 'buffer' } }));
    expect(options).toMatchObject({
      2: {
        consentManagement: { enabled: true, provider: 'custom' },
        preConsent: { enabled: true, storage: { strategy: 'anonymousId' }, events: { delivery: 'buffer' } },
      },
    });
  });
});

describe('a bundle', () => {
  const umd = '(function (g, f) { typeof exports === "object" ? f(exports) : f((g.rudderanalytics = {})); })(this, f);';
  const factory = (source: string) =>
    `function f(exports) {${source.replace('module.exports = {', 'Object.assign(exports, {').replace(/};\s*$/, '});')}}`;
  const source = readFileSync(fixtureFile('plain.cjs'), 'utf8');

  test.each([
    ['CommonJS', source],
    ['UMD', `${factory(source)} ${umd}`],
    [
      'an IIFE with a class',
      `var RudderAnalytics = (function () {var exports = {}; ${factory(source)} f(exports); return exports.RudderAnalytics;})();`,
    ],
    [
      'an IIFE with an instance',
      `var rudderanalytics = (function () {var exports = {}; ${factory(source)} f(exports); return new exports.RudderAnalytics();})() // no semicolon`,
    ],
    ['an IIFE with a namespace', `${factory(source)} globalThis.rudderanalytics = {}; f(globalThis.rudderanalytics);`],
  ])('%s is driven', async (_kind, text) => {
    const trace = await withFolder((folder) => {
      const file = path.join(folder, 'bundle.js');
      writeFileSync(file, text);
      return playInJsdom(timeline([load(), track('Viewed')]), rudderStackJs(file), 'fixture', {
        seed: 1,
        fastForward: false,
      });
    });
    expect(thrownOf(trace)).toEqual([]);
    expect(messagesOf(trace).map(({ body }) => body.event)).toEqual(['Viewed']);
  });

  test.each([
    ['exports.version = 1;', 'no SDK in bundle.js; a class or an object with the method load was looked for in '],
    ['require("uuid");', 'bundle.js threw while it was run: require is not defined'],
  ])('%s is an error of the load', async (text, message) => {
    const trace = await withFolder((folder) => {
      const file = path.join(folder, 'bundle.js');
      writeFileSync(file, text);
      return playInJsdom(timeline([load()]), rudderStackJs(file), 'fixture', { seed: 1, fastForward: false });
    });
    expect(thrownOf(trace)).toEqual([[0, expect.stringContaining(message)]]);
  });
});

describe('the script', () => {
  test('is run anew on every page', async () => {
    const trace = await play(startSession(1), { kind: 'reload' }, getSessionId);
    expect(trace.entries.at(-1)).toMatchObject({ kind: 'return', value: trace.entries[0]?.wallMs });
  });

  test('is read at once: a missing or broken file is an error before any timeline', () => {
    expect(() => fixture('no-such-script.cjs')).toThrow('ENOENT');
    expect(() => fixture('broken-script.txt')).toThrow(SyntaxError);
  });
});
