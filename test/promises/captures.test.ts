import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Rules } from '../../src/engine/rules.js';
import { played, quirkRules, rightRules } from '../suite/capture/phone.js';
import { sendAll, visit } from '../suite/capture/visit.js';
import { send } from '../wire/http-client.js';
import { lapse, startLapse, withFolder, withoutRealTime } from './command-line.js';

/**
 * The promise: what a real app sends while somebody plays a scenario is recorded as it arrives, and judged without an
 * adapter: right if the SDK is right, wrong if it is wrong, and not at all where nobody could tell.
 */
const scenario = 'identify/another-user-after-a-launch';
const judgeWords = ['judge', '--timeline', scenario, '--policy', 'rudderstack-android', '--as-of', '2026-11-26'];

/** Collects what the app of an SDK sends. */
async function collected(file: string, rules: Rules): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const collecting = startLapse(['collect', '--out', file]);
  const [, url = ''] = await collecting.until(/collecting at (http:\S+)/);
  expect((await send(`${url}/sourceConfig?p=android`, { method: 'GET' })).status).toBe(200);
  await sendAll(url, played(visit, rules));
  expect((await send(`${url}/v1/batch`, { headers: { host: 'evil.example' } })).status).toBe(403);
  collecting.interrupt();
  const { code, stdout, stderr } = await collecting.outcome;
  expect(code).toBe(0);
  return { stdout: stdout.replaceAll(url, 'URL').replaceAll(file, 'FILE'), stderr };
}

describe('what an app sends', () => {
  test('is recorded as it arrives, and judged: an SDK that is right conforms', () =>
    withFolder(async (folder) => {
      const file = path.join(folder, 'right.ndjson');
      expect(await collected(file, rightRules)).toEqual({
        stdout: 'collecting at URL into FILE; Ctrl+C ends it\n4 requests with 11 messages in FILE\n',
        stderr: 'warning: a request for the host "evil.example" was refused; --host allows it\n',
      });
      const text = readFileSync(file, 'utf8');
      expect(text.split('\n')).toHaveLength(6);
      expect(text).not.toContain('secret');
      const { code, stdout, stderr } = lapse([...judgeWords, file]);
      expect(stderr).toBe('');
      expect(withoutRealTime(stdout).replaceAll(folder, 'FOLDER')).toMatchInlineSnapshot(`
        "lapse 0.1.0 · capture:lapse-reference 1 (device, executed) · edition 2026-11 · policy rudderstack-android
          not verified: nothing was probed; 1 of 1 scenario played, 21 checks; SDK lapse-reference 1
          identify        1 pass

          1 scenario · 21 checks · 20 pass · 0 fail · 1 skip · 1m 7s 200ms of virtual time in N s
          judged as captured in FOLDER/right.ndjson; nothing was played
          deliveries that repeat an accepted one, and were set aside: 4
          the timeline was moved to 2026-11-26T07:30:12.645Z, where its first message is dated
          events that the SDK tracked of its own accord, which are numbered among the steps: 3
          step 3 need not carry the start marker: an event of the SDK's own came first
          every instant may have been missed by 5s
        "
      `);
      expect(code).toBe(0);
    }));

  test('is judged: an SDK that is wrong does not, and the witness says where', () =>
    withFolder(async (folder) => {
      const file = path.join(folder, 'wrong.ndjson');
      await collected(file, quirkRules);
      const { code, stdout } = lapse([...judgeWords, file]);
      expect(withoutRealTime(stdout).replaceAll(folder, 'FOLDER')).toMatchInlineSnapshot(`
        "lapse 0.1.0 · capture:lapse-reference 1 (device, executed) · edition 2026-11 · policy rudderstack-android
          not verified: nothing was probed; 1 of 1 scenario played, 21 checks; SDK lapse-reference 1
          identify        1 fail

        FAIL identify/another-user-after-a-launch · Another user after a launch gets another session
          SES-IDENTIFY-001 (MUST, documented): Identifying a user whose id differs from that of the known user ends the session and begins a new one.
                 2s 200ms ─ step 3, app: identify "user-1"
              1m 2s 200ms ─ step 4, app: wait 1m
                 1m 200ms ─ step 6, app: restart
            ▶       1m 6s ─ step 9, app: identify "user-2"
              expected  a new session, "second"
              observed  session "first" (1795678212)
          also fail  expected-session: step 10: expected a new session, "second", observed session "first" (1795678212)
          also fail  expected-start: step 9: expected sessionStart true, observed sessionStart absent
          also fail  engine-opinion: step 9: the reference engine says session 2 with the start marker, the target session 1
          scenarios/identify/another-user-after-a-launch.yaml:1:1
          npx lapse play identify/another-user-after-a-launch --instructions --policy rudderstack-android

          1 scenario · 21 checks · 16 pass · 4 fail · 1 skip · 1m 7s 200ms of virtual time in N s
          judged as captured in FOLDER/wrong.ndjson; nothing was played
          deliveries that repeat an accepted one, and were set aside: 4
          the timeline was moved to 2026-11-26T07:30:12.645Z, where its first message is dated
          events that the SDK tracked of its own accord, which are numbered among the steps: 3
          step 3 need not carry the start marker: an event of the SDK's own came first
          every instant may have been missed by 5s
        "
      `);
      expect(code).toBe(1);
    }));
});
