import { describe, expect, test } from 'vitest';
import {
  auditSights,
  exampleText,
  instantText,
  likelyCause,
  shareOf,
} from '../../../src/warehouse/audit/audit-words.js';
import { auditRows, cleanRows, event, findingIn, minuteMs, rowsWith, startMs } from './audited.js';

describe('the words of an audit', () => {
  test('say of what is found how often, why, and where', async () => {
    const result = await auditRows(rowsWith({ 3: { context_session_start: undefined, user_id: '<b>' } }));
    const finding = findingIn(result, 'unmarked-session');
    expect(shareOf(finding)).toBe(0.25);
    expect(likelyCause(finding)).toBe(
      'The message with the marker was lost on its way or lacks its user, or the process ended before it was sent. Known quirks: pending-start-lost.',
    );
    expect(finding.examples.map(exampleText)).toEqual([
      `user ann, session ${startMs + 200 * minuteMs}, 2026-03-02T03:20:00.000Z: 2 events, none of them marked`,
    ]);
    const [overview, findings, unmarked] = auditSights(result);
    expect(overview?.rows).toContainEqual(['findings', '2 of 19']);
    expect(findings?.rows).toEqual([
      ['unmarked-session', 1, 0.25, 'sessions'],
      ['several-users', 1, 0.5, 'users'],
    ]);
    expect(findings?.text).toMatch(/^Not found: marked-again, .*, no-time\.$/);
    expect(unmarked?.text).toMatch(/^Sessions without a start marker: 1\. The message/);
  });

  test('tell which of several causes is the most frequent, and how often it is', async () => {
    const more = [1, 2].map((minute) => event('cem', 60, 60 + minute, { message_id: `${minute}`, sent_at: startMs }));
    const ahead = event('cem', 60, 60, { sent_at: startMs + 600 * minuteMs });
    const finding = findingIn(await auditRows([...cleanRows, ahead, ...more]), 'clock-skew');
    expect(finding.causes.map(({ count }) => count)).toEqual([2, 1]);
    expect(likelyCause(finding)).toMatch(/^The clock of the device is behind .*\(2 of them\)$/);
  });

  test('say what was not judged, and why', async () => {
    const [, findings] = auditSights(await auditRows(cleanRows.map(({ received_at: _received, ...row }) => row)));
    expect(findings?.text).toContain('Not judged: clock-skew, for the export lacks the column of --received-at.');
  });

  test('have a word for what is not there', () => {
    expect(exampleText({ user: undefined, session: undefined, atMs: undefined, detail: 'no time' })).toBe(
      'no user: no time',
    );
    expect(instantText(9e18)).toBe('9000000000000000000');
  });
});
