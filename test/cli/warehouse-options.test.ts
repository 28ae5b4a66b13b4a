import { describe, expect, test } from 'vitest';
import { columnChoiceOf, filesOf, sessionRulesOf } from '../../src/cli/warehouse-options.js';
import { InputError } from '../../src/spec/input-error.js';

const columns = { user: 'user_id', time: 'ts', 'time-zone': 'UTC', 'on-error': 'stop' };

function problemOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return 'nothing was thrown';
}

describe('the rules', () => {
  test('are those of a policy, and what is said beside it counts first', () => {
    expect(sessionRulesOf({ policy: 'announcement-web' })).toEqual({ timeoutMs: 1_800_000, boundary: 'inclusive' });
    expect(sessionRulesOf({ policy: 'announcement-web', timeout: '10m', boundary: 'exclusive' })).toEqual({
      timeoutMs: 600_000,
      boundary: 'exclusive',
    });
  });

  test('need no policy', () => {
    expect(sessionRulesOf({ timeout: '30m', cap: '4h', split: ['midnight:Europe/Berlin', 'campaign'] })).toEqual({
      timeoutMs: 1_800_000,
      boundary: 'exclusive',
      cap: { maximumMs: 14_400_000, boundary: 'exclusive' },
      midnightZone: 'Europe/Berlin',
      splitsAtCampaign: true,
    });
  });

  test('a cap has the boundary of the cut-off of the policy', () => {
    expect(sessionRulesOf({ policy: 'announcement-web', cap: '4h' }).cap?.boundary).toBe('inclusive');
  });

  test('may be written with commas between', () => {
    expect(sessionRulesOf({ timeout: '30m', split: 'campaign,midnight:UTC' })).toMatchObject({
      midnightZone: 'UTC',
      splitsAtCampaign: true,
    });
  });

  test('have to be there', () => {
    expect(problemOf(() => sessionRulesOf({}))).toMatchInlineSnapshot(
      `"nothing says when a session ends; allowed: --timeout with a duration such as 30m, or --policy"`,
    );
  });

  test('are told all that is wrong with them', () => {
    const given = { policy: 'rudderstack-wep', timeout: 'half an hour', boundary: 'open', cap: '0s', split: 'campain' };
    expect(problemOf(() => sessionRulesOf(given))).toMatchInlineSnapshot(`
      "unknown policy "rudderstack-wep" (did you mean "rudderstack-web"?); allowed: announcement-mobile, announcement-web, rudderstack-android, rudderstack-flutter, rudderstack-ios, rudderstack-kotlin, rudderstack-react-native, rudderstack-swift, rudderstack-web-legacy, rudderstack-web
      --timeout is "half an hour"; allowed: a duration from 1ms to 104166d 16h, such as 5s
      --boundary is "open"; allowed: exclusive, inclusive
      --cap is "0s"; allowed: a duration from 1ms to 104166d 16h, such as 5s
      --split is "campain" (did you mean "campaign"?); allowed: midnight:ZONE, such as midnight:Europe/Berlin, or campaign"
    `);
  });

  test.each(['midnight', 'midnight:', 'midnight:Europe/Berln', 'week', ''])('%j is no split', (split) => {
    expect(problemOf(() => sessionRulesOf({ timeout: '30m', split }))).toMatch(/--split/);
  });

  test('there is one midnight', () => {
    const split = ['midnight:UTC', 'midnight:Asia/Tokyo'];
    expect(problemOf(() => sessionRulesOf({ timeout: '30m', split }))).toContain('two midnights');
  });
});

describe('the columns', () => {
  test.each([
    ['user_id', ['user_id']],
    ['the user', ['the user']],
    ['coalesce(user_id, anonymous_id)', ['user_id', 'anonymous_id']],
    ['COALESCE( "the user" ,"a ""b"", c", d)', ['the user', 'a "b", c', 'd']],
  ])('of a user %s', (user, names) => {
    expect(columnChoiceOf({ ...columns, user }).user).toEqual(names);
  });

  test.each(['lower(user_id)', 'coalesce()', 'coalesce(a, lower(b))', 'coalesce(a b)'])('%s is no user', (user) => {
    expect(problemOf(() => columnChoiceOf({ ...columns, user }))).toContain(`--user is ${JSON.stringify(user)}`);
  });

  test('are told all that is wrong with them', () => {
    const given = { ...columns, 'time-unit': 'sec', 'time-zone': 'Berlin', 'on-error': 'ignore' };
    expect(problemOf(() => columnChoiceOf(given))).toMatchInlineSnapshot(`
      "--time-unit is "sec"; allowed: s, ms, us, ns
      --time-zone: no time zone is called "Berlin"; allowed: a name of the time zone database, such as Europe/Berlin
      --on-error is "ignore"; allowed: stop, skip, collect"
    `);
  });
});

test('at least one file is named', () => {
  expect(filesOf({ files: ['a.csv', '-'] })).toEqual(['a.csv', '-']);
  expect(problemOf(() => filesOf({}))).toMatchInlineSnapshot(`"no file is named; allowed: files, or globs over files"`);
  expect(problemOf(() => filesOf({}, true))).toMatch(/files, globs over files, or - for the standard input$/);
});
