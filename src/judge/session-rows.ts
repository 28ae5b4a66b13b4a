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
    const [first] = group;
    const key = keyOf(expected.find((event) => event.step === first.step));
    const partner = key === undefined || paired.has(key) ? undefined : expectedGroups.get(key);
    if (key !== undefined && partner !== undefined) paired.add(key);
    rows.push(row(scenario.id, group, { observed: group, expected: partner }));
  }
  for (const [key, group] of expectedGroups) {
    if (!paired.has(key)) rows.push(row(scenario.id, group, { expected: group }));
  }
  return rows;
}

/** The events of one session, in the order of their calls. */
type Group = [ObservedEvent, ...ObservedEvent[]];

function keyOf(event: ObservedEvent | undefined): string | undefined {
  return event?.sessionId === undefined ? undefined : JSON.stringify([event.device, event.sessionId]);
}

function groupBySession(events: readonly ObservedEvent[]): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const event of events) {
    const key = keyOf(event);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [event]);
    else group.push(event);
  }
  return groups;
}

interface Sides {
  readonly observed?: Group;
  readonly expected?: Group | undefined;
}

/** @param shown the side from which the device and the times are taken */
function row(scenario: string, shown: Group, { observed, expected }: Sides): SessionRow {
  const [first] = shown;
  const last = shown.reduce((_before, event) => event);
  return {
    scenario,
    device: first.device,
    ...(observed === undefined ? {} : { observedId: idText(observed[0].sessionId) }),
    ...(expected === undefined ? {} : { expectedId: idText(expected[0].sessionId) }),
    startMs: first.wallMs,
    endMs: last.wallMs,
    observedEvents: observed?.length ?? 0,
    expectedEvents: expected?.length ?? 0,
    startMarkers: (observed ?? []).filter((event) => event.sessionStart === true).length,
  };
}

function idText(id: Json | undefined): string {
  return typeof id === 'string' ? id : JSON.stringify(id);
}
