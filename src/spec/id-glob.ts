/** Globs over the ids of scenarios: `*` stands for any text within one part, `**` for any number of parts. */

/**
 * Whether a glob selects a case. A glob that selects a scenario selects every case of its matrix:
 * `timeout/*` selects `timeout/beyond/type=page`.
 */
export function matchesId(glob: string, id: string): boolean {
  const selects = selectionOf(glob);
  let part = id;
  while (!selects(part)) {
    const slash = part.lastIndexOf('/');
    // Only what the matrix added may be left out: the rest is the identity of another file.
    if (slash < 0 || !part.includes('=', slash)) return false;
    part = part.slice(0, slash);
  }
  return true;
}

type Selection = (id: string) => boolean;

/** Each is asked for as often as there are scenarios. */
const selections = new Map<string, Selection>();

function selectionOf(glob: string): Selection {
  const known = selections.get(glob);
  if (known !== undefined) return known;
  const selection = newSelection(glob);
  selections.set(glob, selection);
  return selection;
}

function newSelection(glob: string): Selection {
  // Most globs are plain ids.
  if (!glob.includes('*')) return (id) => id === glob;
  const pattern = newPattern(glob);
  return (id) => pattern.test(id);
}

function newPattern(glob: string): RegExp {
  const source = glob
    .split(/(\*\*\/|\*\*|\*)/)
    .map((piece) => {
      if (piece === '**/') return '(?:[^/]+/)*';
      if (piece === '**') return '.*';
      if (piece === '*') return '[^/]*';
      return piece.replace(/[\\^$.|?+()[\]{}]/g, '\\$&');
    })
    .join('');
  return new RegExp(`^${source}$`, 'u');
}
