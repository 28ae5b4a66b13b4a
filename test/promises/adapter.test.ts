import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/spec/package-root.js';
import { isSkipped } from '../languages.js';
import { lapse, withFolder, withoutRealTime } from './command-line.js';

const small = (fault: string): string =>
  `"${process.execPath}" "${path.join(packageRoot, 'test', 'fixtures', 'adapters', 'small.mjs')}" --fault=${fault}`;
const scenarios = ['timeout/beyond/type=group', 'timeout/beyond/type=track', 'timeout/within'];

/** Without where Node and the fixture are. */
const shown = (text: string): string =>
  withoutRealTime(text).replaceAll(/'?"[^"]*node[^"]*" "[^"]*small\.mjs" (--fault=[\w-]+)'?/g, 'ADAPTER $1');

// The promise: an adapter that fails costs the timeline in which it does, and nothing of the others.
describe('an adapter that fails', () => {
  test('is blamed where it does, and all else is judged and written', () => {
    withFolder((folder) => {
      const words = ['run', ...scenarios, '--adapter', small('dies'), '--out', folder, '--strict-protocol'];
      const { code, stdout, stderr } = lapse(words);
      expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
      expect(shown(stdout).replace(folder, 'FOLDER')).toMatchInlineSnapshot(`
        "lapse 0.1.0 · adapter:ADAPTER --fault=dies 1.2.3 (adapter, executed) · edition 2022-12 · policy announcement-web
          verified: clock obeys by exactly 31m, wire alive; 2 of 3 scenarios played, 39 checks; SDK small 1.2.3
          timeout         2 pass    1 untestable

        UNTESTABLE timeout/beyond/type=group · One millisecond beyond the timeout opens a new session
          SES-TIMEOUT-003 (MUST, announced): The first event after more than the timeout of inactivity opens a new session.
            the adapter ended by itself with code 7 before it had answered the step group
          scenarios/timeout/beyond.yaml:1:1
          npx lapse run 'timeout/beyond/type=group' --adapter ADAPTER --fault=dies --strict-protocol

          3 scenarios · 39 checks · 38 pass · 0 fail · 1 untestable · 1h of virtual time in N s
          FOLDER/verdicts.csv  sessions.csv  messages.csv  coverage.csv  run.csv  report.json  junit.xml
        "
      `);
      expect(readdirSync(folder)).toContain('report.json');
    });
  });
});

// The promise: an SDK in Python is judged over a process boundary, and its faults are found.
describe.skipIf(isSkipped('an adapter in Python', 'python'))('an SDK in Python', () => {
  const adapter = (...flags: string[]): string => ['python3', 'examples/python/adapter.py', ...flags].join(' ');

  test('conforms, and is found out where it is wrong', () => {
    const one = 'timeout/beyond/type=track';
    const run = (command: string) =>
      lapse(['run', one, '--adapter', command, '--strict-protocol', '--reporter', 'none']);
    const right = run(adapter());
    expect(right).toMatchObject({ code: 0, stderr: '' });
    expect(right.stdout).toContain('verified: clock obeys by exactly 31m, wire alive; 1 of 1 scenario played');
    const wrong = run(adapter('--expire-late'));
    expect(wrong).toMatchObject({ code: 1, stderr: '' });
    expect(wrong.stdout).toContain('SES-TIMEOUT-003');
    expect(wrong.stdout).toContain(
      `npx lapse run '${one}' --adapter 'python3 examples/python/adapter.py --expire-late' --strict-protocol`,
    );
  });
});
