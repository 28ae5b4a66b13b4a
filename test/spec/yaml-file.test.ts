import { describe, expect, test } from 'vitest';
import { formatProblem, type InputProblem } from '../../src/spec/input-error.js';
import { parseYaml } from '../../src/spec/yaml-file.js';

function problemsOf(text: string): string[] {
  const problems: InputProblem[] = [];
  expect(parseYaml(text, 'x.yaml', problems)).toBeUndefined();
  return problems.map(formatProblem);
}

describe('reading', () => {
  const text =
    'title: One\nsteps:\n  - load\n  - track: Name\n    expect: &e { start: true }\n  - page: Name\n    expect: *e\nempty:\n';
  const yaml = parseYaml(text, 'x.yaml', []);
  const at = (...path: (string | number)[]): string => {
    const place = yaml?.locate(path);
    return `${place?.line}:${place?.column}`;
  };

  test('finds values', () => {
    expect(at()).toBe('1:1');
    expect(at('title')).toBe('1:8');
    expect(at('steps', 0)).toBe('3:5');
    expect(at('steps', 1)).toBe('4:5');
    expect(at('steps', 1, 'track')).toBe('4:12');
    expect(at('steps', 1, 'expect', 'start')).toBe('5:25');
  });

  test('follows an alias to where the value is written', () => {
    expect(at('steps', 2, 'expect', 'start')).toBe('5:25');
  });

  test('falls back to the nearest parent that exists', () => {
    expect(at('steps', 1, 'expect', 'nothing', 'deeper')).toBe(at('steps', 1, 'expect'));
    expect(at('steps', 99)).toBe(at('steps'));
    expect(at('nothing')).toBe('1:1');
  });

  test('finds keys', () => {
    expect(yaml?.locateKey(['steps', 1, 'expect'])).toEqual({ file: 'x.yaml', line: 5, column: 5 });
    expect(yaml?.locateKey(['empty'])).toEqual({ file: 'x.yaml', line: 8, column: 1 });
  });

  test('is YAML 1.2: yes and 1:30 are texts, numbers that JSON lacks are numbers', () => {
    expect(parseYaml('[yes, 1:30, 2026-03-02, .nan, -.inf, 0o14]', 'x', [])?.value).toEqual([
      'yes',
      '1:30',
      '2026-03-02',
      Number.NaN,
      Number.NEGATIVE_INFINITY,
      12,
    ]);
  });

  test('a key cannot change the prototype', () => {
    const value = parseYaml('__proto__: { polluted: true }', 'x', [])?.value;
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });
});

describe('what cannot be read', () => {
  test.each(['', '# only a comment\n', 'null', '---\n'])('%j is empty', (text) => {
    expect(problemsOf(text)).toEqual(['x.yaml:1:1: the file is empty']);
  });

  test('syntax errors', () => {
    expect(
      ['a: 1\na: 2', 'a: [1', 'a: "x', '\ta: 1', 'a: !custom 1', 'a: 1\n---\nb: 2', '{ [1]: 2 }', 'a: *nothing'].map(
        problemsOf,
      ),
    ).toMatchInlineSnapshot(`
      [
        [
          "x.yaml:2:1: not valid YAML: the key "a" is there twice; allowed: once",
        ],
        [
          "x.yaml:1:6: not valid YAML: a list that began with [ is not closed; allowed: ]",
        ],
        [
          "x.yaml:1:6: not valid YAML: a text that began with a quote is not closed",
        ],
        [
          "x.yaml:1:1: not valid YAML: a tab indents the line; allowed: spaces",
        ],
        [
          "x.yaml:1:4: not valid YAML: unknown tag "!custom"; allowed: no tags",
        ],
        [
          "x.yaml:2:1: not valid YAML: a second document begins here; allowed: one document in a file",
        ],
        [
          "x.yaml:1:3: not valid YAML: a key is no text; allowed: text",
        ],
        [
          "x.yaml:1:4: not valid YAML: no anchor before it is named "nothing"; allowed: no aliases",
        ],
      ]
    `);
  });

  test('aliases without end', () => {
    const lines = ['l0: &l0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let level = 1; level < 9; level++) lines.push(`l${level}: &l${level} [${`*l${level - 1}, `.repeat(10)}]`);
    expect(problemsOf(lines.join('\n'))).toMatchInlineSnapshot(`
      [
        "x.yaml:2:10: not valid YAML: aliases of aliases make the file too large; allowed: fewer aliases",
      ]
    `);
  });

  test.each(['[', '{', '- ', '? ', '[{', '-\t'])('nesting %j without end', (opening) => {
    expect(problemsOf(opening.repeat(100_000))).toEqual([
      'x.yaml:1:1: the file is nested too deeply; allowed: at most 200 levels',
    ]);
  });

  test('many faults are cut short', () => {
    const problems = problemsOf('a: [\n'.repeat(150));
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThan(10);
  });

  test('nesting that is deep but not too deep is read', () => {
    expect(parseYaml(`${'['.repeat(200)}${']'.repeat(200)}`, 'x', [])).toBeDefined();
    expect(parseYaml(`${'- '.repeat(200)}x`, 'x', [])).toBeDefined();
  });
});
