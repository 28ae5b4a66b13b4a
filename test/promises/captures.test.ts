import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Rules } from '../../src/engine/rules.js';
import type { JsonObject, StepAction } from '../../src/record/timeline.js';
import { background, load, played, quirkRules, rightRules, track, wait } from '../suite/capture/phone.js';
import { send } from '../wire/http-client.js';
import { lapse, startLapse, withFolder, withoutRealTime } from './command-line.js';

/**
 * The promise: what a real app sends while somebody plays a scenario is recorded as it arrives, and judged without an
 * adapter: right if the SDK is right, wrong if it is wrong, and not at all where nobody could tell.
 */
const scenario = 'identify/another-user-after-a-launch';
const judgeWords = ['judge', '--timeline', scenario, '--policy', 'rudderstack-android', '--as-of', '2026-11-26'];

function identify(name: string): StepAction {
  return { kind: 'event', type: 'identify', name };
}

/** What somebody did with the app, in his own time, with what its SDK tracks of its own accord. */
const visit: readonly StepAction[] = [
  ...[load, wait(300), track('Application Opened'), wait(2_200), identify('user-1'), wait(58_000)],
  ...[background, track('Application Backgrounded'), wait(900), { kind: 'restart' } as const],
  ...[wait(400), track('Application Opened'), wait(2_600), track('Product Viewed')],
  ...[wait(1_900), identify('user-2'), wait(1_200), track('Product Viewed')],
];

/** Sends as an app does: packed, several messages at once, and one request again whose answer it has missed. */
async function sendAll(url: string, messages: readonly JsonObject[]): Promise<void> {
  const halves = [messages.slice(0, 3), messages.slice(3), messages.slice(3)];
  for (const batch of halves) {
    const headers = { 'content-encoding': 'gzip', authorization: 'Basic secret' };
    expect(await send(`${url}/v1/batch`, { body: gzipSync(JSON.stringify({ batch })), headers })).toMatchObject({
      status: 200,
    });
  }
}

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

  test('is whole up to the last request when the recording is killed', () =>
    withFolder(async (folder) => {
      const file = path.join(folder, 'killed.ndjson');
      const collecting = startLapse(['collect', '--out', file]);
      const [, url = ''] = await collecting.until(/collecting at (http:\S+)/);
      await sendAll(url, played(visit));
      collecting.kill();
      await collecting.outcome;
      expect(lapse([...judgeWords, file]).code).toBe(0);
      appendFileSync(file, '{"arrivedMs":17956');
      const { code, stderr } = lapse([...judgeWords, 'killed.ndjson'], { cwd: folder });
      expect(stderr).toBe('warning: killed.ndjson: line 5 is cut off and left out: the recording was killed\n');
      expect(code).toBe(0);
      writeFileSync(file, readFileSync(file, 'utf8').replace('\n{', '\nrubbish\n{'));
      expect(lapse([...judgeWords, 'killed.ndjson'], { cwd: folder })).toEqual({
        code: 2,
        stdout: '',
        stderr: 'error: killed.ndjson:2:1: line 2 is not JSON; allowed: a file *.ndjson that lapse collect wrote\n',
      });
    }));
});

describe('bad input is named:', () => {
  test.each<[string, string[], string]>([
    [
      'no scenario',
      ['judge', 'a.ndjson'],
      '"a.ndjson" is named like a capture, and a capture does not say what was played',
    ],
    ['no capture', [...judgeWords, 'none.ndjson'], 'none.ndjson cannot be read: it does not exist (ENOENT)'],
    ['another ending', ['collect', '--out', 'a.json'], '--out is "a.json"; allowed: a name that ends in .ndjson'],
    [
      'no such address',
      ['collect', '--out', 'a.ndjson', '--listen', '192.0.2.7'],
      '"192.0.2.7" is no address of this machine',
    ],
  ])('%s', (_name, words, message) => {
    withFolder((cwd) => {
      const { code, stdout, stderr } = lapse(words, { cwd });
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain(message);
      expect(stderr.split('\n')).toHaveLength(2);
    });
  });

  test('a recording that is there already is not written over', () =>
    withFolder((cwd) => {
      writeFileSync(path.join(cwd, 'a.ndjson'), 'an hour of work');
      const { code, stderr } = lapse(['collect', '--out', 'a.ndjson'], { cwd });
      expect([code, stderr]).toEqual([
        2,
        'error: a.ndjson is there already; allowed: a new file in a folder that is there\n',
      ]);
      expect(readFileSync(path.join(cwd, 'a.ndjson'), 'utf8')).toBe('an hour of work');
    }));
});

test('the steps of a scenario are printed for whoever plays it', () => {
  const words = ['play', scenario, '--instructions', '--policy', 'rudderstack-android'];
  const { code, stdout, stderr } = lapse(words);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatchInlineSnapshot(`
    "identify/another-user-after-a-launch · Another user after a launch gets another session
      with the lengths that the policy rudderstack-android has

      Before
        - Install the app afresh, or clear its data: nothing may be left of an earlier run.
        - Its SDK has the address that lapse collect prints, as its data plane and its control plane.
        - The app sends nothing but what the steps say, and what the SDK tracks of its own accord.

      Steps
         1. Start the app.
         2. Let the app call identify "user-1".
         3. Wait 1 minute. Touch nothing meanwhile.
            Note down: how long it was, if it was another time.
         4. Close the app for good (swipe it away), and start it again.
         5. Let the app call track "Product Viewed".
         6. Let the app call identify "user-2".
         7. Let the app call track "Product Viewed".

      Afterwards
        - Wait a minute with the app open, so that everything is sent. Then end lapse collect with
          Ctrl+C.
        - If a step was played otherwise, or twice, play all of it again.
        - npx lapse judge --timeline identify/another-user-after-a-launch --policy rudderstack-android capture.ndjson
    "
  `);
  const sheet = JSON.parse(lapse([...words, '--format', 'json']).stdout);
  expect(sheet.steps.map(({ number }: { number: number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});
