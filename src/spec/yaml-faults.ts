import type { ErrorCode, YAMLError } from 'yaml';

/** What is wrong with the YAML of a file, and what would have been right, in our words. */
export interface YamlFault {
  readonly offset: number;
  readonly message: string;
  readonly allowed?: string;
}

type Sentence = Omit<YamlFault, 'offset'>;

const quotes = 'quotes around a text that holds ": ", or begins with a special character';

/** What the library reports most, in words that say what to write instead; `found` is the text that it points at. */
const sentences: { readonly [code in ErrorCode]?: (found: string, theirs: string) => Sentence | undefined } = {
  TAB_AS_INDENT: () => ({ message: 'a tab indents the line', allowed: 'spaces' }),
  MULTIPLE_DOCS: () => ({ message: 'a second document begins here', allowed: 'one document in a file' }),
  NON_STRING_KEY: () => ({ message: 'a key is no text', allowed: 'text' }),
  BLOCK_AS_IMPLICIT_KEY: () => ({
    message: 'a second colon follows in one value, or the next line is indented too far',
    allowed: quotes,
  }),
  MULTILINE_IMPLICIT_KEY: () => ({ message: 'a key and its colon are not on one line', allowed: 'both on one line' }),
  BAD_SCALAR_START: (found) => ({ message: `a text begins with ${JSON.stringify(found)}`, allowed: quotes }),
  TAG_RESOLVE_FAILED: (found) => ({ message: `unknown tag ${JSON.stringify(found)}`, allowed: 'no tags' }),
  UNEXPECTED_TOKEN: (found, theirs) =>
    theirs.startsWith('Block scalar') || found.trim() === ''
      ? undefined
      : { message: `${JSON.stringify(found)} is out of place` },
  BAD_INDENT: bracketOrIndent,
  MISSING_CHAR: bracketOrIndent,
};

function bracketOrIndent(_found: string, theirs: string): Sentence | undefined {
  if (theirs.startsWith('Flow sequence')) return { message: 'a list that began with [ is not closed', allowed: ']' };
  if (theirs.startsWith('Flow map')) return { message: 'a map that began with { is not closed', allowed: '}' };
  if (theirs.startsWith('Missing closing')) return { message: 'a text that began with a quote is not closed' };
  if (theirs.startsWith('All ')) return { message: 'the line is indented differently than those that it belongs to' };
  if (theirs.startsWith('Implicit map keys')) return { message: 'a key has no colon behind it', allowed: 'key: value' };
  return undefined;
}

/**
 * The faults that the library found, in the order of the text, each place once: what follows from the first at a place
 * says nothing more.
 */
export function faultsIn(text: string, errors: readonly YAMLError[]): YamlFault[] {
  const byOffset = new Map<number, YamlFault>();
  for (const { code, message, pos } of errors) {
    const [offset, end] = pos;
    if (byOffset.has(offset)) continue;
    const found = text.slice(offset, Math.min(end, offset + 40));
    byOffset.set(offset, { offset, ...(sentences[code]?.(found, message) ?? { message: oneLine(message) }) });
  }
  return [...byOffset.values()].sort((one, other) => one.offset - other.offset);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
