import { type EventColumns, EventFields, EventTexts } from '../../../src/warehouse/read/event-fields.js';
import { RowErrors } from '../../../src/warehouse/read/row-errors.js';
import type { Scanner } from '../../../src/warehouse/read/scan-bytes.js';

export const columns: EventColumns = {
  user: ['user', 'anonymous'],
  time: 'time',
  timeUnit: 'ms',
  timeZone: 'UTC',
  onError: 'skip',
  texts: new Map([['page', 'page']]),
};

/** What lies in a buffer after the bytes that were read into it. */
const leftOver = Buffer.from('"\n","\n');

/** What a scanner makes of bytes that come in pieces: the events as user, time and page, and what could not be read. */
export function readRows(
  newScanner: (fields: EventFields) => Scanner,
  text: string,
  pieceLength = Number.POSITIVE_INFINITY,
): { events: (string | number)[][]; errors: readonly string[]; count: number } {
  const texts = new EventTexts(columns);
  const errors = new RowErrors('skip');
  const events: (string | number)[][] = [];
  const fields = new EventFields(columns, texts, errors, {
    take(batch) {
      for (let place = 0; place < batch.length; place++) {
        const page = batch.pages?.[place] ?? 0;
        events.push([
          texts.users.textOf(batch.users[place] as number),
          batch.timesMs[place] as number,
          page === 0 ? '' : (texts.texts.get('page')?.textOf(page) ?? ''),
        ]);
      }
      return batch;
    },
  });
  const scanner = newScanner(fields);
  const all = Buffer.from(text);
  let held = Buffer.alloc(0);
  for (let at = 0; at < all.length || held.length > 0; at += pieceLength) {
    held = Buffer.concat([held, all.subarray(at, Math.min(all.length, at + pieceLength))]);
    const isLast = at + pieceLength >= all.length;
    const done = scanner.scan(Buffer.concat([held, leftOver]), 0, held.length, isLast);
    held = Buffer.from(held.subarray(done));
    if (isLast) break;
  }
  fields.flush();
  return { events, errors: errors.shown, count: errors.count };
}
