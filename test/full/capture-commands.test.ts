import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { lapse, startLapse, withFolder } from '../promises/command-line.js';
import { played } from '../suite/capture/phone.js';
import { sendAll, visit } from '../suite/capture/visit.js';

const scenario = 'identify/another-user-after-a-launch';
const judgeWords = ['judge', '--timeline', scenario, '--policy', 'rudderstack-android', '--as-of', '2026-11-26'];

// The promise: whatever ends a recording, what the app believes to be delivered is in it.
describe('what an app sends', () => {
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

  test('is not judged where nobody says what was played, or there is no capture', () =>
    withFolder((cwd) => {
      for (const [words, message] of [
        [['judge', 'a.ndjson'], '"a.ndjson" is named like a capture, and a capture does not say what was played'],
        [[...judgeWords, 'none.ndjson'], 'none.ndjson cannot be read: it does not exist (ENOENT)'],
        [['collect', '--out', 'a.ndjson', '--listen', '192.0.2.77'], '"192.0.2.77" is no address of this machine'],
      ] as const) {
        const { code, stdout, stderr } = lapse(words, { cwd });
        expect([code, stdout]).toEqual([2, '']);
        expect(stderr).toContain(message);
        expect(stderr.split('\n')).toHaveLength(2);
      }
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
