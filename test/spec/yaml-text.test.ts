import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formatProblem, type InputProblem } from '../../src/spec/input-error.js';
import { readTextFile, textFault } from '../../src/spec/yaml-text.js';
import { inputFolder } from './input-folder.js';

function read(bytes: Uint8Array | string): string | string[] {
  const folder = inputFolder({});
  const file = `${folder}/x.yaml`;
  writeFileSync(file, bytes);
  const problems: InputProblem[] = [];
  const text = readTextFile(file, problems);
  return text ?? problems.map((problem) => formatProblem(problem).replace(`${folder}/`, ''));
}

describe('reading a text', () => {
  test('the byte order mark is no part of it', () => {
    expect(read('\ufefftitle: é 😀\r\n')).toBe('title: é 😀\r\n');
  });

  test('bytes that are no UTF-8 are told, with the first of them and its place', () => {
    const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
    const wide = Buffer.from('\ufefftitle: x', 'utf16le');
    expect(
      [
        latin('a: 1\nb: Caf\xe9\nc: \xff\n'),
        Buffer.concat([Buffer.from('é😀\nx: 😀'), latin('\xf0\x9f')]),
        latin('\x80'),
        wide,
        Buffer.from(wide).swap16(),
      ].map(read),
    ).toEqual([
      ['x.yaml:2:7: the file is not UTF-8: the byte 0xE9 begins no character; allowed: UTF-8'],
      ['x.yaml:2:6: the file is not UTF-8: the byte 0xF0 begins no character; allowed: UTF-8'],
      ['x.yaml:1:1: the file is not UTF-8: the byte 0x80 begins no character; allowed: UTF-8'],
      ['x.yaml:1:1: the file is UTF-16; allowed: UTF-8'],
      ['x.yaml:1:1: the file is UTF-16; allowed: UTF-8'],
    ]);
  });

  test('a file that is too long is not read', () => {
    expect(read(new Uint8Array(4_000_001))).toEqual([
      'x.yaml:1:1: the file is too long: 4000001 bytes; allowed: at most 4000000 bytes',
    ]);
    expect(read('x'.repeat(4_000_000))).toHaveLength(4_000_000);
  });
});

describe('a text that YAML does not allow', () => {
  test.each([
    ['a: b\nc: d\0', '2:5', 'U+0000'],
    ['a: "\u001b[31m"', '1:5', 'U+001B'],
    ['\u007f', '1:1', 'U+007F'],
    ['a: \u009b', '1:4', 'U+009B'],
  ])('%j', (text, at, code) => {
    const problem = textFault(text, 'x.yaml');
    expect(problem === undefined ? '' : formatProblem(problem)).toBe(
      `x.yaml:${at}: the control character ${code} stands in the file; allowed: an escape within double quotes, such as "\\x1b"`,
    );
  });

  test.each(['a:\tb', 'a: b\r\nc: d', 'a: \u0085', '😀: \u2028\u202e'])('%j is allowed', (text) => {
    expect(textFault(text, 'x.yaml')).toBeUndefined();
  });
});
