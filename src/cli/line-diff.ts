/** Lines that stay and are shown beside a change. */
const contextLines = 2;

/** What changes from one text to another, line by line: `-` before what goes, `+` before what comes. Empty if nothing does. */
export function lineDiff(before: string, after: string): string {
  const marked = markedLines(linesOf(before), linesOf(after));
  const shown: string[] = [];
  let last = -1;
  for (const [index, line] of marked.entries()) {
    const near = marked.slice(Math.max(0, index - contextLines), index + contextLines + 1);
    if (near.every((each) => each.startsWith(' '))) continue;
    if (shown.length > 0 && last !== index - 1) shown.push('…');
    shown.push(line);
    last = index;
  }
  return shown.map((line) => `${line.trimEnd()}\n`).join('');
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

/** By the longest common subsequence of what lies between the lines that both begin and end with. */
function markedLines(before: readonly string[], after: readonly string[]): string[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const [old, now] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  const same = (lines: readonly string[]): string[] => lines.map((line) => ` ${line}`);
  return [...same(before.slice(0, start)), ...middle(old, now), ...same(before.slice(before.length - end))];
}

function middle(old: readonly string[], now: readonly string[]): string[] {
  // lengths[i][j]: how many lines old from i on and now from j on have in common.
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint32Array(now.length + 1));
  const lengthAt = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const row = lengths[i];
      if (row !== undefined) {
        row[j] = old[i] === now[j] ? lengthAt(i + 1, j + 1) + 1 : Math.max(lengthAt(i + 1, j), lengthAt(i, j + 1));
      }
    }
  }
  const marked: string[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      marked.push(` ${old[i++]}`);
      j++;
    } else if (i < old.length && (j === now.length || lengthAt(i + 1, j) >= lengthAt(i, j + 1))) {
      marked.push(`-${old[i++]}`);
    } else {
      marked.push(`+${now[j++]}`);
    }
  }
  return marked;
}
