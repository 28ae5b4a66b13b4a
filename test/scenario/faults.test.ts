import { describe, expect, test } from 'vitest';
import { casesOf, faultsOf, scenario } from './scenario-input.js';

describe('what is wrong with a scenario is said with its place', () => {
  test('keys of the file', () => {
    const text = `titel: Some title
requirements: [SES-TIMEOUT-01, timeout]
platform: desktop
given: { boundry: exclusive, cutOffBoundary: open }
start: yesterday
url: shop
config: { timout: 30m, storage: disk, cutOff: { length: 1h } }
steps: []
`;
    expect(faultsOf(text)).toMatchInlineSnapshot(`
      [
        "1:1: the file lacks the key "title"",
        "1:1: unknown key "titel" (did you mean "title"?); allowed: title, requirements, platform, given, config, start, url, matrix, steps",
        "2:16: unknown requirement "SES-TIMEOUT-01" (did you mean "SES-TIMEOUT-001"?); allowed: an id that lapse list --what requirements shows",
        "2:32: unknown requirement "timeout"; allowed: an id that lapse list --what requirements shows",
        "3:11: platform is "desktop"; allowed: web, mobile, any",
        "4:10: unknown key "boundry" in given (did you mean "boundary"?); allowed: defaultTimeoutMs, boundary, warnBelowTimeoutMs, zeroTimeout, negativeTimeout, invalidTimeout, onlyFalseDisablesAutoTrack, expiryCheck, automaticNeedsLifecycleEvents, foregroundIsActivity, backgroundIsActivity, backgroundEventsAreActivity, resetIsActivity, idUnit, minimumManualIdDigits, invalidManualId, manualAfterRestart, readsExpired, clockSetBack, storageLost, cutOffDefaultMs, cutOffBoundary, cutOffShorterThanTimeout",
        "4:46: given.cutOffBoundary is "open"; allowed: exclusive, inclusive",
        "5:8: start is "yesterday"; allowed: an ISO date with a time zone such as 2026-03-02T09:00:00.000Z",
        "6:6: url is "shop"; allowed: a full web address such as https://shop.example/",
        "7:11: unknown key "timout" in config (did you mean "timeout"?); allowed: autoTrack, timeout, cutOff, storage, preConsent, lifecycleEvents, other",
        "7:33: config.storage is "disk"; allowed: cookieStorage, localStorage, sessionStorage, memoryStorage, none",
        "7:49: unknown key "length" in config.cutOff; allowed: enabled, duration",
        "8:8: steps is empty; allowed: at least 1 entry",
      ]
    `);
  });

  test('requirements that do not exist', () => {
    const text = scenario('  - load\n').replace('SES-TIMEOUT-001', 'SES-TIMEOUT-001, SES-TIMEOT-002, SES-COLOUR-001');
    expect(faultsOf(text)).toMatchInlineSnapshot(`
      [
        "2:33: unknown requirement "SES-TIMEOT-002" (did you mean "SES-TIMEOUT-002"?); allowed: an id that lapse list --what requirements shows",
        "2:49: unknown requirement "SES-COLOUR-001"; allowed: an id that lapse list --what requirements shows",
      ]
    `);
  });

  test('steps', () => {
    const steps = `
  - load
  - trak: Product Viewed
  - lood
  - track
  - wait: 5m
    track: Product Viewed
  - { expect: { messages: 1 } }
  - {}
  - 5
  - track: 5
  - track: ''
  - track: Product Viewed
    exspect: { start: true }
    traits: {}
  - load: https://shop.example/
  - navigate: cart
  - reset: { anonymous: true }
  - { getSessionId: , client: 'tab 2' }
  - { page: Home, categry: Shop }
  - { alias: user-2, from: 7 }
  - { track: Product Viewed, category: Shop }
`;
    expect(faultsOf(scenario(steps))).toMatchInlineSnapshot(`
      [
        "7:5: unknown step "trak" (did you mean "track"?); allowed: load, track, page, screen, identify, group, alias, startSession, endSession, reset, getSessionId, consent, wait, sleep, setClock, timeZone, reload, navigate, restart, crash, close, background, foreground, freeze, thaw, storage, damage, network, server",
        "8:5: unknown step without a value "lood" (did you mean "load"?); allowed: load, startSession, endSession, reset, getSessionId, consent, reload, restart, crash, close, background, foreground, freeze, thaw",
        "9:5: unknown step without a value "track"; allowed: load, startSession, endSession, reset, getSessionId, consent, reload, restart, crash, close, background, foreground, freeze, thaw",
        "11:5: one step with "wait" and "track"; write one step each",
        "12:5: the step says nothing to do; allowed: load, track, page, screen, identify, group, alias, startSession, endSession, reset, getSessionId, consent, wait, sleep, setClock, timeZone, reload, navigate, restart, crash, close, background, foreground, freeze, thaw, storage, damage, network, server",
        "13:5: the step says nothing to do; allowed: load, track, page, screen, identify, group, alias, startSession, endSession, reset, getSessionId, consent, wait, sleep, setClock, timeZone, reload, navigate, restart, crash, close, background, foreground, freeze, thaw, storage, damage, network, server",
        "14:5: steps[7] is 5; allowed: a word such as load, or a map such as track: Product Viewed",
        "15:12: steps[8].track is 5; allowed: text",
        "16:12: steps[9].track is an empty text; allowed: a text of at least one character",
        "18:5: unknown key "exspect" in steps[10] (did you mean "expect"?); allowed: track, properties, context, client, as, expect",
        "19:5: unknown key "traits" in steps[10]; allowed: track, properties, context, client, as, expect",
        "20:11: steps[11].load is "https://shop.example/"; allowed: nothing",
        "21:15: steps[12].navigate is "cart"; allowed: a full web address such as https://shop.example/",
        "22:14: unknown key "anonymous" in steps[13].reset (did you mean "anonymousId"?); allowed: anonymousId",
        "23:31: steps[14].client is "tab 2"; allowed: a name of letters, digits, hyphens and underscores",
        "24:19: unknown key "categry" in steps[15] (did you mean "category"?); allowed: page, category, properties, context, client, as, expect",
        "25:28: steps[16].from is 7; allowed: text",
        "26:30: unknown key "category" in steps[17]; allowed: track, properties, context, client, as, expect",
      ]
    `);
  });

  test('durations', () => {
    const steps = `
  - load
  - wait: 500ms
  - wait: 500
  - wait: '500'
  - sleep: timeot + 1ms
  - setClock: 1h +
  - wait: 0.1ms
  - reload:
    config: { timeout: 2 * timeout }
  - reload:
    config: { timeout: 30m + x, cutOff: { duration: cutOff } }
`;
    expect(faultsOf(scenario(steps.replace('  - wait: 500\n', '')))).toMatchInlineSnapshot(`
      [
        "8:11: "500" in the duration "500" has no unit; allowed: a number with ms, s, m, h or d",
        "9:12: unknown name "timeot" in the duration "timeot + 1ms" (did you mean "timeout"?); allowed: timeout, cutOff",
        "10:15: the duration "1h +" lacks a term at its end; allowed: a duration such as 30m, 1h 30m, timeout + 1ms, 3 * timeout or cutOff - 5m",
        "11:11: the duration "0.1ms" is 0.1 ms; allowed: whole milliseconds",
        "13:24: "timeout" has no length here; allowed: a number with ms, s, m, h or d",
        "15:24: unknown name "x" in the duration "30m + x"; allowed: timeout, cutOff",
        "15:53: "cutOff" has no length here; allowed: a number with ms, s, m, h or d, timeout",
      ]
    `);
    expect(faultsOf(scenario('  - wait: 500\n'))).toMatchInlineSnapshot(`
      [
        "5:11: steps[0].wait is 500; allowed: a duration such as 30m or timeout + 1ms",
      ]
    `);
  });

  test('time zones', () => {
    const steps = "  - timeZone: Europe/Berln\n  - load\n  - timeZone: '+01:00'\n  - timeZone: Asia/Kolkata\n";
    expect(faultsOf(scenario(steps))).toEqual([
      '5:15: no time zone is called "Europe/Berln" (did you mean "Europe/Berlin"?); allowed: a name of the time zone database, such as Europe/Berlin',
      '7:15: no time zone is called "+01:00"; allowed: a name of the time zone database, such as Europe/Berlin',
    ]);
  });

  test('expectations', () => {
    const steps = `
  - load:
    expect: { session: first }
  - track: A
    expect: { start: false, id: 1.5, session: 1, fields: {}, visitor: 7, messages: -1, logs: info, because: '' }
  - track: B
    expect: { returns: first }
  - track: C
    expect: {}
  - getSessionId:
    expect: { session: first }
  - track: D
    as: now
`;
    expect(faultsOf(scenario(steps))).toMatchInlineSnapshot(`
      [
        "7:15: unknown key "session" in steps[0].expect; allowed: messages, logs, requirement, because",
        "9:22: steps[1].expect.start is false; allowed: true, absent",
        "9:33: steps[1].expect.id is 1.5; allowed: a whole number or text",
        "9:47: steps[1].expect.session is 1; allowed: a label of letters, digits, hyphens and underscores, or none",
        "9:58: steps[1].expect.fields is empty; allowed: at least 1 entry",
        "9:71: steps[1].expect.visitor is 7; allowed: a name of letters, digits, hyphens and underscores",
        "9:84: steps[1].expect.messages is -1; allowed: at least 0",
        "9:94: steps[1].expect.logs is "info"; allowed: none, warn, error",
        "9:109: steps[1].expect.because is an empty text; allowed: a text of at least one character",
        "11:15: unknown key "returns" in steps[2].expect; allowed: session, start, id, fields, visitor, messages, logs, requirement, because",
        "13:13: steps[3].expect is empty; allowed: at least 1 entry",
        "15:15: unknown key "session" in steps[4].expect; allowed: returns, messages, logs, requirement, because",
        "17:9: steps[5].as is "now"; allowed: a name of letters, digits, hyphens and underscores, other than "now"",
      ]
    `);
  });

  test('names and labels that no earlier step gave', () => {
    const steps = `
  - load
  - getSessionId:
    expect: { returns: first }
  - track: A
    as: opening
    expect: { session: first, id: later }
  - track: B
    as: opening
    expect: { session: none, id: openin }
  - getSessionId:
    expect: { returns: frist }
  - track: C
    as: later
`;
    expect(faultsOf(scenario(steps))).toMatchInlineSnapshot(`
      [
        "8:24: no earlier step has the session "first"; allowed: none",
        "11:35: no earlier step is named "later"; allowed: a number, now",
        "13:9: steps[3].as is "opening", the name of an earlier step",
        "14:34: no earlier step is named "openin" (did you mean "opening"?); allowed: a number, now, opening",
        "16:24: no earlier step has the session "frist" (did you mean "first"?); allowed: none, first",
      ]
    `);
  });

  test('a requirement that the scenario does not name', () => {
    const steps = `
  - load
  - track: A
    expect: { start: true, requirement: SES-TIMEOUT-03 }
  - track: B
    expect: { start: absent, requirement: SES-TIMEOUT-003 }
`;
    expect(faultsOf(scenario(steps))).toMatchInlineSnapshot(`
      [
        "8:41: the scenario does not name "SES-TIMEOUT-03" (did you mean "SES-TIMEOUT-001"?); allowed: SES-TIMEOUT-001",
        "10:43: the scenario does not name "SES-TIMEOUT-003" (did you mean "SES-TIMEOUT-001"?); allowed: SES-TIMEOUT-001",
      ]
    `);
  });

  test('numbers that JSON lacks', () => {
    const steps = `
  - load:
    config: { timeout: .nan }
  - track: A
    properties: { list: [1, .inf], literal: .nan }
    expect: { fields: { properties.x: .nan } }
  - startSession: -.inf
`;
    expect(faultsOf(scenario(steps))).toMatchInlineSnapshot(`
      [
        "7:24: steps[0].config.timeout is NaN, which JSON cannot say",
        "9:29: steps[1].properties.list[1] is Infinity, which JSON cannot say",
        "9:45: steps[1].properties.literal is NaN, which JSON cannot say",
        "10:39: steps[1].expect.fields.properties.x is NaN, which JSON cannot say",
        "11:19: steps[2].startSession is -Infinity, which JSON cannot say",
      ]
    `);
  });

  test('calls on a page that is not open', () => {
    const steps = '  - track: A\n  - wait: 1m\n  - load\n  - { track: B, client: tab2 }\n  - close\n  - reload\n';
    expect(faultsOf(scenario(steps))).toMatchInlineSnapshot(`
      [
        "5:5: "track" needs an open page, but the client "tab1" has none; load it first",
        "8:5: "track" needs an open page, but the client "tab2" has none; load it first",
        "10:5: "reload" needs an open page, but the client "tab1" has none; load it first",
      ]
    `);
  });

  test('a day that no calendar has', () => {
    expect(faultsOf(scenario('  - load\n', 'start: 2026-02-30T00:00:00Z\n'))).toMatchInlineSnapshot(`
      [
        "4:8: start is "2026-02-30T00:00:00Z", which no calendar and clock show",
      ]
    `);
  });

  test('too many steps', () => {
    expect(faultsOf(scenario(`  - load\n${'  - getSessionId\n'.repeat(10_000)}`))).toMatchInlineSnapshot(`
      [
        "4:1: the scenario has 10001 steps; allowed: at most 10000",
      ]
    `);
    expect(casesOf(scenario(`  - load\n${'  - getSessionId\n'.repeat(9_999)}`))[0]?.timeline.steps).toHaveLength(
      10_001,
    );
  });
});
