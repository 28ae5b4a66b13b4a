import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ParsedTexts, readParsedTexts, writtenTexts } from '../../src/spec/parsed-texts.js';
import { validateAgainst } from '../../src/spec/schemas.js';
import { parseYaml, type YamlFile, type YamlPath } from '../../src/spec/yaml-file.js';
import { inputFolder } from './input-folder.js';

function parsed(text: string): YamlFile {
  const yaml = parseYaml(text, 'x.yaml', []);
  if (yaml === undefined) throw new Error('the text is wrong');
  return yaml;
}

function foundAgain(text: string): YamlFile | undefined {
  return new ParsedTexts(writtenTexts([[text, parsed(text), []]])).find(text, 'x.yaml');
}

const text = [
  'title: One',
  'steps:',
  '  - load',
  '  - track: Name',
  '    expect: &e { start: true, id: .nan, 7: [.inf, -.inf, 0o14, -0, ~] }',
  '  - page: Name',
  '    expect: *e',
  '__proto__: { polluted: true }',
  'empty:',
  '',
].join('\n');

const paths: readonly YamlPath[] = [
  [],
  ['title'],
  ['steps'],
  ['steps', 0],
  ['steps', 1],
  ['steps', 1, 'track'],
  ['steps', 1, 'expect', 'start'],
  ['steps', 1, 'expect', '7', 2],
  ['steps', 2, 'expect', 'start'],
  ['__proto__', 'polluted'],
  ['empty'],
  // What is not there is shown at the nearest parent.
  ['nothing'],
  ['empty', 'deeper'],
  ['steps', 99],
  ['steps', 'track'],
  ['steps', 1, 'expect', 'nothing', 'deeper'],
];

describe('a text that was parsed before', () => {
  test('says what parsing it says, at the same places', () => {
    const again = foundAgain(text);
    const now = parsed(text);
    expect(again?.file).toBe('x.yaml');
    expect(again?.value).toStrictEqual(now.value);
    for (const path of paths) {
      expect([path, again?.locate(path), again?.locateKey(path)]).toEqual([
        path,
        now.locate(path),
        now.locateKey(path),
      ]);
    }
  });

  test('is another value each time', () => {
    const known = new ParsedTexts(writtenTexts([['a: [1]', parsed('a: [1]'), []]]));
    expect(known.find('a: [1]', 'x')?.value).not.toBe(known.find('a: [1]', 'y')?.value);
    expect(known.find('a: [1]', 'y')?.locate(['a']).file).toBe('y');
  });

  test('is not found when a character of it is another', () => {
    const known = new ParsedTexts(writtenTexts([['a: 1', parsed('a: 1'), []]]));
    expect(known.find('a: 1', 'x')?.value).toEqual({ a: 1 });
    expect(known.find('a: 2', 'x')).toBeUndefined();
    expect(known.find('a: 1 ', 'x')).toBeUndefined();
    expect(known.find('', 'x')).toBeUndefined();
    expect(new ParsedTexts().find('', 'x')).toBeUndefined();
  });

  test('is left out when it would say something else', () => {
    const odd = 'a: "\\0number NaN"';
    expect(writtenTexts([[odd, parsed(odd), []]])).toBe('');
  });

  test('keeps the schemas that it is said to keep, and no other value does', () => {
    const known = new ParsedTexts(writtenTexts([['a: 1', parsed('a: 1'), ['policy', 'suite']]]));
    const [yaml, again] = [known.find('a: 1', 'x'), known.find('a: 1', 'x')];
    if (yaml === undefined || again === undefined) throw new Error('the text is known');
    expect([validateAgainst('policy', yaml), validateAgainst('suite', again)]).toEqual([[], []]);
    expect(validateAgainst('scenario', yaml)).not.toEqual([]);
    expect(validateAgainst('policy', { ...yaml, value: { a: 1 } })).not.toEqual([]);
    expect(validateAgainst('policy', parsed('a: 1'))).not.toEqual([]);
  });

  test('with tabs and line ends in it is still one line', () => {
    const odd = 'a: "x\\ty\\nz"\nb: "\u2028"';
    expect(foundAgain(odd)?.value).toEqual({ a: 'x\ty\nz', b: '\u2028' });
  });
});

describe('the file that the build writes', () => {
  test('is read', () => {
    const folder = inputFolder({ 'parsed.tsv': writtenTexts([['a: 1', parsed('a: 1'), []]]) });
    expect(readParsedTexts(pathToFileURL(`${folder}/parsed.tsv`)).find('a: 1', 'x')?.value).toEqual({ a: 1 });
  });

  test('may be missing', () => {
    expect(readParsedTexts(new URL('./none.tsv', import.meta.url)).find('a: 1', 'x')).toBeUndefined();
  });
});
