import { expect, test } from 'vitest';
import { damageIn } from '../../../src/dataset/read/damage.js';
import { InputError } from '../../../src/spec/input-error.js';

const files = ['data/events.csv', 'data/sessions.parquet'];

test('a broken line of CSV is named with its file and its line', () => {
  const error = new Error(
    'Conversion Error: CSV Error on Line: 3\nOriginal Line: a,b\nError when converting column "ts". Could not convert string "b" to TIMESTAMP\n  file = data/events.csv\n',
  );
  const said = damageIn(files, error);
  expect(said).toBeInstanceOf(InputError);
  expect(said).toHaveProperty('problems', [
    {
      place: { file: 'data/events.csv', line: 3, column: 1 },
      message: 'data/events.csv cannot be read as data (column "ts". Could not convert string "b" to TIMESTAMP)',
      allowed: 'the files as lapse generate has written them',
    },
  ]);
});

test('a broken Parquet file has no lines', () => {
  const said = damageIn(
    files,
    new Error("Invalid Input Error: No magic bytes found at end of file 'data/sessions.parquet'"),
  );
  expect(said).toHaveProperty(
    'problems.0.message',
    "data/sessions.parquet cannot be read as data (No magic bytes found at end of file 'data/sessions.parquet')",
  );
});

test('what is not about a file of the dataset stays as it is', () => {
  for (const error of [
    new Error('Binder Error: no such column'),
    new Error('IO Error: Could not write to data/events.csv: No space left on device'),
    'data/events.csv',
  ])
    expect(damageIn(files, error)).toBe(error);
});
