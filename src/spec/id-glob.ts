/** Globs over the ids of scenarios: `*` stands for any text within one part, `**` for any number of parts. */

/**
 * Whether a glob selects a case. A glob that selects a scenario selects every case of its matrix:
 * `timeout/*` selects `timeout/beyond/type=page`.
 */
export function matchesId(glob: string, id: string): boolean {
  const pattern = patternOf(glob);
  const parts = id.split('/');
  while (parts.length > 0) {
    if (pattern.test(parts.join('/'))) return true;
    // Only what the matrix added may be left out: the rest is the identity of another file.
    if (parts.pop()?.includes('=') !== true) return false;
  }
  return false;
}

/** Each is asked for as often as there are scenarios. */
const patterns = new Map<string, RegExp>();

function patternOf(glob: string): RegExp {
  const known = patterns.get(glob);
  if (known !== undefined) return known;
  const pattern = newPattern(glob);
  patterns.set(glob, pattern);
  return pattern;
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
