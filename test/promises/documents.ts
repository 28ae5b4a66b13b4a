import { filesBelow, type SourceFile } from '../house/source-files.js';

/** All that people read. */
export const documents: readonly SourceFile[] = [
  ...filesBelow(['.'], /\.md$/).filter(({ name }) => !name.includes('/')),
  ...filesBelow(['docs', 'spec', 'scenarios', 'reports'], /\.md$/),
];

/** Whether a document is to be followed from its first line to its last: some of its blocks are files, and named. */
export function isGuide({ text }: SourceFile): boolean {
  return /^```\w+ \S+\.\w+$/m.test(text);
}

/** The words of a command of ours; quotes keep globs from the shell. */
export function wordsOf(command: string): string[] {
  if (command === 'npm start') return ['run'];
  const words = command.match(/'[^']*'|"[^"]*"|\S+/g) ?? [];
  if (words[0] !== 'npx' || words[1] !== 'lapse') throw new Error(`the documentation runs ${command}`);
  return words.slice(2).map((word) => word.replace(/^(['"])(.*)\1$/, '$2'));
}
