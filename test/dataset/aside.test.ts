import { existsSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { AsideRows } from '../../src/dataset/aside.js';
import { withFolder } from '../promises/command-line.js';

const hourMs = 3_600_000;

/** A block whose rows are texts with their times. */
function block(rows: readonly (readonly [text: string, ms: number])[]) {
  return {
    bytes: Uint8Array.from(Buffer.from(rows.map(([text]) => text).join(''))),
    rows: rows.length,
    arranged: {
      keys: Float64Array.from(rows, ([, ms]) => ms),
      lengths: Uint32Array.from(rows, ([text]) => text.length),
    },
  };
}

test('rows are found again by spans of time, in the order of the blocks, and never two days together', () => {
  withFolder((folder) => {
    const file = path.join(folder, 'aside');
    const aside = new AsideRows(file, 3, true);
    aside.add(
      block([
        ['a1', 5],
        ['a2', hourMs],
        ['a33', 24 * hourMs],
      ]),
    );
    aside.add(block([]));
    aside.add(
      block([
        ['b1', 7],
        ['b2', 24 * hourMs + 1],
      ]),
    );
    const handle = openSync(file, 'r');
    const textAt = (position: number, length: number): string => {
      const bytes = Buffer.alloc(length);
      readSync(handle, bytes, 0, length, position);
      return bytes.toString();
    };
    const keyAt = (position: number): number => {
      const keys = new Float64Array(1);
      readSync(handle, keys, 0, 8, position);
      return keys[0] ?? Number.NaN;
    };
    const lengthAt = (position: number): number => {
      const lengths = new Uint32Array(1);
      readSync(handle, lengths, 0, 4, position);
      return lengths[0] ?? Number.NaN;
    };
    const groups = [...aside.groups()].map(({ table, startMs, pieces }) => ({
      table,
      startMs,
      pieces: pieces.map((piece) => [
        textAt(piece.bytesAt, piece.bytes),
        piece.rows,
        keyAt(piece.keysAt),
        lengthAt(piece.lengthsAt),
      ]),
    }));
    expect(groups).toEqual([
      {
        table: 3,
        startMs: 0,
        pieces: [
          ['a1a2', 2, 5, 2],
          ['b1', 1, 7, 2],
        ],
      },
      {
        table: 3,
        startMs: 24 * hourMs,
        pieces: [
          ['a33', 1, 24 * hourMs, 3],
          ['b2', 1, 24 * hourMs + 1, 2],
        ],
      },
    ]);
    aside.remove();
    expect(existsSync(file)).toBe(false);
  });
});

test('a group is no larger than can be held, unless one span is', () => {
  withFolder((folder) => {
    const aside = new AsideRows(path.join(folder, 'aside'), 3, true);
    const row = 'x'.repeat(4 * 1_048_576);
    for (let hour = 0; hour < 5; hour++) aside.add(block([[row, hour * hourMs]]));
    expect([...aside.groups()].map(({ pieces }) => pieces.length)).toEqual([3, 2]);
    aside.remove();
  });
});

test('where days are not kept apart, a group may have rows of several', () => {
  withFolder((folder) => {
    const aside = new AsideRows(path.join(folder, 'aside'), 0, false);
    aside.add(
      block([
        ['a', 0],
        ['bb', 24 * hourMs],
      ]),
    );
    expect([...aside.groups()].map(({ startMs, pieces }) => [startMs, pieces.map(({ bytes }) => bytes)])).toEqual([
      [0, [3]],
    ]);
    aside.remove();
  });
});

test('rows before 1970 are found again like others', () => {
  withFolder((folder) => {
    const aside = new AsideRows(path.join(folder, 'aside'), 3, true);
    aside.add(
      block([
        ['a', -30 * hourMs],
        ['bb', -1],
        ['ccc', 0],
      ]),
    );
    expect([...aside.groups()].map(({ startMs, pieces }) => [startMs, pieces.map(({ bytes }) => bytes)])).toEqual([
      [-30 * hourMs, [1]],
      [-hourMs, [2]],
      [0, [3]],
    ]);
    aside.remove();
  });
});

test('rows that cannot be found again are no secret', () => {
  withFolder((folder) => {
    const aside = new AsideRows(path.join(folder, 'aside'), 3, true);
    // Within a block, rows are in the order of their spans; these are not.
    aside.add(
      block([
        ['a', hourMs],
        ['b', 0],
        ['c', 2 * hourMs],
      ]),
    );
    expect(() => [...aside.groups()]).toThrow('2 rows that were put aside are not found again');
    aside.remove();
  });
});
