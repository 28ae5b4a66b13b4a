import {
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';

/** A scenario, or a glob, with the numbers of its steps from 1; without any, the failure is of the whole timeline. */
export interface ListedScenario {
  readonly scenario: string;
  readonly steps?: readonly number[];
}

/** An entry that is to be written; what only a person can know is left as a question. */
export interface NewDeviation {
  readonly id: string;
  readonly requirement: string;
  readonly checks: readonly string[];
  readonly scenarios: readonly ListedScenario[];
  /** What was seen, in one sentence. */
  readonly witness: string;
  /** ISO date. */
  readonly review: string;
}

export interface DeviationEdits {
  readonly added: readonly NewDeviation[];
  /** Ids of entries that go. */
  readonly removed: readonly string[];
  /** By the id of an entry and then by what it lists, what takes its place; nothing at all removes it. */
  readonly narrowed: ReadonlyMap<string, ReadonlyMap<string, readonly ListedScenario[]>>;
}

/** A piece of the text and what takes its place. */
interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * The text of a file of deviations after the edits. Only the lines that an edit is about change: comments, the order and
 * the way in which everything else is written stay.
 * @param text of a file that its schema accepts
 */
export function editDeviations(text: string, { added, removed, narrowed }: DeviationEdits): string {
  const document = parseDocument(text, { version: '1.2', schema: 'core' });
  const list = document.get('deviations', true);
  if (!isSeq(list)) throw new Error('a file of deviations has a list of them');
  const entries = list.items.filter((item): item is YAMLMap => isMap(item));
  const splices: Splice[] = [];
  for (const entry of entries) {
    const id = String(entry.get('id'));
    if (removed.includes(id)) splices.push(removalOf(text, entry));
    const changes = narrowed.get(id);
    if (changes !== undefined) splices.push(...narrowing(text, entry.get('scenarios', true), changes));
  }
  const remaining = entries.length - removed.filter((id) => entries.some((entry) => entry.get('id') === id)).length;
  const kept = applied(text, splices);
  if (added.length === 0 && remaining > 0) return kept;
  return withEntries(kept, added, remaining);
}

/** A file with nothing in it yet. */
export function emptyDeviations(target: string): string {
  return `target: ${plain(target)}\ndeviations: []\n`;
}

function applied(text: string, splices: readonly Splice[]): string {
  const last = [...splices].sort((one, other) => other.from - one.from);
  return last.reduce((now, { from, to, text: piece }) => now.slice(0, from) + piece + now.slice(to), text);
}

/** The lines of an entry, and the empty line that parted it from the next. */
function removalOf(text: string, entry: Node): Splice {
  const from = lineStart(text, entry.range?.[0] ?? 0);
  const to = lineEnd(text, lastOf(entry));
  return { from, to: text[to] === '\n' ? to + 1 : to, text: '' };
}

function narrowing(
  text: string,
  scenarios: unknown,
  changes: ReadonlyMap<string, readonly ListedScenario[]>,
): Splice[] {
  if (!isCollection(scenarios)) return [];
  if (scenarios.flow === true) return [inOneLine(scenarios, changes)];
  return scenarios.items.flatMap((item) => {
    const key = isPair(item) ? item.key : item;
    if (!isScalar(key) || key.range == null) return [];
    const instead = changes.get(String(key.value));
    if (instead === undefined) return [];
    const [only, ...others] = instead;
    const value = isPair(item) && isCollection(item.value) ? item.value : undefined;
    if (only?.scenario === key.value && others.length === 0 && value?.flow === true && only?.steps !== undefined) {
      // What stands behind the numbers is still about this scenario.
      const [from = 0, to = 0] = value.range ?? [];
      return [{ from, to, text: `[${only.steps.join(', ')}]` }];
    }
    const end = isPair(item) && item.value !== null ? lastOf(item.value as Node) : key.range[1];
    const from = lineStart(text, key.range[0]);
    const indent = ' '.repeat((/^ */.exec(text.slice(from)) ?? [''])[0].length);
    const lines = instead.map((each) => `${indent}${isPair(item) ? '' : '- '}${listed(each)}\n`);
    return [{ from, to: lineEnd(text, end), text: lines.join('') }];
  });
}

/** A list in brackets, or a map in braces, is written anew as such. */
function inOneLine(scenarios: YAMLMap | YAMLSeq, changes: ReadonlyMap<string, readonly ListedScenario[]>): Splice {
  const words = scenarios.items.flatMap((item) => {
    const key = String(isPair(item) ? item.key : item);
    const steps = isPair(item) && isSeq(item.value) ? (item.value.toJSON() as number[]) : undefined;
    const kept: ListedScenario = { scenario: key, ...(steps === undefined ? {} : { steps }) };
    return (changes.get(key) ?? [kept]).map(listed);
  });
  const [from = 0, to = 0] = scenarios.range ?? [];
  return { from, to, text: isSeq(scenarios) ? `[${words.join(', ')}]` : `{ ${words.join(', ')} }` };
}

/** The list with entries at its end; written anew where nothing was in it. */
function withEntries(text: string, added: readonly NewDeviation[], remaining: number): string {
  const block = added.map(entryText).join('\n');
  if (remaining > 0) return `${text.trimEnd()}\n\n${block}`;
  const head = text.replace(/^deviations:[^\n]*\n?/m, '');
  return added.length === 0 ? `${head.trimEnd()}\ndeviations: []\n` : `${head.trimEnd()}\ndeviations:\n${block}`;
}

function entryText({ id, requirement, checks, scenarios, witness, review }: NewDeviation): string {
  const isOfSteps = scenarios.every(({ steps }) => steps !== undefined);
  return [
    `  - id: ${id}`,
    `    requirement: ${requirement}`,
    '    scenarios:',
    ...scenarios.map((each) => `      ${isOfSteps ? '' : '- '}${listed(each)}`),
    `    checks: [${checks.join(', ')}]`,
    `    reason: ${JSON.stringify(`? Why is it so, and does it stay? Seen: ${witness}`)}`,
    `    link: ${JSON.stringify('? Where is it tracked? Without an address, remove this line.')}`,
    `    review: ${JSON.stringify(review)}`,
    '',
  ].join('\n');
}

function listed({ scenario, steps }: ListedScenario): string {
  return steps === undefined ? plain(scenario) : `${plain(scenario)}: [${steps.join(', ')}]`;
}

/** Quoted where the bare text would be something else. */
function plain(text: string): string {
  return /^[A-Za-z][\w./=@-]*(:[\w.@-]+)?$/.test(text) ? text : JSON.stringify(text);
}

/** Where the last value of a node ends; the end of a collection may lie behind comments that are not its own. */
function lastOf(node: Node): number {
  if (isCollection(node) && node.flow !== true) {
    const last = node.items.at(-1);
    const value = isPair(last) ? (last.value ?? last.key) : last;
    if (value !== undefined && value !== null) return lastOf(value as Node);
  }
  return node.range?.[1] ?? 0;
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Behind the line that holds what ends at the offset. */
function lineEnd(text: string, offset: number): number {
  if (offset > 0 && text[offset - 1] === '\n') return offset;
  const end = text.indexOf('\n', offset);
  return end === -1 ? text.length : end + 1;
}
