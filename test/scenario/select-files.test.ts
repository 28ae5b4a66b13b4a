import { mkdirSync, symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { selectFiles } from '../../src/scenario/select-files.js';
import { formatProblem, type InputProblem } from '../../src/spec/input-error.js';
import { inputFolder } from '../spec/input-folder.js';

function select(folder: string, ...selectors: string[]): { files: string[]; problems: string[] } {
  const problems: InputProblem[] = [];
  const paths = selectors.map((selector) => selector.replace('@', folder));
  const files = selectFiles(paths, `${folder}/scenarios`, problems);
  const short = (text: string): string => text.replaceAll(`${folder}/`, '').replaceAll(folder, '@');
  return { files: [...files.keys()].map(short), problems: problems.map((problem) => short(formatProblem(problem))) };
}

describe('files and folders', () => {
  test('a file that is named twice, or by a link, is there once', () => {
    const folder = inputFolder({ 'a/x.yaml': '', 'scenarios/s/y.yaml': '' });
    mkdirSync(`${folder}/b`);
    symlinkSync('../a/x.yaml', `${folder}/b/link.yaml`);
    symlinkSync('../a', `${folder}/b/folder`);
    symlinkSync('../b', `${folder}/b/again`);
    const one = { files: ['a/x.yaml'], problems: [] };
    expect(select(folder, '@/a/x.yaml', '@/a', '@/a/x.yaml', '@/b/link.yaml')).toEqual(one);
    expect(select(folder, '@/b')).toEqual(one);
  });

  test('JSON is read where it is named, not where a folder is', () => {
    const folder = inputFolder({ 'a/x.json': '', 'a/y.yml': '', 'scenarios/s/y.yaml': '' });
    expect(select(folder, '@/a')).toEqual({ files: ['a/y.yml'], problems: [] });
    expect(select(folder, '@/a/x.json')).toEqual({ files: ['a/x.json'], problems: [] });
  });

  test('a population is no scenario, however it is named', () => {
    const folder = inputFolder({ 'scenarios/populations/shop.yaml': '', 'scenarios/s/y.yaml': '' });
    expect(select(folder, '@/scenarios')).toEqual({ files: ['scenarios/s/y.yaml'], problems: [] });
    expect(select(folder, '@/scenarios/populations/shop.yaml')).toEqual({
      files: [],
      problems: [
        '"scenarios/populations/shop.yaml" describes a population, and is no scenario; allowed: lapse generate makes its data, lapse validate checks it',
      ],
    });
  });

  test('a folder that is called like a file is a folder', () => {
    const folder = inputFolder({ 'a/x.yaml/y.yaml': '', 'scenarios/s/y.yaml': '' });
    expect(select(folder, '@/a').files).toEqual(['a/x.yaml/y.yaml']);
    expect(select(folder, '@/a/x.yaml').files).toEqual(['a/x.yaml/y.yaml']);
  });

  test('links that lead nowhere or in a circle are told, where a scenario should be', () => {
    const folder = inputFolder({ 'a/x.yaml': '', 'scenarios/s/y.yaml': '' });
    symlinkSync('nowhere.yaml', `${folder}/a/dangling.yaml`);
    symlinkSync('circle.yaml', `${folder}/a/circle.yaml`);
    symlinkSync('circle', `${folder}/a/circle`);
    expect(select(folder, '@/a', '@/a/circle.yaml')).toEqual({
      files: ['a/x.yaml'],
      problems: [
        'a/circle.yaml:1:1: the file cannot be read: its symbolic links lead in a circle (ELOOP)',
        'a/dangling.yaml:1:1: the file cannot be read: it does not exist (ENOENT)',
        'a/circle.yaml:1:1: the file cannot be read: its symbolic links lead in a circle (ELOOP)',
      ],
    });
  });

  test('what is neither', () => {
    const folder = inputFolder({ 'scenarios/s/y.yaml': '', 'a/x.yaml': '' });
    const { files, problems } = select(folder, '/dev/null', '@/a/y.yaml', `@/${'x'.repeat(5_000)}`, 's/z', '');
    expect(files).toEqual([]);
    expect(problems.map((problem) => problem.replace(/x{100,}/, 'x…'))).toEqual([
      '"/dev/null" is neither a file nor a folder',
      'no file, folder or scenario is called "a/y.yaml" (did you mean "a/x.yaml"?); allowed: a file, a folder, or an id that lapse list shows',
      'x…:1:1: the file cannot be read: its name is too long (ENAMETOOLONG)',
      'no file, folder or scenario is called "s/z" (did you mean "s/y"?); allowed: a file, a folder, or an id that lapse list shows',
      'no file, folder or scenario is called ""; allowed: a file, a folder, or an id that lapse list shows',
    ]);
  });

  test('a glob that selects nothing says which one would', () => {
    const folder = inputFolder({ 'scenarios/timeout/y.yaml': '', 'scenarios/start/z.yaml': '' });
    const allowed = '; allowed: a file, a folder, or an id that lapse list shows';
    expect(select(folder, 'timout/**', 'strat/z*', 'timout/quite-another*', 'ti*t/q').problems).toEqual([
      `no file, folder or scenario is called "timout/**" (did you mean "timeout/**"?)${allowed}`,
      `no file, folder or scenario is called "strat/z*" (did you mean "start/z*"?)${allowed}`,
      `no file, folder or scenario is called "timout/quite-another*"${allowed}`,
      `no file, folder or scenario is called "ti*t/q"${allowed}`,
    ]);
  });

  test('a saved failure is for other commands, whether it is there or not', () => {
    const folder = inputFolder({ 'scenarios/s/y.yaml': '', 'a.lapse.json': '{}' });
    const allowed = 'lapse replay plays one again, lapse judge judges it, lapse explain draws it';
    expect(select(folder, '@/a.lapse.json', 'b.lapse.json')).toEqual({
      files: [],
      problems: [
        `"a.lapse.json" is named like a saved failure, and is no scenario; allowed: ${allowed}`,
        `"b.lapse.json" is named like a saved failure, and is no scenario; allowed: ${allowed}`,
      ],
    });
  });
});
