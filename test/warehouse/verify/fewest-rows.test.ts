import { expect, test } from 'vitest';
import type { VerifyEvent } from '../../../src/warehouse/verify/event.js';
import { fewestRows } from '../../../src/warehouse/verify/fewest-rows.js';

const events = [...'abcdefgh'].map((id): VerifyEvent => ({ id, user: 'u1', timeMs: 0, campaign: undefined }));
const idsOf = (rows: readonly VerifyEvent[]): string => rows.map(({ id }) => id).join('');

test('rows that nothing hangs on are left out', async () => {
  const rows = await fewestRows(events, (some) =>
    Promise.resolve(idsOf(some).includes('c') && idsOf(some).includes('g')),
  );
  expect(idsOf(rows)).toBe('cg');
});

test('rows that can only go in pairs go, too', async () => {
  const rows = await fewestRows(events, (some) => Promise.resolve(some.length % 2 === 0 && idsOf(some).includes('h')));
  expect(rows).toHaveLength(2);
});
