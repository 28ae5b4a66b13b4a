import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { lapse, withFolder } from './command-line.js';

/** An export of two users: one session has no marker. */
const rows = [
  'message_id,anonymous_id,context_session_id,context_session_start,original_timestamp,sent_at,received_at',
  'm1,ann,1772409600000,true,2026-03-02 00:00:00.000,2026-03-02 00:00:00.010,2026-03-02 00:00:00.100',
  'm2,ann,1772409600000,,2026-03-02 00:05:00.000,2026-03-02 00:05:00.010,2026-03-02 00:05:00.100',
  'm3,bob,1772413200000,,2026-03-02 01:00:00.000,2026-03-02 01:00:00.010,2026-03-02 01:00:00.100',
  'm4,bob,1772416800000,true,2026-03-02 02:00:00.000,2026-03-02 02:00:00.010,2026-03-02 02:00:00.100',
];

describe('lapse audit', () => {
  test('says what is wrong with an export, and fails a pipeline that asks for it', () => {
    withFolder((folder) => {
      writeFileSync(path.join(folder, 'events.csv'), `${rows.join('\n')}\n`);
      const words = ['audit', 'events.csv', '--out', 'out/audit.csv', '--html', 'audit.html', '--ascii'];
      const found = lapse([...words, '--fail-on', 'any'], { cwd: folder });
      expect(found).toMatchObject({
        code: 1,
        stderr: 'unmarked-session is above its threshold: 33.3 % of the sessions\n',
      });
      expect(found.stdout).toMatchInlineSnapshot(`
        "Overview
          4 events from 2026-03-02T00:00:00.000Z to 2026-03-02T02:00:00.000Z.
          what        value
          events          4
          sessions        3
          users           2
          findings  1 of 19

        Findings
          Not found: marked-again, marker-not-first, id-goes-back, id-not-integer, id-unit, id-in-future,
          id-shared, gap-beyond-timeout, split-within-timeout, event-without-id, clock-skew, clock-set,
          late-event, overtaken-event, repeated-message, no-user, no-time. Not judged: several-users, for
          the export lacks the column of --known-user.
          finding           count   share  of
          unmarked-session      1  33.3 %  sessions

        unmarked-session
          Sessions without a start marker: 1. The message with the marker was lost on its way or lacks its
          user, or the process ended before it was sent. Known quirks: pending-start-lost.
          user        session                      when  what
          bob   1772413200000  2026-03-02T01:00:00.000Z  one event, without a marker
        "
      `);
      const table = readFileSync(path.join(folder, 'out', 'audit.csv'), 'utf8').split('\n');
      expect(table[0]).toBe('finding,what,verdict,count,share,unit,total,cause,example_1,example_2,example_3');
      expect(table[1]).toMatch(/^unmarked-session,sessions without a start marker,found,1,0\.33\d+,sessions,3,/);
      expect(readFileSync(path.join(folder, 'audit.html'), 'utf8')).toContain('<section id="unmarked-session"');

      const json = lapse(['audit', 'events.csv', '--format', 'json', '--fail-on', 'unmarked-session:50%'], {
        cwd: folder,
      });
      expect(json).toMatchObject({ code: 0, stderr: '' });
      expect(JSON.parse(json.stdout)).toMatchObject({ totals: { events: 4, sessions: 3, users: 2 } });
    });
  });

  test('says of wrong input what would have been right', () => {
    withFolder((folder) => {
      writeFileSync(path.join(folder, 'empty.csv'), '');
      writeFileSync(path.join(folder, 'header.csv'), `${rows[0]}\n`);
      writeFileSync(path.join(folder, 'events.csv'), `${rows.join('\n')}\n`);
      const told = (...words: string[]): string => {
        const { code, stdout, stderr } = lapse(['audit', ...words], { cwd: folder });
        return `${code} ${stdout}${stderr}`;
      };
      expect(told('empty.csv')).toBe('2 error: empty.csv is empty; allowed: a file with events\n');
      expect(told('header.csv')).toBe('2 error: the files hold no rows; allowed: events of sessions\n');
      expect(told('events.csv', '--sent-at', 'send_at')).toMatch(
        /^2 error: --sent-at is the column "send_at", and there is none \(did you mean "sent_at"\?\); allowed: message_id, /,
      );
      expect(told('events.csv', '--late-after', 'soon', '--fail-on', 'late')).toMatch(
        /^2 error: --late-after is "soon"; allowed: a duration .*\nerror: --fail-on has "late"; allowed: any, /,
      );
    });
  });
});
