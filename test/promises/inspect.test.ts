import { describe, expect, test } from 'vitest';
import { lapse, type Outcome, startLapse, withoutRealTime } from './command-line.js';
import { DebuggerClient } from './debugger-client.js';

const scenario = 'timeout/beyond/type=page';

/** Plays under a debugger that pauses once; answers with what the pause showed, and how the run ended. */
async function inspect(words: readonly string[]): Promise<Outcome & { script: unknown; now: unknown; sdk: unknown }> {
  const running = startLapse(['run', ...words, '--inspect-port', '0']);
  const [, url = ''] = await running.until(/^ {2}anything else: (ws:\S+)$/m);
  const client = await DebuggerClient.attach(url);
  await client.start();
  const sdk = await client.event('Debugger.scriptParsed', ({ url: of }) => String(of).includes('analytics-js'));
  const { callFrames } = await client.event('Debugger.paused');
  const [frame] = Array.isArray(callFrames) ? callFrames : [];
  const paused = await client.event('Debugger.scriptParsed', ({ scriptId }) => scriptId === frame?.location.scriptId);
  const now = await client.send('Runtime.evaluate', { expression: 'Date.now'.concat('()') });
  await client.send('Debugger.resume');
  // Node waits for the debugger to leave once everything is done.
  await client.event('Runtime.executionContextDestroyed');
  client.detach();
  return { ...(await running.outcome), script: paused.url, now: Object(now).result.value, sdk };
}

// The promise: a debugger sees the SDK's own file, and time stands still before the step that was asked for.
describe('--inspect', () => {
  test('pauses before the step that loads the SDK, and the run ends like every other', async () => {
    const { code, stdout, stderr, script, now, sdk } = await inspect([scenario, '--trace', scenario, '--inspect']);
    expect(sdk).toMatchObject({ url: expect.stringMatching(/^file:\/\/\/.*analytics-js\/.*\/index\.cjs$/) });
    expect({ script, now }).toEqual({ script: 'lapse-step-2.js', now: 1_772_442_000_000 });
    expect(stderr).toContain('chrome://inspect');
    expect(code).toBe(0);
    // What is played under the debugger is what is played in the worker.
    expect(withoutRealTime(stdout)).toBe(withoutRealTime(lapse(['run', scenario, '--trace', scenario]).stdout));
  });

  test('pauses before the step of that number, in its virtual time', async () => {
    const { code, script, now } = await inspect([scenario, '--inspect=5']);
    expect({ code, script, now }).toEqual({ code: 0, script: 'lapse-step-5.js', now: 1_772_443_800_001 });
  });

  test.each([
    [
      ['timeout/beyond', '--inspect'],
      'error: --inspect wants one scenario, and 5 are selected; allowed: one id, such as timeout/beyond/type=track\n',
    ],
    [
      ['--inspect', 'timeout/wthin'],
      'error: no file, folder or scenario is called "timeout/wthin" (did you mean "timeout/within"?); allowed: a file, a folder, or an id that lapse list shows\n',
    ],
    [['timeout/within', '--inspect=99'], 'error: --inspect is "99"; allowed: a whole number from 1 to 5\n'],
    [
      ['timeout/within', '--inspect', '--inspect-port', 'x'],
      'error: --inspect-port is "x"; allowed: a whole number from 0 to 65535\n',
    ],
    [
      ['timeout/within', '--inspect', '--target', 'reference:rudderstack-web'],
      'error: nothing of an SDK is run by the target reference:rudderstack-web, so there is nothing to inspect; allowed: rudderstack-js or rudderstack-js-legacy\n',
    ],
  ])('bad input: %s', (words, stderr) => {
    expect(lapse(['run', ...words])).toEqual({ code: 2, stdout: '', stderr });
  });
});
