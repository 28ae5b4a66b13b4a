import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Reads what the compiler has written of the types of the package, `.d.ts`, whose form is always the same: declarations
 * begin at the start of a line, and the comment of each stands right before it.
 */

/** @param {string} file a `.d.ts` @returns the names that it exports, each with its declaration, in the order of the file */
export function exportsOf(file) {
  const text = readFileSync(file, 'utf8');
  const own = [
    ...text.matchAll(/^export declare (?:abstract )?\w+ (\w+)|^export (?:interface|type) (\w+)\b(?! *\{.*from)/gm),
  ].map((match) => ({ at: match.index, name: match[1] ?? match[2] }));
  const passedOn = [...text.matchAll(/^export (?:type )?\{([^}]*)\} from '/gm)].flatMap((match) =>
    match[1].split(',').map((each) => ({ at: match.index, name: lastWord(each) })),
  );
  return [...own, ...passedOn]
    .filter(({ name }) => name !== '')
    .sort((one, other) => one.at - other.at)
    .map(({ name }) => declarationOf(file, name));
}

/** The declaration of a name that a file has, imports or passes on; `undefined` if it comes from another package. */
export function declarationOf(file, name) {
  const text = readFileSync(file, 'utf8');
  const start = text.search(
    new RegExp(`^(export )?(declare )?(abstract )?(function|class|const|interface|type) ${name}\\b`, 'm'),
  );
  if (start >= 0) return { name, file, comment: commentBefore(text, start), code: codeFrom(text, start) };
  for (const [, names, from] of text.matchAll(/^(?:export|import) (?:type )?\{([^}]*)\} from '(\.[^']+)\.js'/gm)) {
    const found = names.split(',').find((each) => lastWord(each) === name);
    if (found === undefined) continue;
    const original = found
      .trim()
      .replace(/^type /, '')
      .split(' as ')[0];
    return declarationOf(path.join(path.dirname(file), `${from}.d.ts`), original.trim());
  }
  return undefined;
}

/** The name by which a part of `{ type A, B as C }` is known here. */
function lastWord(part) {
  return part.trim().split(/\s+/).at(-1) ?? '';
}

function commentBefore(text, start) {
  const before = text.slice(0, start);
  const [, comment] = /\/\*\*((?:(?!\*\/).)*)\*\/\n$/s.exec(before) ?? [];
  return (comment ?? '').replace(/^\s*\* ?/gm, '').trim();
}

/** Up to the bracket that closes it, or the semicolon. */
function codeFrom(text, start) {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const skipped = /^(\/\*.*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)/s.exec(
      text.slice(at, at + 4000),
    );
    if (skipped !== null) {
      at += skipped[0].length - 1;
      continue;
    }
    const character = text[at];
    if ('{(['.includes(character)) depth += 1;
    if ('})]'.includes(character)) depth -= 1;
    const isBlock = /^(export )?(declare )?(abstract )?(interface|class) /.test(text.slice(start, start + 40));
    if (depth === 0 && (character === ';' || (isBlock && character === '}'))) return cleaned(text.slice(start, at + 1));
  }
  throw new Error('a declaration has no end');
}

function cleaned(code) {
  return code
    .replace(/^export /, '')
    .replace(/^declare /, '')
    .replace(/^ +(#private|private \w+).*;\n/gm, '');
}
