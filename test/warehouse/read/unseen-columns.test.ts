import { describe, expect, test } from 'vitest';
import { inputFile } from '../../../src/warehouse/read/input-files.js';
import { UnseenColumns } from '../../../src/warehouse/read/unseen-columns.js';
import { columns } from './read-rows.js';

const chosen = { ...columns, texts: new Map([['page', 'page'] as const, ['campaign', 'utm'] as const]) };
const unseenIn = (...files: string[]): UnseenColumns =>
  new UnseenColumns(
    chosen,
    files.map((file) => inputFile(file)),
  );
const names = ['user', 'anonymous', 'time', 'page', 'utm'];
const seenKeys = (...keys: string[]) => ({
  names,
  keys,
  seen: Uint8Array.from(names, (name) => (keys.includes(name) ? 1 : 0)),
});

describe('columns that files with headers lack', () => {
  test('are empty there, if another file has them', () => {
    const unseen = unseenIn('tracks.csv', 'pages.parquet');
    unseen.header('tracks.csv', ['anonymous', 'time', 'utm']);
    unseen.header('pages.parquet', ['user', 'time', 'page']);
    expect(unseen.warnings()).toEqual([]);
  });

  test('are a slip if no file has them, which the header of the last one tells', () => {
    const unseen = unseenIn('tracks.csv', 'pages.csv');
    unseen.header('tracks.csv', ['anonymous', 'user', 'time', 'page']);
    expect(() => unseen.header('pages.csv', ['user', 'time', 'utn'])).toThrow(
      'pages.csv has no column "utm" (did you mean "utn"?)',
    );
  });

  test('are needed in each, where they say when an event was, and whose', () => {
    expect(() => unseenIn('a.csv', 'b.csv').header('a.csv', ['user'])).toThrow('a.csv has no column "time"');
    expect(() => unseenIn('a.csv', 'b.csv').header('a.csv', ['time', 'users'])).toThrow(
      'a.csv has no column "user" or "anonymous" (did you mean "users"?)',
    );
  });
});

describe('keys that no object has', () => {
  test('are told of and taken to be empty, for a day may be quiet', () => {
    const unseen = unseenIn('monday.ndjson', 'tuesday.ndjson');
    unseen.rows('monday.ndjson', seenKeys('anonymous', 'time', 'utn'));
    unseen.rows('tuesday.ndjson', seenKeys());
    expect(unseen.warnings()).toEqual([
      'no row has "user": it is taken to be empty',
      'no row has "page": it is taken to be empty',
      'no row has "utm" (did you mean "utn"?): it is taken to be empty',
    ]);
  });

  test('stop the run where no row has said when it was, or whose', () => {
    const timeless = unseenIn('a.ndjson');
    timeless.rows('a.ndjson', seenKeys('user', 'times'));
    expect(() => timeless.refuseNeeded(2)).toThrow(
      'no row of a.ndjson up to line 2 has "time" (did you mean "times"?)',
    );
    const userless = unseenIn('a.ndjson');
    userless.rows('a.ndjson', seenKeys('time'));
    expect(() => userless.warnings()).toThrow('no row of a.ndjson has "user" or "anonymous"');
    // Where no row is an object, that is what is wrong.
    expect(unseenIn('a.ndjson').warnings()).toEqual([]);
  });
});
