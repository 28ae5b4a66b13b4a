import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newBatch } from '../../../src/warehouse/read/event-batch.js';
import { type EventColumns, EventTexts } from '../../../src/warehouse/read/event-fields.js';
import {
  readState,
  type SavedState,
  type StateOwner,
  writeState,
} from '../../../src/warehouse/sessionize/saved-state.js';

const owner: StateOwner = {
  rules: { timeoutMs: 1_800_000, boundary: 'exclusive' },
  latenessMs: 0,
  conversions: [],
  columns: { user: ['user'], time: 'time', timeUnit: 'ms', timeZone: 'UTC', texts: { page: 'page' } },
};
const columns: EventColumns = {
  user: ['user'],
  time: 'time',
  timeUnit: 'ms',
  timeZone: 'UTC',
  onError: 'stop',
  texts: new Map([['page', 'page']]),
};

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lapse-state-'));
  file = path.join(folder, 'state.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** One user with a session, and an event that late ones may still come before. */
function someState(texts: EventTexts): SavedState {
  const user = texts.users.codeOfText('ann');
  const page = texts.texts.get('page')?.codeOfText('/') ?? 0;
  const pending = newBatch(texts.has, 1);
  pending.length = 1;
  pending.users[0] = user;
  pending.timesMs[0] = 2_000;
  pending.pages?.set([page], 0);
  const numbers = { startMs: -1_000, count: 1, index: 1, tie: 1, pageCount: 1, conversions: 0 };
  const session = { ...numbers, entry: page, campaign: 0 };
  const users = new Map([[user, { lastMs: -1_000, campaign: 0, page, session }]]);
  return { watermarkMs: 2_000, watermarkUser: 'ann', users, pending };
}

const read = (of = owner) => readState(file, of, new EventTexts(columns));

test('what is written is read again, also where texts have other codes', async () => {
  expect(await read()).toBeUndefined();
  const texts = new EventTexts(columns);
  writeState(file, owner, someState(texts), texts);
  expect(readdirSync(folder)).toEqual(['state.json']);
  const others = new EventTexts(columns);
  others.users.codeOfText('someone else');
  const found = await readState(file, owner, others);
  const [code = 0] = found?.users.keys() ?? [];
  expect([code, others.users.textOf(code)]).toEqual([2, 'ann']);
  expect(found?.users.get(code)).toEqual([...someState(new EventTexts(columns)).users.values()][0]);
  expect(found).toMatchObject({ watermarkMs: 2_000, watermarkUser: 'ann' });
  expect({ time: found?.pending.timesMs[0], of: found?.pending.users[0] }).toEqual({ time: 2_000, of: 2 });
});

test('of other rules it says which, and of another version that', async () => {
  const texts = new EventTexts(columns);
  writeState(file, owner, someState(texts), texts);
  const rules = { ...owner.rules, timeoutMs: 60_000, splitsAtCampaign: true };
  await expect(read({ ...owner, rules })).rejects.toThrow(
    /other rules or columns: timeoutMs was 1800000 and is 60000; splitsAtCampaign was absent and is true; allowed: /,
  );
  writeFileSync(file, readFileSync(file, 'utf8').replace('"lapseSessions":2', '"lapseSessions":1'));
  await expect(read()).rejects.toThrow(/state\.json is a state of version 1; allowed: one of version 2/);
});

test.each([
  ['cut off', (text: string) => text.slice(0, text.indexOf('\n') + 1)],
  ['cut off in a line', (text: string) => text.slice(0, -10)],
  ['of something else', () => 'user,time\n'],
  ['empty', () => ''],
  ['without a session', (text: string) => text.replace('"session":', '"other":')],
  ['with a time that is none', (text: string) => text.replace('2000,""', '"soon",""')],
  ['with an object for a line', (text: string) => text.replace(/\n.*\n/, '\n{"a":1}\n')],
])('that is %s is none', async (_, damage) => {
  const texts = new EventTexts(columns);
  writeState(file, owner, someState(texts), texts);
  const whole = readFileSync(file, 'utf8');
  expect(damage(whole)).not.toBe(whole);
  writeFileSync(file, damage(whole));
  await expect(read()).rejects.toThrow(
    /state\.json(:[12])? is no state of lapse sessionize; allowed: a file that --state has/,
  );
});

test('a place that cannot be written is told of', () => {
  const texts = new EventTexts(columns);
  expect(() => writeState(path.join(folder, 'no', 's.json'), owner, someState(texts), texts)).toThrow(
    /cannot write .*s\.json/,
  );
});
