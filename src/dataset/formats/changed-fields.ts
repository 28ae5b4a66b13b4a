import type { Column, Value } from '../columns.js';

/** How many fields the bits of one number stand for. */
export const fieldsOfNumber = 32;

/**
 * What the fields of a row are compared with, and by what: one function for each `fieldsOfNumber` of them, in turn. It
 * returns a bit for each field that is not that of the row before, the lowest for the first one, and notes its value; of a
 * field that is written anew whatever it is, it returns the bit and asks for no value.
 *
 * The functions are composed as source text, in which each column has a place of its own. A loop over columns calls functions
 * that the engine cannot know beforehand and compares values of all types; here it knows what each column is, which takes a
 * third of the time.
 * @param isAnew of each column, whether its fields are not compared
 * @param before the values of the row before, which are kept there
 */
export function comparisons<Row>(
  columns: readonly Column<Row>[],
  isAnew: readonly boolean[],
  before: Value[],
): ((row: Row) => number)[] {
  const values = columns.map(({ of }) => of);
  const made: ((row: Row) => number)[] = [];
  for (let first = 0; first < columns.length; first += fieldsOfNumber) {
    const indexes = values.map((_, index) => index).slice(first, first + fieldsOfNumber);
    made.push(new Function('values', 'before', sourceOf(indexes, isAnew))(values, before));
  }
  return made;
}

function sourceOf(indexes: readonly number[], isAnew: readonly boolean[]): string {
  const compared = indexes.filter((index) => !isAnew[index]);
  const bitOf = (index: number): number => 1 << (index % fieldsOfNumber);
  const anew = indexes.filter((index) => isAnew[index]).reduce((bits, index) => bits | bitOf(index), 0);
  const names = compared.map((index) => `const of${index} = values[${index}];`);
  const comparisons = compared.map(
    (index) =>
      `value = of${index}(row); if (value !== before[${index}]) { before[${index}] = value; changed |= ${bitOf(index)}; }`,
  );
  return [
    '"use strict";',
    ...names,
    'return (row) => {',
    `let changed = ${anew}, value;`,
    ...comparisons,
    'return changed;',
    '};',
  ].join('\n');
}
