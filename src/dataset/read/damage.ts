import { isDiskFull } from '../../record/write-all.js';
import { displayPath, InputError } from '../../spec/input-error.js';

/**
 * What is said of a file of a dataset that DuckDB cannot read: one line in place of its own, which go on about its options.
 * @param files of the dataset, as they stand in the statements
 * @returns the error itself, unless it is about one of them
 */
export function damageIn(files: readonly string[], error: unknown): unknown {
  if (!(error instanceof Error) || isDiskFull(error)) return error;
  const file = files
    .filter((each) => error.message.includes(each))
    .sort((one, other) => other.length - one.length)
    .at(0);
  if (file === undefined) return error;
  const shown = displayPath(file);
  const line = /^.*CSV Error on Line: (\d+)/.exec(error.message)?.[1];
  return new InputError([
    {
      ...(line === undefined ? {} : { place: { file: shown, line: Number(line), column: 1 } }),
      message: `${shown} cannot be read as data (${reasonIn(error.message)})`,
      allowed: 'the files as lapse generate has written them',
    },
  ]);
}

/** What is wrong with a value, or else the first line, without the kind of the error. */
function reasonIn(message: string): string {
  const [first = ''] = message.split('\n');
  const ofValue = /^Error when converting column (.*)$/m.exec(message)?.[1];
  return ofValue === undefined ? first.replace(/^[A-Z][A-Za-z ]* Error: /, '').trim() : `column ${ofValue}`;
}
