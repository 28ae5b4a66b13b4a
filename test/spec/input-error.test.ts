import { describe, expect, test } from 'vitest';
import {
  didYouMean,
  displayPath,
  formatProblem,
  InputError,
  type InputProblem,
  nearest,
  readAll,
  reasonOf,
  showValue,
  throwProblems,
} from '../../src/spec/input-error.js';

const place = { file: 'scenarios/x.yaml', line: 4, column: 5 };

test('an InputError has one line per problem', () => {
  const error = new InputError([
    { place, message: 'unknown step "trak"', allowed: 'track, page' },
    { message: 'no scenario is selected by "x"' },
  ]);
  expect(error.message).toBe(
    'scenarios/x.yaml:4:5: unknown step "trak"; allowed: track, page\nno scenario is selected by "x"',
  );
});

test('the same problem is told once, and none at all is no error', () => {
  const problem = { place, message: 'wrong' };
  expect(() => throwProblems([problem, { ...problem }])).toThrow(/^scenarios\/x\.yaml:4:5: wrong$/);
  expect(() => throwProblems([])).not.toThrow();
});

describe('a guess', () => {
  test('is made when a candidate is near', () => {
    expect(nearest('trak', ['page', 'track'])).toBe('track');
    expect(didYouMean('trak', ['page', 'track'])).toBe(' (did you mean "track"?)');
  });

  test('is not made when none is', () => {
    expect(nearest('frobnicate', ['page', 'track'])).toBeUndefined();
    expect(didYouMean('x', [])).toBe('');
  });
});

test('values are shown on one short line', () => {
  expect([Number.NaN, null, undefined, 'a\nb', { a: [1] }, 'x'.repeat(200)].map(showValue)).toEqual([
    'NaN',
    'null',
    'undefined',
    '"a\\nb"',
    '{"a":[1]}',
    `"${'x'.repeat(78)}…`,
  ]);
});

test('paths are shown relative to the working directory if below it', () => {
  expect(displayPath(`${process.cwd()}/spec/x.yaml`)).toBe('spec/x.yaml');
  expect(displayPath('spec/x.yaml')).toBe('spec/x.yaml');
  expect(displayPath('/elsewhere/x.yaml')).toBe('/elsewhere/x.yaml');
});

function problemsOf(read: () => unknown): readonly InputProblem[] {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
}

test('a problem is one line, whatever its file and its keys are called', () => {
  const problem = { place: { ...place, file: 'a\nb\u001b[31m.yaml' }, message: 'the key a\rb' };
  expect(formatProblem(problem)).toBe('a b\\u001b[31m.yaml:4:5: the key a b');
});

test('problems are told by file, line and column, and those without a place first', () => {
  const at = (file: string, line: number, column: number) => ({ place: { file, line, column }, message: 'wrong' });
  const problems = [at('b', 1, 1), at('a', 10, 2), at('a', 10, 1), { message: 'nowhere' }, at('a', 9, 9)];
  expect(problemsOf(() => throwProblems(problems)).map(({ place }) => place)).toEqual([
    undefined,
    { file: 'a', line: 9, column: 9 },
    { file: 'a', line: 10, column: 1 },
    { file: 'a', line: 10, column: 2 },
    { file: 'b', line: 1, column: 1 },
  ]);
});

test('of a file with very many problems the first hundred are told, and how many more there are', () => {
  const many = Array.from({ length: 250 }, (_, index) => ({
    place: { file: 'a', line: index + 1, column: 1 },
    message: 'wrong',
  }));
  const problems = [{ place: { ...place, file: 'b' }, message: 'last' }, ...many];
  // Gathered once more, as those of several readings are.
  const all = problemsOf(() => readAll({ one: () => throwProblems(problems) }));
  expect(all).toHaveLength(251);
  const told = new InputError(all).message.split('\n');
  expect(told).toHaveLength(102);
  expect(told.slice(99)).toEqual(['a:100:1: wrong', 'a:100:1: and 150 more problems in this file', 'b:4:5: last']);
});

test('the problems of several readings are gathered, and other errors are not mistaken for them', () => {
  const wrong = (message: string) => (): string => {
    throw new InputError([{ message }]);
  };
  expect(readAll({ one: () => 1, two: () => 'b' })).toEqual({ one: 1, two: 'b' });
  expect(problemsOf(() => readAll({ one: wrong('x'), two: () => 5, three: wrong('y') }))).toEqual([
    { message: 'x' },
    { message: 'y' },
  ]);
  const fault = (): never => {
    throw new TypeError('a fault of ours');
  };
  expect(() => readAll({ one: wrong('x'), two: fault })).toThrow('a fault of ours');
});

test('reasons of the file system are words, with the code', () => {
  expect(reasonOf(Object.assign(new Error('x'), { code: 'EACCES' }))).toBe('permission denied (EACCES)');
  expect(reasonOf(Object.assign(new Error('x'), { code: 'EIO' }))).toBe('EIO');
});

test.each([
  ['q', ['a'], undefined],
  ['TRACK', ['track', 'page'], 'track'],
  ['ses-start-001', ['SES-START-001'], 'SES-START-001'],
])('what a person meant by %j', (word, candidates, meant) => {
  expect(nearest(word, candidates)).toBe(meant);
});
