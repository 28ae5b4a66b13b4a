import type { Behaviour, ComparedCase, Comparison } from '../../src/record/comparison.js';
import type { Conduct } from '../../src/record/conduct.js';
import type { StepAction } from '../../src/record/timeline.js';
import type { TargetDescription } from '../../src/record/trace.js';
import { clustersOf, pairsOf } from '../../src/suite/clusters.js';
import { beyondTimeout, beyondTimeoutMs, caseOf, load, track } from '../judge/fixture.js';

/** A message of the session of this number; negative: it carries the start marker. */
export function message(session?: number): Conduct {
  if (session === undefined) return { kind: 'message', start: false };
  return { kind: 'message', session: Math.abs(session), start: session < 0 };
}

export function behaviour(
  conducts: Readonly<Record<number, Conduct>>,
  logs: Readonly<Record<number, 'warn' | 'error'>> = {},
): Behaviour {
  const entries = Object.entries(conducts).map(([step, conduct]) => [Number(step), conduct] as const);
  const sessions = new Set(entries.flatMap(([, each]) => (each.kind === 'message' ? (each.session ?? []) : [])));
  return {
    conducts: new Map(entries),
    logs: new Map(Object.entries(logs).map(([step, level]) => [Number(step), level])),
    sessions: sessions.size,
  };
}

export const idle: readonly StepAction[] = [load, track('one'), beyondTimeout, track('two')];

/** The session goes on over the wait, or a new one begins after it. */
export const keeps = behaviour({ 1: message(-1), 3: message(1) });
export const renews = behaviour({ 1: message(-1), 3: message(-2) }, { 0: 'warn' });

export function compared(
  behaviours: readonly (Behaviour | undefined)[],
  changes: { readonly id?: string; readonly steps?: readonly StepAction[] } = {},
): ComparedCase {
  const steps = changes.steps ?? idle;
  let nowMs = 0;
  const elapsedMs = steps.map((action) => {
    const atMs = nowMs;
    nowMs += action.kind === 'wait' ? action.durationMs : 0;
    return atMs;
  });
  return { case: caseOf(steps, {}, { id: changes.id ?? 'timeout/beyond' }), elapsedMs, durationMs: nowMs, behaviours };
}

export function description(name: string, changes: Partial<TargetDescription> = {}): TargetDescription {
  return { name, subject: name, version: '1.0.0', environment: 'engine', executed: false, platform: 'web', ...changes };
}

/** Three targets, of which the last two behave alike. */
export function comparison(changes: Partial<Comparison> = {}): Comparison {
  const names = ['android', 'web', 'web-legacy'];
  const cases = changes.cases ?? [
    compared([keeps, renews, renews]),
    compared([keeps, keeps, keeps], { id: 'timeout/within' }),
  ];
  const sessions = names.map((_, target) =>
    cases.reduce((sum, { behaviours }) => sum + (behaviours[target]?.sessions ?? 0), 0),
  );
  const clusters = clustersOf(names.length, cases);
  return {
    lapseVersion: '0.1.0',
    policy: 'rudderstack-web',
    timeoutMs: 1_800_000,
    seed: 1,
    targets: names.map((name, target) => ({
      description: description(name, target === 1 ? { environment: 'jsdom', executed: true, variant: 'legacy' } : {}),
      edition: '2026-11',
      played: cases.length,
      sessions: sessions[target] ?? 0,
    })),
    leftOut: [],
    cases,
    notComparable: [],
    untestable: [],
    playedByAll: cases.length,
    clusters,
    pairs: pairsOf(clusters, cases, names, sessions),
    ...changes,
  };
}

export { beyondTimeoutMs };
