/**
 * A small choice of keys whose sets together hold all that all sets hold: greedily, the key that adds most comes first,
 * and a key that later ones have made superfluous is dropped. It need not be the smallest of all, but no key of it can
 * be left out.
 * @param sets of keys that add the same, the first is chosen
 * @returns sorted
 */
export function coverOf(sets: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const keys = [...sets.keys()];
  const setOf = (key: string): ReadonlySet<string> => sets.get(key) ?? new Set();
  const missing = new Set(keys.flatMap((key) => [...setOf(key)]));
  const chosen: string[] = [];
  while (missing.size > 0) {
    let best: string | undefined;
    let most = 0;
    for (const key of keys) {
      const added = [...setOf(key)].filter((each) => missing.has(each)).length;
      // Among equals the first stays.
      if (added > most) [best, most] = [key, added];
    }
    if (best === undefined) break;
    chosen.push(best);
    for (const each of setOf(best)) missing.delete(each);
  }
  return withoutSuperfluous(chosen, setOf).sort();
}

/** The last to come added least, so that they stay, and of the first only those that they do not replace. */
function withoutSuperfluous(chosen: readonly string[], setOf: (key: string) => ReadonlySet<string>): string[] {
  return chosen.reduce<string[]>(
    (kept, key) => {
      const others = kept.filter((other) => other !== key);
      const held = new Set(others.flatMap((other) => [...setOf(other)]));
      return [...setOf(key)].every((each) => held.has(each)) ? others : kept;
    },
    [...chosen],
  );
}
