import { describe, expect, test } from 'vitest';
import { findColumns } from '../../../src/warehouse/audit/audit-columns.js';
import { withExport } from '../export/opened.js';

const usual = 'id,anonymous_id,user_id,context_session_id,timestamp,sent_at\n';

describe('the columns of an audit', () => {
  test('are the usual ones that are there', async () => {
    await withExport({ 'a.csv': usual }, async (events) => {
      expect(findColumns(events, ['anonymous_id'], {})).toEqual({
        user: ['anonymous_id'],
        time: 'timestamp',
        session: 'context_session_id',
        message: 'id',
        knownUser: 'user_id',
        sent: 'sent_at',
      });
    });
  });

  test('are those that were asked for', async () => {
    await withExport({ 'a.csv': 'who,session,at,timestamp\n' }, async (events) => {
      expect(findColumns(events, ['who'], { session: 'session', time: 'at' })).toEqual({
        user: ['who'],
        time: 'at',
        session: 'session',
      });
      expect(() => findColumns(events, ['who'], { session: 'sesion' })).toThrow(
        '--session-id is the column "sesion", and there is none (did you mean "session"?)',
      );
      expect(() => findColumns(events, ['anonymous_id'], {})).toThrow('--user is the column "anonymous_id"');
      expect(() => findColumns(events, ['who'], { time: 'at' })).toThrow(
        '--session-id is the column "context_session_id", and there is none',
      );
    });
  });

  test('of time and user are in every file', async () => {
    await withExport({ 'a.csv': usual, 'b.csv': 'anonymous_id,started_at\n' }, async (events) => {
      expect(() => findColumns(events, ['anonymous_id'], {})).toThrow(/b\.csv lacks the column "timestamp"/);
    });
  });
});
