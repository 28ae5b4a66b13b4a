import type { Column, Value } from '../columns.js';

/** How many fields the bits of one number stand for. */
export const fieldsOfNumber = 32;

/** What is noted of the fields of a column: a value that is compared, or an instant, or nothing, which are written anew. */
export type Noted = 'value' | 'instant' | 'nothing';

/**
 * Functions that compare a row with the one before, one for each `fieldsOfNumber` columns in turn. It returns a bit for each
 * field that is not that of the row before or is written anew whatever it is, the lowest for the first.
 *
 * They are composed as source text, in which each column has a place of its own. A loop over columns calls functions that the
 * engine cannot know beforehand, compares values of all types and is handed each instant in memory of its own; here the
 * engine knows what each column is, which takes half the time.
 * @param noted of each column
 * @param values where the values of the row are noted, and those of the row before are found
 * @param instants where the instants of the row are noted, NaN for an empty field
 */
export function comparisons<Row>(
  columns: readonly Column<Row>[],
  noted: readonly Noted[],
  values: Value[],
  instants: Float64Array,
): ((row: Row) => number)[] {
  const made: ((row: Row) => number)[] = [];
  for (let first = 0; first < columns.length; first += fieldsOfNumber) {
    const part = columns.slice(first, first + fieldsOfNumber);
    const source = sourceOf(noted.slice(first, first + part.length), first);
    const compose = new Function('columns', 'values', 'instants', source);
    made.push(compose(part, values, instants));
  }
  return made;
}

function sourceOf(noted: readonly Noted[], first: number): string {
  const readers = noted.map((_, index) => `const of${index} = columns[${index}].of;`);
  const fields = noted.map((what, index) => {
    const at = first + index;
    const bit = 1 << index;
    if (what === 'nothing') return `changed |= ${bit};`;
    if (what === 'instant') return `changed |= ${bit}; instants[${at}] = of${index}(row);`;
    return `value = of${index}(row); if (value !== values[${at}]) { changed |= ${bit}; values[${at}] = value; }`;
  });
  return `'use strict';
    ${readers.join('\n')}
    return (row) => {
      let changed = 0;
      let value;
      ${fields.join('\n')}
      return changed;
    };`;
}
