import { createColors } from 'picocolors';
import { drawTimeline } from '../explain/draw.js';
import { traceText } from '../explain/trace-text.js';
import { witnessOf } from '../explain/witness.js';
import { observe } from '../judge/observation.js';
import type { Timeline } from '../record/timeline.js';
import type { CallEntry, Trace } from '../record/trace.js';
import type { Verdict } from '../record/verdict.js';
import { executionOf } from '../report/execution.js';
import { witnessLines } from '../report/witness-lines.js';
import { worstFirst } from '../report/worst.js';
import { meaningOfStored } from '../target/index.js';
import type { OpenedBundle } from './bundles.js';
import { fieldsOf } from './trace.js';

/** A bundle as text: its timeline with the recorded sessions, what was observed, and what was found wrong with it. */
export function explainBundle({ bundle, case: scenario, bench }: OpenedBundle, colour: boolean): string[] {
  const { handshake, edition, policy, seed, lapseVersion, played } = bundle;
  const { name, version } = handshake.target;
  const trace = 'trace' in played ? played.trace : undefined;
  const sessions = new Map(
    (trace === undefined ? [] : observe(trace, scenario.timeline).events).flatMap(({ step, sessionId }) =>
      sessionId === undefined ? [] : [[step, JSON.stringify(sessionId)] as const],
    ),
  );
  return [
    `${scenario.id} · ${scenario.title}`,
    ...scenario.requirements.flatMap((id) => {
      const requirement = bench.registry.byId.get(id);
      return requirement === undefined
        ? []
        : [`  ${id} (${requirement.level}, ${requirement.basis}): ${requirement.text}`];
    }),
    `  recorded by lapse ${lapseVersion} from ${name} ${version} (${executionOf(handshake.target)}) · edition ${edition} · policy ${policy.id} · seed ${seed}`,
    '  the bar at the left is one session, as it was on the wire',
    '',
    ...drawTimeline(scenario, trace?.entries ?? plannedSteps(scenario.timeline), (step) => sessions.get(step)),
    '',
    ...recordedLines(trace, bundle, colour),
    ...failureLines(bundle.verdicts, { bundle, case: scenario, bench }, trace, colour),
  ];
}

function recordedLines(
  trace: Trace | undefined,
  { played, case: { timeline }, handshake }: OpenedBundle['bundle'],
  colour: boolean,
): string[] {
  if (trace === undefined) return [`nothing was recorded: ${'untestable' in played ? played.untestable : ''}`];
  const meaningOf = meaningOfStored(handshake.target.name);
  return ['what was recorded', ...traceText(trace, timeline, { colour, fieldsOf, ...(meaningOf && { meaningOf }) })];
}

const told: readonly Verdict['status'][] = worstFirst.filter((status) => status !== 'pass' && status !== 'skip');

function failureLines(
  verdicts: readonly Verdict[],
  { case: scenario, bench }: Pick<OpenedBundle, 'bundle' | 'case' | 'bench'>,
  trace: Trace | undefined,
  colour: boolean,
): string[] {
  const [first, ...rest] = told.flatMap((status) => verdicts.filter((verdict) => verdict.status === status));
  const requirement = bench.registry.byId.get(first?.requirement ?? '');
  if (first === undefined || requirement === undefined) return [];
  const { bold, red, yellow, dim } = createColors(colour);
  return [
    '',
    `${bold(first.status.toUpperCase())} ${first.check}`,
    ...witnessLines(witnessOf(first, scenario, trace, requirement), { bold, error: red, warning: yellow, quiet: dim }),
    ...rest.map(({ check, status, message }) => `  also ${status}  ${check}: ${message}`),
  ];
}

/** The steps at the instants at which they were to happen, for a timeline of which nothing was observed. */
function plannedSteps({ steps, startMs }: Timeline): CallEntry[] {
  let elapsedMs = 0;
  return steps.map(({ device, client, action }, step) => {
    const entry: CallEntry = { kind: 'step', step, device, client, action, elapsedMs, wallMs: startMs + elapsedMs };
    if (action.kind === 'wait' || action.kind === 'sleep') elapsedMs += action.durationMs;
    return entry;
  });
}
