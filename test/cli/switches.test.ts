import { describe, expect, test } from 'vitest';
import { diffCommand } from '../../src/cli/commands/diff.js';
import { runCommand } from '../../src/cli/commands/run.js';
import { refuseOddSwitches } from '../../src/cli/switches.js';

describe('a switch', () => {
  test.each(['--strict=1', '--strict=maybe', '--strict=TRUE', '--offline=yes', '--full-stepping='])(
    'is not understood as %s',
    async (word) => {
      const [name = '', value] = word.split('=');
      await expect(refuseOddSwitches(['run', word], runCommand)).rejects.toThrow(
        `${name} is ${JSON.stringify(value)}; allowed: ${name} alone, or with =true or =false`,
      );
    },
  );

  test('is understood alone, as true and as false, and options have values of their own', async () => {
    const words = ['--strict', '--offline=true', '--bail=false', '--out=1', '--trace=timeout/**', '--nothing=1', 'a=b'];
    await expect(refuseOddSwitches(words, runCommand)).resolves.toBeUndefined();
    await expect(refuseOddSwitches(['--strict=1'], undefined)).resolves.toBeUndefined();
  });

  test('of another command is none', async () => {
    await expect(refuseOddSwitches(['--strict=1'], diffCommand)).resolves.toBeUndefined();
    await expect(refuseOddSwitches(['--fail-on-difference=1'], diffCommand)).rejects.toThrow(
      '--fail-on-difference is "1"',
    );
  });
});
