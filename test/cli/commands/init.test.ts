import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { initCommand } from '../../../src/cli/commands/init.js';
import { withFolder } from '../../promises/command-line.js';

describe('beginning an adapter', () => {
  test.each<[string, Record<string, unknown>, string]>([
    [
      'a language that it does not speak',
      { what: 'adapter', language: 'typescrpt' },
      '--language is "typescrpt" (did you mean "typescript"?); allowed: python, typescript, java',
    ],
    ['no language', { what: 'adapter' }, '--language is missing; allowed: python, typescript, java'],
    [
      'a target, which an adapter is itself',
      { what: 'adapter', language: 'python', target: 'rudderstack-js' },
      '--target is for a project, and an adapter is a target of its own',
    ],
    ['a folder for a project', { what: 'project', out: 'here' }, '--out is for an adapter'],
  ])('is refused with %s', async (_name, given, message) => {
    await expect(initCommand.run(given)).rejects.toThrow(message);
  });

  test('leaves alone what is there already', () =>
    withFolder(async (folder) => {
      writeFileSync(path.join(folder, 'Json.java'), 'mine');
      const given = { what: 'adapter', language: 'java', out: folder };
      await expect(initCommand.run(given)).rejects.toThrow('Json.java is there already');
      expect(readdirSync(folder)).toEqual(['Json.java']);
      expect(readFileSync(path.join(folder, 'Json.java'), 'utf8')).toBe('mine');
    }));
});
