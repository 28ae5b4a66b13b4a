import { describe, expect, test } from 'vitest';
import {
  columnFor,
  prepareEvents,
  sortedEvents,
  type WhatIfColumns,
} from '../../../src/warehouse/whatif/sorted-events.js';
import type { WhatIfEvent } from '../../../src/warehouse/whatif/what-if.js';
import { withExport } from '../export/opened.js';

const columns: WhatIfColumns = {
  user: ['user_id', 'anonymous_id'],
  time: 'at',
  campaign: 'campaign',
  group: 'cohort',
  conversion: { event: 'event', names: ['Paid', "It's on"] },
  message: 'id',
  received: 'received',
};
const style = { timeUnit: undefined, timeZone: 'UTC' };

async function read(text: string, changes: Partial<WhatIfColumns> = {}) {
  return withExport({ 'a.csv': text }, async (events) => {
    const counts = await prepareEvents(events, { ...columns, ...changes }, style);
    const all: WhatIfEvent[] = [];
    for await (const portion of sortedEvents(events)) all.push(...portion);
    return { counts, all };
  });
}

const header = 'id,user_id,anonymous_id,at,campaign,cohort,event,received\n';

describe('the events that are counted', () => {
  test('come user after user, in the order of time, each message once', async () => {
    const { counts, all } = await read(
      `${header}1,,ann,1772409660000,,new,Seen,\n2,,bob,1772409600000,,,"It's on",\n3,,ann,1772409600000,ads,first,Paid,\n` +
        '3,,ann,1772409600000,ads,first,Paid,1772409700000\n4,,,1772409600000,,,,\n5,u,ann,no,,,,\n',
    );
    expect(counts).toEqual({ rows: 6, withoutUserOrTime: 2, repeated: 1, unknownConversions: [] });
    const byUser = new Map(all.map(({ user }) => [user, all.filter((each) => each.user === user)]));
    const told = [...byUser.values()].map((events) => events.map(({ user: _user, ...rest }) => rest));
    expect(told.sort((one, other) => other.length - one.length)).toEqual([
      [
        { timeMs: 1772409600000, campaign: 'ads', group: 'first', isConversion: true },
        { timeMs: 1772409660000, campaign: '', group: 'first', isConversion: false },
      ],
      [{ timeMs: 1772409600000, campaign: '', group: '', isConversion: true }],
    ]);
    expect(all.map(({ user }) => user)).toEqual([...all.map(({ user }) => user)].sort((one, other) => one - other));
  });

  test('are converted by a column of truth values as well', async () => {
    const { all } = await read('user_id,at,paid\nann,1772409600000,true\nann,1772409600001,\n', {
      user: ['user_id'],
      campaign: undefined,
      group: undefined,
      message: undefined,
      received: undefined,
      conversion: { flag: 'paid' },
    });
    expect(all.map(({ isConversion }) => isConversion)).toEqual([true, false]);
  });

  test('say which of the names that convert none of them has', async () => {
    const { counts } = await read(`${header}1,,ann,1772409600000,,,Paid,\n2,,bob,1772409600000,,,It is on,\n`);
    expect(counts.unknownConversions).toEqual([{ name: "It's on", suggestion: ' (did you mean "It is on"?)' }]);
  });

  test('are some, or it is an error', async () => {
    await expect(read(`${header}1,,ann,yesterday,,,,\n`)).rejects.toThrow(
      'none of 1 rows has a user and a time that can be read',
    );
    await expect(read('user_id,day\nann,1\n')).rejects.toThrow(/a\.csv lacks the column "at"/);
  });
});

test('a column is the one that was asked for, or a usual one that is there', async () => {
  await withExport({ 'a.csv': 'event,name\n' }, async (events) => {
    expect(columnFor(events, 'event', undefined, ['event_text', 'event'])).toBe('event');
    expect(columnFor(events, 'event', 'name', ['event'])).toBe('name');
    expect(columnFor(events, 'campaign', undefined, ['context_campaign_name'])).toBeUndefined();
    expect(() => columnFor(events, 'by', 'nam', [])).toThrow(
      '--by is the column "nam", and there is none (did you mean "name"?)',
    );
  });
});
