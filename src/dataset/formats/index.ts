import { binary } from './binary.js';
import { csv } from './csv.js';
import { ndjson } from './ndjson.js';
import type { RowFormat } from './row-format.js';

/** How rows are encoded. Parquet is made of those in `binary`. */
export const rowFormats: readonly RowFormat[] = [csv, ndjson, binary];

export const formatNames = ['csv', 'ndjson', 'parquet'] as const;
export type FormatName = (typeof formatNames)[number];

/** @throws Error if there is no such encoding */
export function rowFormat(id: string): RowFormat {
  const found = rowFormats.find((format) => format.id === id);
  if (found === undefined) throw new Error(`rows cannot be encoded as ${JSON.stringify(id)}`);
  return found;
}
