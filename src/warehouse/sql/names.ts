import type { Dialect } from './dialect.js';

/** A name in a statement: a plain word as it is, so that the database folds it as it folds its own, and else quoted. */
export function nameIn({ quote }: Pick<Dialect, 'quote'>, name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : `${quote}${name.replaceAll(quote, quote + quote)}${quote}`;
}

/** The name of a table, part by part between its dots. */
export function tableIn(dialect: Pick<Dialect, 'quote'>, table: string): string {
  return table
    .split('.')
    .map((part) => nameIn(dialect, part))
    .join('.');
}
