import { isDeepStrictEqual } from 'node:util';
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
import { displayPath, InputError, type InputProblem } from './input-error.js';
import { validateAgainst } from './schemas.js';
import { parseYaml } from './yaml-file.js';

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
 * @param file the name to show in messages
 * @throws InputError when the file is written in such a way that the edits would make another one of it than is meant
 */
export function editDeviations(text: string, edits: DeviationEdits, file: string): string {
  const { added, removed, narrowed } = edits;
  const splices = entriesOf(listIn(text)).flatMap((entry) => {
    const changes = narrowed.get(String(entry.get('id')));
    return changes === undefined ? [] : narrowing(text, entry.get('scenarios', true), changes);
  });
  const kept = removed.reduce(withoutEntry, applied(text, splices));
  const edited = added.length === 0 && kept === text ? text : withEntries(kept, added);
  checkEdited(text, edited, edits, file);
  return edited;
}

/** A file with nothing in it yet. */
export function emptyDeviations(target: string): string {
  return `target: ${plain(target)}\ndeviations: []\n`;
}

function applied(text: string, splices: readonly Splice[]): string {
  const last = [...splices].sort((one, other) => other.from - one.from);
  return last.reduce((now, { from, to, text: piece }) => now.slice(0, from) + piece + now.slice(to), text);
}

/** The list of the entries; nothing where all of them have been removed. */
function listIn(text: string): YAMLSeq | undefined {
  const list = parseDocument(text, { version: '1.2', schema: 'core' }).get('deviations', true);
  return isSeq(list) ? list : undefined;
}

function entriesOf(list: YAMLSeq | undefined): YAMLMap[] {
  return (list?.items ?? []).filter((item): item is YAMLMap => isMap(item));
}

