import type { Case } from '../record/case.js';
import type { SessionRow } from '../record/run-result.js';
import type { Json } from '../record/timeline.js';
import type { Trace } from '../record/trace.js';
import { type ObservedEvent, observe } from './observation.js';

/**
 * The sessions that the target showed, each beside the engine's session that its first message belongs to; and those of
 * the engine that the target never showed. In the order in which they appear.
 */
export function sessionRows(scenario: Case, trace: Trace, opinion: Trace): SessionRow[] {
  const observed = observe(trace, scenario.timeline).events;
  const expected = observe(opinion, scenario.timeline).events;
  const expectedGroups = groupBySession(expected);
  const paired = new Set<string>();
  const rows: SessionRow[] = [];
  for (const group of groupBySession(observed).values()) {
    const first = group[0];
    if (first === undefined) continue;
    const key = keyOf(expected.find((event) => event.step === first.step));
    const partner = key === undefined || paired.has(key) ? undefined : expectedGroups.get(key);
    if (key !== undefined && partner !== undefined) paired.add(key);
    rows.push(row(scenario.id, group, partner));
  }
  for (const [key, group] of expectedGroups) {
    if (!paired.has(key)) rows.push(row(scenario.id, undefined, group));
  }
  return rows;
}

type Group = readonly ObservedEvent[];

function keyOf(event: ObservedEvent | undefined): string | undefined {
  return event?.sessionId === undefined ? undefined : JSON.stringify([event.device, event.sessionId]);
}

function groupBySession(events: Group): Map<string, ObservedEvent[]> {
  const groups = new Map<string, ObservedEvent[]>();
  for (const event of events) {
    const key = keyOf(event);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [event]);
    else group.push(event);
  }
  return groups;
}

function row(scenario: string, observed: Group | undefined, expected: Group | undefined): SessionRow {
  const shown = observed ?? expected ?? [];
  const wallClocks = shown.map((event) => event.wallMs);
  return {
    scenario,
    device: shown[0]?.device ?? '',
    ...(observed === undefined ? {} : { observedId: idText(observed[0]?.sessionId) }),
    ...(expected === undefined ? {} : { expectedId: idText(expected[0]?.sessionId) }),
    startMs: wallClocks[0] ?? 0,
    endMs: wallClocks.at(-1) ?? 0,
    observedEvents: observed?.length ?? 0,
    expectedEvents: expected?.length ?? 0,
    startMarkers: (observed ?? []).filter((event) => event.sessionStart === true).length,
  };
}

function idText(id: Json | undefined): string {
  return typeof id === 'string' ? id : JSON.stringify(id ?? null);
}
