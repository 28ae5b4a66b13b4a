import type { Trace, TraceEntry } from '../record/trace.js';

/**
 * The first observation that differs between two traces of one timeline, as one sentence; `undefined` if none does. The
 * times in them are virtual, so that nothing about the machine can differ.
 */
export function firstDifference(one: Trace, other: Trace): string | undefined {
  const count = Math.max(one.entries.length, other.entries.length);
  for (let index = 0; index < count; index++) {
    const [first, second] = [one.entries[index], other.entries[index]];
    if (JSON.stringify(first) === JSON.stringify(second)) continue;
    if (first === undefined || second === undefined) {
      const more = first ?? second;
      if (more === undefined) return undefined;
      const which = first === undefined ? 'second' : 'first';
      return `step ${more.step + 1}: only the ${which} time there is ${entryWords(more)}`;
    }
    const step = Math.min(first.step, second.step) + 1;
    return `step ${step}: the first time ${entryWords(first, second)}, the second time ${entryWords(second, first)}`;
  }
  return undefined;
}

/** What was observed, shortly; of two of one kind only what differs is told. */
function entryWords(entry: TraceEntry, beside?: TraceEntry): string {
  const values = flat(entry);
  const others = beside?.kind === entry.kind ? flat(beside) : undefined;
  const told = [...values].filter(
    ([key, value]) => key !== 'kind' && (others === undefined || others.get(key) !== value),
  );
  const text = told.map(([key, value]) => `${key} ${value}`).join(', ');
  return `${entry.kind}${text === '' ? '' : ` with ${text.slice(0, longestTold)}`}`;
}

const longestTold = 300;

/** The values of an entry by dotted path, as JSON. */
function flat(value: unknown, path = ''): Map<string, string> {
  if (typeof value !== 'object' || value === null) return new Map([[path, JSON.stringify(value) ?? 'nothing']]);
  return new Map(Object.entries(value).flatMap(([key, part]) => [...flat(part, path === '' ? key : `${path}.${key}`)]));
}
