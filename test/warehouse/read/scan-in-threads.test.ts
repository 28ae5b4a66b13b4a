import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { EventTexts } from '../../../src/warehouse/read/event-fields.js';
import { inputFile } from '../../../src/warehouse/read/input-files.js';
import { readEvents } from '../../../src/warehouse/read/read-events.js';
import { RowErrors } from '../../../src/warehouse/read/row-errors.js';
import { columns } from './read-rows.js';

const folder = mkdtempSync(path.join(tmpdir(), 'lapse-threads-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** All that a reader hands over, with the codes as they are. */
async function read(file: string, threadCount: number, timeUnit: 'ms' | undefined = undefined) {
  const chosen = { ...columns, timeUnit };
  const texts = new EventTexts(chosen);
  const errors = new RowErrors('skip');
  const events: number[][] = [];
  const batchLengths: number[] = [];
  await readEvents(
    [inputFile(file)],
    {
      columns: chosen,
      texts,
      errors,
      database: () => Promise.reject(new Error('not needed')),
      shares: { threadCount, blockBytes: 1_024 },
    },
    {
      take(batch) {
        batchLengths.push(batch.length);
        for (let place = 0; place < batch.length; place++) {
          events.push([batch.users[place] as number, batch.timesMs[place] as number, batch.pages?.[place] as number]);
        }
        return batch;
      },
    },
  );
  const users = Array.from({ length: texts.users.size }, (_, index) => texts.users.textOf(index + 1));
  return { read: { events, users, errors: errors.shown, count: errors.count }, batchCount: batchLengths.length };
}

const startMs = 1_764_547_200_000;

function csvRow(number: number): string {
  return `u${(number * 7) % 61},a${number % 5},${startMs + number * 1_000},/p${(number * number) % 97}`;
}

function ndjsonRow(number: number): string {
  const user = `u${(number * 7) % 61}`;
  return JSON.stringify({ user, anonymous: null, time: startMs + number, page: `/"${number % 11}"` });
}

const header = 'user,anonymous,time,page';
const rows = (row: (number: number) => string): string[] => Array.from({ length: 400 }, (_, number) => row(number));
const withRow = (all: readonly string[], place: number, row: string): string[] => all.with(place, row);

const files: Readonly<Record<string, { ending: string; lines: readonly string[]; isShared: boolean; end?: string }>> = {
  'rows of CSV': { ending: 'csv', lines: [header, ...rows(csvRow)], isShared: true },
  'a last row without a line feed': { ending: 'csv', lines: [header, ...rows(csvRow)], isShared: true, end: '' },
  'lines that end with two characters': {
    ending: 'csv',
    lines: [`${header}\r`, ...rows((number) => `${csvRow(number)}\r`)],
    isShared: true,
  },
  'malformed rows': {
    ending: 'csv',
    lines: [
      header,
      ...rows((number) => (number % 37 === 5 ? 'u1,a1,soon,/p' : number % 41 === 3 ? ',,' : csvRow(number))),
    ],
    isShared: true,
  },
  'a line feed within quotation marks': {
    ending: 'csv',
    lines: [
      header,
      ...withRow(withRow(rows(csvRow), 300, `u1,a1,${startMs},"/p\n${',,\n'.repeat(700)}"`), 390, 'u1,a1,late,/p'),
    ],
    isShared: true,
  },
  'quotation marks in every row': {
    ending: 'csv',
    lines: [header, ...rows((number) => csvRow(number).replace(/,a\d/, number % 3 === 0 ? ',""' : ',"a, ""b"""'))],
    isShared: true,
  },
  'a row that is longer than a block': {
    ending: 'csv',
    lines: [header, ...withRow(rows(csvRow), 200, `u1,a1,${startMs},/${'long/'.repeat(900)}`)],
    isShared: true,
  },
  'a first number late among other times, and then numbers of another unit': {
    ending: 'csv',
    lines: [
      header,
      ...rows((number) => {
        const time = number < 250 ? '2026-03-02T09:00:00Z' : number < 253 ? '$&' : String(startMs / 1_000 + number);
        return csvRow(number).replace(/\d{13}/, time);
      }),
    ],
    isShared: true,
  },
  'objects of JSON': { ending: 'ndjson', lines: rows(ndjsonRow), isShared: true },
  'objects of JSON and other lines': {
    ending: 'ndjson',
    lines: rows((number) => (number % 29 === 7 ? '{"user":' : ndjsonRow(number))),
    isShared: true,
  },
  'a file that is small': { ending: 'csv', lines: [header, ...rows(csvRow).slice(0, 20)], isShared: false },
};

describe('several threads read what one thread does', () => {
  let number = 0;
  test.each(Object.entries(files))('%s', async (_, { ending, lines, isShared, end = '\n' }) => {
    const file = path.join(folder, `rows-${number++}.${ending}`);
    writeFileSync(file, lines.join('\n') + end);
    const alone = await read(file, 1);
    const shared = await read(file, 2);
    expect(shared.read).toEqual(alone.read);
    // One thread hands over all of them at once.
    expect(shared.batchCount > alone.batchCount).toBe(isShared);
  });
});
