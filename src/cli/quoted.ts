/** A word for a shell, in quotes only where it needs them. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : inQuotes(word);
}

/** A word for a shell, in quotes whatever it is. */
export function inQuotes(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
