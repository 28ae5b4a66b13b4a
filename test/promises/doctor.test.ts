import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/spec/package-root.js';
import { lapse } from './command-line.js';

const shown = (text: string): string =>
  text.replace(/^( {2}Node +)\S+$/m, '$1N').replaceAll(/sha256:[0-9a-f]{12}/g, 'sha256:…');

// The promise: whether a target can be judged honestly is shown on that target.
describe('lapse doctor', () => {
  test('shows what is noticed of an SDK that is executed', () => {
    const { code, stdout, stderr } = lapse(['doctor']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(shown(stdout)).toMatchInlineSnapshot(`
      "lapse 0.1.0 · doctor · rudderstack-js (jsdom, executed) · edition 2026-11 · policy rudderstack-web
        Node     N
        target   @rudderstack/analytics-js 3.34.1 (installed beside Lapse, sha256:…)
        clock    ok, 31m passed, and the timestamps on the wire moved by 31m
        wire     ok, 2 events in, 2 messages out

        played
          manual/end                   3 messages
          manual/start-twice           2 messages
          start/many-events-at-once    12 messages
          timeout/away-beyond/more=1s  skipped: for mobile, and the target is web
          timeout/beyond/type=track    3 messages
          timeout/within               2 messages
          wire/time-of-the-call        1 message

        what if
          nothing is sent any more                             noticed in 1 trace, by the wire probe
          the clock gains one millisecond in 31 minutes        noticed in 1 trace, by the clock probe
          the last message is lost                             noticed in 6 traces, by delivery, expected-fields, expected-messages, expected-session, expected-start
          the first message is sent twice                      noticed in 6 traces, by delivery, expected-messages
          the second message overtakes the first               noticed in 5 traces, by delivery, expected-messages
          no message has its session fields                    noticed in 5 traces, by expected-session, expected-start
          the last session loses its start marker              noticed in 6 traces, by expected-start, start-first
          a later message of a session is marked as well       noticed in 3 traces, by expected-start, start-once
          a message in the middle of a session has another id  noticed in 3 traces, by expected-session, start-first
          the first session never ends                         noticed in 2 traces, by expected-session, expected-start
          the session ids are texts                            noticed in 6 traces, by id-integer, wire-schema
          the last event is dated one millisecond late         noticed in 1 trace, by expected-fields

        it can be judged honestly: everything that was spoilt is noticed
      "
    `);
  });

  test('judges a model, and a script of one’s own', () => {
    const model = lapse(['doctor', '--target', 'model:rudderstack-kotlin']);
    expect(model.stdout).toContain('(no SDK is run)');
    expect(model.code).toBe(0);
    const script = path.join('test', 'fixtures', 'sdks', 'plain.cjs');
    const own = lapse(['doctor', '--sdk', script], { cwd: packageRoot });
    expect(own.stdout).toMatch(/ plain\.cjs sha256:[0-9a-f]{12} \(--sdk test\/fixtures\/sdks\/plain\.cjs, sha256:/);
    expect(own.code).toBe(3);
  });

  test('says why an SDK that sends nothing cannot be judged', () => {
    const { code, stdout } = lapse(['doctor', '--target', 'audit:null']);
    expect(shown(stdout)).toMatchInlineSnapshot(`
      "lapse 0.1.0 · doctor · audit:null (jsdom, an audit SDK of Lapse, no vendor's) · edition 2026-11 · policy rudderstack-web
        Node     N
        target   the audit SDK null of Lapse (part of Lapse, sha256:…)
        clock    not ok, no two messages with a timestamp to compare
        wire     not ok, 2 events in, 0 messages out

        it cannot be judged honestly: the clock probe failed, the wire probe failed
      "
    `);
    expect(code).toBe(3);
  });

  test('refuses what is no target, with what was meant, and an SDK where none is chosen', () => {
    expect(lapse(['doctor', '--target', 'audit:ecko'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('unknown target "audit:ecko" (did you mean "audit:echo"?)'),
    });
    expect(lapse(['doctor', '--target', 'audit:echo', '--sdk', 'x.js'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--sdk chooses an SDK, and the target audit:echo has one of its own'),
    });
  });

  test('--help has examples', () => {
    const { code, stdout } = lapse(['doctor', '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('lapse doctor --target audit:null');
  });
});
