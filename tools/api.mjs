import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { declarationOf, exportsOf } from './declarations.mjs';

/**
 * Writes docs/api.md from the types that the build has written, with the comments of the source; with `--check`, says
 * whether it is as it would be written.
 */
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const document = path.join(root, 'docs', 'api.md');
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

const entries = Object.entries(manifest.exports).flatMap(([name, { types }]) =>
  types === undefined ? [] : [{ name: path.posix.join('lapse', name), exported: exportsOf(path.join(root, types)) }],
);

/** What two entries export is shown once. */
const shown = new Set();

const text = [
  '# What a program may import',
  '',
  'Written by `npm run docs` from the comments of the source. [library.md](library.md) has an example of each.',
  '',
  ...entries.flatMap(({ name, exported }) => [
    `## \`${name}\``,
    '',
    ...exported.flatMap((each) => section(each, '###', { isPublic: true })),
  ]),
  '## What these name',
  '',
  'Types that are not exported by themselves.',
  '',
  ...named(entries.flatMap(({ exported }) => exported)).flatMap((each) => section(each, '###')),
].join('\n');

if (process.argv.includes('--check')) {
  const isFresh = readFileSync(document, 'utf8') === `${text.trimEnd()}\n`;
  if (!isFresh) process.stderr.write('docs/api.md is not what npm run docs writes\n');
  process.exitCode = isFresh ? 0 : 1;
} else {
  writeFileSync(document, `${text.trimEnd()}\n`);
}

/** What the declarations name that is declared in this package, and what that names, and so on; sorted by name. */
function named(exported) {
  const known = new Map(exported.map((each) => [`${each.file} ${each.name}`, each]));
  const found = new Map();
  const queue = [...exported];
  for (let each = queue.pop(); each !== undefined; each = queue.pop()) {
    const code = each.code.replace(/\/\*.*?\*\//gs, '');
    for (const [name] of code.matchAll(/\b[A-Z]\w+\b/g)) {
      const declaration = declarationOf(each.file, name);
      const key = declaration && `${declaration.file} ${declaration.name}`;
      if (key === undefined || known.has(key) || found.has(key)) continue;
      found.set(key, declaration);
      queue.push(declaration);
    }
  }
  return [...found.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** @throws Error for what is public and has no comment that says what it is */
function section(declaration, heading, { isPublic = false } = {}) {
  const { name, file, comment, code } = declaration;
  const key = `${file} ${name}`;
  if (shown.has(key)) return [`${heading} ${name}`, '', 'As above.', ''];
  shown.add(key);
  if (isPublic && comment === '') throw new Error(`${name} of ${path.basename(file)} has no comment`);
  const [prose = '', ...tags] = comment.split(/(?:^|\s)@(?=(?:param|returns|throws|example)\b)/);
  return [
    `${heading} ${name}`,
    '',
    ...(prose.trim() === '' ? [] : [prose.trim(), '']),
    ...(tags.length === 0 ? [] : [...tags.map((tag) => `- ${tagText(tag)}`), '']),
    '```ts',
    code,
    '```',
    '',
  ];
}

function tagText(tag) {
  const text = tag.replace(/\s+/g, ' ').trim();
  return text
    .replace(/^param (\w+)/, '`$1`:')
    .replace(/^returns/, 'Returns')
    .replace(/^throws (\w+)/, 'Throws `$1`')
    .replace(/^example/, 'Example:');
}
