import { describe, expect, test } from 'vitest';
import { blobFileName, blobText, parseBlob } from '../../src/record/blob.js';
import type { Place } from '../../src/record/case.js';
import { caseResult, runResult } from '../report/fixture.js';

const placed = caseResult({ id: 'a/b' });
const file = placed.case.place.file;
const places = [
  { file, line: 6, column: 5 },
  { file, line: 9, column: 5 },
];
const {
  coverage: _coverage,
  overdue: _overdue,
  ...kept
} = runResult({ cases: [caseResult(), { ...placed, case: { ...placed.case, places } }] });
const result = runResult(kept);
const text = blobText(result, 'verified', (file) => file.replace('/somewhere/', ''));

function faultOf(damaged: string): string {
  const blob = parseBlob(damaged);
  return 'fault' in blob ? blob.fault : 'none';
}

describe('a blob', () => {
  test('has a line for the head, for each case and for the end, and no path of the machine', () => {
    expect(text.split('\n')).toHaveLength(5);
    expect(text).not.toContain('/somewhere/');
    expect(blobFileName({ sha256: '', scenarios: [], shard: { number: 2, of: 5 } })).toBe('shard-2-of-5.blob.jsonl');
  });

  test('comes back as it was', () => {
    const blob = parseBlob(text);
    if ('fault' in blob) throw new Error(blob.fault);
    expect(blob.head.part).toMatchObject({ scenarios: ['timeout/beyond', 'a/b'], shard: { number: 1, of: 1 } });
    const shownPlace = (of: Place): Place => ({ ...of, file: of.file.replace('/somewhere/', '') });
    const shown = result.cases.map((each) => {
      const { place, places } = each.case;
      return { ...each, case: { ...each.case, place: shownPlace(place), places: places.map(shownPlace) } };
    });
    expect(blob.cases).toEqual(shown);
    expect(blobText({ ...result, ...blob.head, cases: blob.cases }, 'verified', (file) => file)).toBe(text);
  });

  test('that is cut off, damaged, newer or something else is told', () => {
    expect([
      faultOf(''),
      faultOf('{"some":"json"}\n'),
      faultOf(text.slice(0, -1)),
      faultOf(text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1)),
      faultOf(text.replace('a/b', 'a/c')),
      faultOf(text.replace('"blobFormatVersion":1', '"blobFormatVersion":2')),
    ]).toMatchInlineSnapshot(`
      [
        "is no blob",
        "is no blob",
        "is cut off: its end is missing",
        "is cut off: its end is missing",
        "is not what was written: its content has another hash",
        "has the format version 2, written by lapse 0.1.0; this lapse reads 1",
      ]
    `);
  });
});