/** In brackets, an entry goes with the comma beside it; otherwise its lines, and the empty line that parted it from the next. */
function withoutEntry(text: string, id: string): string {
  const list = listIn(text);
  const entries = entriesOf(list);
  const index = entries.findIndex((entry) => entry.get('id') === id);
  const entry = entries[index];
  if (entry === undefined) return text;
  const [start = 0, end = 0] = entry.range ?? [];
  if (list?.flow !== true) {
    const to = lineEnd(text, lastOf(entry));
    return applied(text, [{ from: lineStart(text, start), to: text[to] === '\n' ? to + 1 : to, text: '' }]);
  }
  const next = entries[index + 1]?.range?.[0];
  if (next !== undefined) return applied(text, [{ from: start, to: next, text: '' }]);
  const before = entries[index - 1]?.range?.[1];
  if (before !== undefined) return applied(text, [{ from: before, to: end, text: '' }]);
  const [from = 0, to = 0] = list.range ?? [];
  return applied(text, [{ from, to, text: '[]' }]);
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
    const indent = indentAt(text, key.range[0]);
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

/** The list with entries behind its last one, written as that one is; written anew where nothing is in it. */
function withEntries(text: string, added: readonly NewDeviation[]): string {
  const list = listIn(text);
  const last = entriesOf(list).at(-1);
  if (last === undefined) return writtenAnew(text, added);
  if (added.length === 0) return text;
  const [start = 0, end = 0] = last.range ?? [];
  if (list?.flow === true) {
    const words = added.map((each) => `,\n  ${JSON.stringify(contentOf(each))}`);
    return applied(text, [{ from: end, to: end, text: words.join('') }]);
  }
  const at = lineEnd(text, lastOf(last));
  const lines = added.map((each) => `\n${entryText(each, indentAt(text, start))}`);
  const isEnded = text[at - 1] === '\n';
  return applied(text, [{ from: at, to: at, text: `${isEnded ? '' : '\n'}${lines.join('')}` }]);
}

/** With the list at the end of the file, in place of the empty one. */
function writtenAnew(text: string, added: readonly NewDeviation[]): string {
  const document = parseDocument(text, { version: '1.2', schema: 'core' });
  const pair = isMap(document.contents)
    ? document.contents.items.find(({ key }) => isScalar(key) && key.value === 'deviations')
    : undefined;
  const key = pair?.key as Node | undefined;
  const from = lineStart(text, key?.range?.[0] ?? text.length);
  const to = lineEnd(text, isSeq(pair?.value) ? (pair.value.range?.[1] ?? 0) : (key?.range?.[1] ?? text.length));
  const head = applied(text, [{ from, to, text: '' }]).trimEnd();
  const before = head === '' ? '' : `${head}\n`;
  if (added.length === 0) return `${before}deviations: []\n`;
  return `${before}deviations:\n${added.map((each) => entryText(each, '  ')).join('\n')}`;
}

/** What an entry says, with its questions. */
function contentOf({ id, requirement, checks, scenarios, witness, review }: NewDeviation) {
  const isOfSteps = scenarios.every(({ steps }) => steps !== undefined);
  return {
    id,
    requirement,
    scenarios: isOfSteps
      ? Object.fromEntries(scenarios.map(({ scenario, steps }) => [scenario, steps]))
      : scenarios.map(({ scenario }) => scenario),
    checks,
    reason: `? Why is it so, and does it stay? Seen: ${witness}`,
    link: '? Where is it tracked? Without an address, remove this line.',
    review,
  };
}

function entryText(entry: NewDeviation, indent: string): string {
  const { id, requirement, checks, scenarios, review } = entry;
  const { reason, link } = contentOf(entry);
  const isOfSteps = scenarios.every(({ steps }) => steps !== undefined);
  const lines = [
    `- id: ${id}`,
    `  requirement: ${requirement}`,
    '  scenarios:',
    ...scenarios.map((each) => `    ${isOfSteps ? '' : '- '}${listed(each)}`),
    `  checks: [${checks.join(', ')}]`,
    `  reason: ${JSON.stringify(reason)}`,
    `  link: ${JSON.stringify(link)}`,
    `  review: ${JSON.stringify(review)}`,
  ];
  return lines.map((line) => `${indent}${line}\n`).join('');
}

/** An entry as a file has it. */
interface WrittenEntry {
  readonly id: string;
  readonly scenarios: readonly string[] | Readonly<Record<string, readonly number[]>>;
}

/** YAML can be written in more ways than edits of its text can know of, so what they have made of it is read again. */
function checkEdited(before: string, after: string, edits: DeviationEdits, file: string): void {
  const shown = displayPath(file);
  const problems: InputProblem[] = [];
  const yaml = parseYaml(after, shown, problems);
  const isValid = yaml !== undefined && validateAgainst('deviation', yaml).length === 0;
  if (
    isValid &&
    isDeepStrictEqual(writtenIn(yaml.value), intended(writtenIn(parseYaml(before, shown, [])?.value), edits))
  ) {
    return;
  }
  const message = `${shown} is written in a way in which its entries cannot be edited`;
  throw new InputError([
    { message, allowed: 'a list whose entries each begin with a hyphen and a key on a line of their own' },
  ]);
}

function writtenIn(value: unknown): readonly WrittenEntry[] {
  // The schema has accepted this shape.
  return (value as { readonly deviations: readonly WrittenEntry[] }).deviations;
}

function intended(entries: readonly WrittenEntry[], { added, removed, narrowed }: DeviationEdits): unknown[] {
  const kept = entries.filter(({ id }) => !removed.includes(id));
  return [...kept.map((entry) => narrowedEntry(entry, narrowed.get(entry.id))), ...added.map(contentOf)];
}

function narrowedEntry(
  entry: WrittenEntry,
  changes: ReadonlyMap<string, readonly ListedScenario[]> = new Map(),
): unknown {
  const { scenarios } = entry;
  if (Array.isArray(scenarios)) {
    const names = (scenarios as readonly string[]).flatMap(
      (name) => changes.get(name)?.map(({ scenario }) => scenario) ?? name,
    );
    return { ...entry, scenarios: names };
  }
  const pairs = Object.entries(scenarios).flatMap(([name, steps]) =>
    (changes.get(name) ?? [{ scenario: name, steps }]).map((each) => [each.scenario, each.steps] as const),
  );
  return { ...entry, scenarios: Object.fromEntries(pairs) };
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

/** The spaces with which the line begins that holds the offset. */
function indentAt(text: string, offset: number): string {
  return (/^ */.exec(text.slice(lineStart(text, offset))) ?? [''])[0];
}
