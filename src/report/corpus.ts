import type { CaseResult } from '../record/run-result.js';
import { worstOf } from './worst.js';

/**
 * What has become of the timelines that once failed; no line where there are none.
 * @param isCorpus default: by the id, which is that of the folder
 */
export function corpusLines(
  results: readonly CaseResult[],
  isCorpus = (id: string): boolean => id.startsWith('corpus/'),
): string[] {
  const counts = new Map<CorpusState, number>();
  for (const result of results) {
    if (!isCorpus(result.case.id)) continue;
    const state = corpusStateOf(result);
    counts.set(state, (counts.get(state) ?? 0) + 1);
  }
  if (counts.size === 0) return [];
  const parts = corpusStates.flatMap((state) => (counts.has(state) ? [`${counts.get(state)} ${state}`] : []));
  return [`  of the corpus: ${parts.join(' · ')}`];
}

export const corpusStates = [
  'still fail',
  'still fail, as is known',
  'could not be played',
  'fixed',
  'no longer applicable',
] as const;
export type CorpusState = (typeof corpusStates)[number];

export function corpusStateOf(result: CaseResult): CorpusState {
  switch (worstOf(result)) {
    case 'pass':
      return 'fixed';
    case 'skip':
      return 'no longer applicable';
    case 'untestable':
      return 'could not be played';
    case 'known':
    case 'flaky':
      return 'still fail, as is known';
    default:
      return 'still fail';
  }
}
