import type { MergeCandidate } from '../record/mutation-score.js';

/**
 * The scenario files that catch nothing that another file does not catch as well, each with the file that catches the
 * most besides. Of files that catch the same, the first stays, unless a third catches more.
 * @param catches ids of the mutants that each file catches
 * @returns sorted by the names of the files
 */
export function mergeCandidates(catches: ReadonlyMap<string, ReadonlySet<string>>): MergeCandidate[] {
  // Those that catch most come first, so that the first that holds a file is never a candidate itself.
  const files = [...catches].map(([scenario, caught]) => ({ scenario, caught }));
  const bySize = files.toSorted((one, other) => other.caught.size - one.caught.size);
  return files.toSorted(byName).flatMap(({ scenario, caught }) => {
    const sorted = [...caught].sort();
    if (sorted.length === 0) return [{ scenario, catches: sorted }];
    const holder = bySize.find((each) => sorted.every((mutant) => each.caught.has(mutant)));
    return holder === undefined || holder.scenario === scenario
      ? []
      : [{ scenario, catches: sorted, mergeInto: holder.scenario }];
  });
}

function byName({ scenario: one }: { readonly scenario: string }, { scenario: other }: { readonly scenario: string }) {
  return one < other ? -1 : 1;
}
