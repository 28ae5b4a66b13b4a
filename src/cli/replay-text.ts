import { drawColumns } from '../explain/draw-columns.js';
import { type TraceDifference, traceDifference } from '../explain/trace-difference.js';
import type { Bundle } from '../record/bundle.js';
import { conductText } from '../record/conduct.js';
import type { Trace } from '../record/trace.js';
import type { Replay } from '../suite/replay.js';
import { formatDuration } from '../time/duration.js';
import { fieldsOf } from './trace.js';
import { verdictLines } from './verdict-text.js';

/** What is told of a replay, line by line, and whether it was identical. */
export interface ReplayText {
  readonly lines: readonly string[];
  readonly identical: boolean;
}

/** Says whether the same was observed as was recorded, and where it first was not. */
export function replayText(bundle: Bundle, replay: Replay): ReplayText {
  const { played: before } = bundle;
  const { played: now, result } = replay;
  const verdicts = verdictLines(bundle.verdicts, result.verdicts);
  if ('trace' in before && 'trace' in now) {
    const difference = traceDifference(before.trace, now.trace, fieldsOf);
    if (difference === undefined)
      return { lines: [`identical: ${countText(now.trace)}`, ...verdicts], identical: true };
    return { lines: [...differenceLines(difference), ...partingLines(bundle, replay), ...verdicts], identical: false };
  }
  const [recorded, played] = [before, now].map((each) => ('trace' in each ? countText(each.trace) : each.untestable));
  if (recorded === played) return { lines: [`identical: again, ${played}`, ...verdicts], identical: true };
  return {
    lines: [...differenceLines({ where: 'as a whole', before: recorded ?? '', now: played ?? '' }), ...verdicts],
    identical: false,
  };
}

function countText({ entries, elapsedMs }: Trace): string {
  return `${entries.length} observations in ${formatDuration(elapsedMs)} of virtual time`;
}

function differenceLines({ where, before, now }: TraceDifference): string[] {
  return [`differs, first ${where}`, `  recorded  ${before}`, `  now       ${now}`];
}

/** What first differs is often a version or a random id; what matters is where the sessions do. */
function partingLines(bundle: Bundle, { behaviours, partingStep }: Replay): string[] {
  if (behaviours === undefined) return [];
  if (partingStep === undefined) return ['sessions as recorded, at every step'];
  const { before, now } = behaviours;
  const [recorded, played] = [before, now].map(({ conducts }) => {
    const conduct = conducts.get(partingStep);
    return conduct === undefined ? 'nothing' : conductText(conduct);
  });
  const elapsedMs = 'trace' in bundle.played ? elapsedAt(bundle.played.trace) : [];
  const columns = [
    { title: 'recorded', behaviour: before },
    { title: 'now', behaviour: now },
  ];
  return [
    `sessions differ, first at step ${partingStep + 1}: recorded ${recorded}, now ${played}`,
    ...drawColumns({ case: bundle.case, elapsedMs }, columns, partingStep).map((line) => `  ${line}`),
  ];
}

function elapsedAt({ entries }: Trace): number[] {
  const elapsedMs: number[] = [];
  for (const entry of entries) if (entry.kind === 'step') elapsedMs[entry.step] = entry.elapsedMs;
  return elapsedMs;
}
