import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/spec/package-root.js';
import { findFaketime } from '../../src/target/process/faketime-library.js';
import { isSkipped } from '../languages.js';
import { lapse, withFolder } from '../promises/command-line.js';

const small = (fault: string): string =>
  `"${process.execPath}" "${path.join(packageRoot, 'test', 'fixtures', 'adapters', 'small.mjs')}" --fault=${fault}`;

// The promise: whatever an adapter does in one timeline, that timeline is told, the others are judged, and memory is bounded.
describe('an adapter that fails in one timeline', () => {
  test.each([
    ['killed', 'before it had answered the step group'],
    ['dies-with-words', 'the end of its standard error: "ValueError: no such group"'],
    ['hangs', 'the adapter did not answer the step group within 2 s of real time'],
    ['half-a-line', 'in the middle of a line, "{\\"id\\":", before it had answered the step group'],
    ['floods', 'the adapter wrote a line of more than 1048576 bytes to its standard output'],
    ['floods-lines', 'the adapter answered the step group, which is message'],
    ['floods-errors', 'the adapter writes to its standard error without end'],
    ['no-json', 'the adapter answered the step group with what is no JSON object: "not JSON"'],
    ['answers-twice', 'wrote a line to its standard output that nobody had asked for'],
    ['refuses', 'the adapter could not do the step group: there are no groups'],
  ])(
    '%s',
    (fault, message) => {
      const scenarios = ['timeout/beyond/type=group', 'timeout/beyond/type=track', 'timeout/within'];
      const main = ['run', ...scenarios, '--adapter', small(fault), '--reporter', 'none', '--time-limit', '2s'];
      // What is held of a gigabyte must be little: the heap of the whole process is limited.
      const { code, stdout, stderr } = lapse(main, { env: { NODE_OPTIONS: '--max-old-space-size=96' } });
      expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
      expect(stdout).toContain(message);
      expect(stdout).toMatch(/timeout +2 pass +1 untestable/);
    },
    60_000,
  );
});

test('an adapter is blamed for another version, and nothing is judged', () => {
  const words = ['run', 'timeout/within', '--adapter', small('wrong-version'), '--reporter', 'none'];
  const { code, stdout, stderr } = lapse(words);
  expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
  expect(stdout).toContain(
    'not verified: it cannot be judged, the adapter speaks version 2 of the protocol, and this Lapse version 1',
  );
});

// The promise: the whole suite judges an SDK in Python, on the web and on a phone, and finds out what is wrong.
describe.skipIf(isSkipped('an adapter in Python', 'python'))('an SDK in Python', () => {
  const judged = (command: string, ...words: readonly string[]) =>
    lapse(['run', ...words, '--adapter', command, '--strict-protocol', '--reporter', 'none']);

  test.each<[string, string, number, string]>([
    ['the web', '', 400, 'SES-TIMEOUT-003'],
    ['a phone', ' --mobile', 150, 'SES-TIMEOUT-015'],
  ])(
    'conforms on %s, and does not when it expires late',
    (_where, flag, least, broken) => {
      const right = judged(`python3 examples/python/adapter.py${flag}`);
      expect(right).toMatchObject({ code: 0, stderr: '' });
      expect(Number(/(\d+) of \d+ scenarios played/.exec(right.stdout)?.[1])).toBeGreaterThanOrEqual(least);
      expect(right.stdout).not.toContain('untestable');
      const wrong = judged(`python3 examples/python/adapter.py${flag} --expire-late`);
      expect(wrong).toMatchObject({ code: 1, stderr: '' });
      expect(wrong.stdout).toContain(broken);
    },
    120_000,
  );

  const host = 'python3 test/fixtures/adapters/host_clock.py';

  test('that reads the clock of the machine is judged in real time', () => {
    const { code, stdout } = judged(host, 'timeout/**', '--clock', 'real', '--time-scale', '1800', '--jobs', '1');
    expect(stdout).toContain('(adapter, in real time, 1800 times as fast, executed)');
    // On a machine that is too busy nothing is proved, and nothing is claimed either.
    if (code !== 0) expect(stdout).toMatch(/late in real time|of real time passed/);
    else expect(stdout).toContain('verified: clock runs in real time, wire alive');
    expect([0, 3]).toContain(code);
    expect(judged(host, 'timeout/within')).toMatchObject({ code: 3 });
  }, 120_000);

  test('that was found to be wrong is played again by whoever trusts it, and by nobody else', () => {
    withFolder((folder) => {
      const command = 'python3 examples/python/adapter.py --expire-late';
      const found = judged(command, 'timeout/beyond/type=track', '--save', folder);
      expect(found).toMatchObject({ code: 1, stderr: '' });
      const [file = ''] = readdirSync(folder);
      const bundle = path.join(folder, file);
      expect(lapse(['replay', bundle])).toEqual({
        code: 2,
        stdout: '',
        stderr: `error: the bundle was recorded from an adapter, ${command}, and what a bundle names is not run unasked; allowed: --adapter '${command}'\n`,
      });
      const again = lapse(['replay', bundle, '--adapter', command]);
      expect(again).toMatchObject({ code: 0, stderr: '' });
      expect(again.stdout).toContain('identical');
    });
  });

  const library = findFaketime();
  if (library === undefined) process.stderr.write('libfaketime is NOT tested: it is not installed\n');
  test.skipIf(library === undefined)(
    'that reads the clock of the machine is judged under libfaketime',
    () => {
      const { code, stdout } = judged(host, 'timeout/**', '--clock', 'faketime');
      expect(stdout).toContain('(adapter, clock of libfaketime, executed)');
      expect(stdout).toContain('verified: clock obeys by exactly 31m, wire alive');
      expect(code).toBe(0);
    },
    60_000,
  );

  test.skipIf(library === undefined)(
    'that sleeps is not blamed for it without a word of libfaketime, where time.sleep cannot be called',
    () => {
      const main = ['run', 'timeout/within', '--adapter', `${host} --sleeps`, '--clock', 'faketime'];
      const { code, stdout } = lapse([...main, '--reporter', 'none', '--time-limit', '2s']);
      expect(code).toBe(3);
      expect(stdout).toContain('under which some programs cannot sleep (docs/adapters.md)');
    },
    60_000,
  );
});
