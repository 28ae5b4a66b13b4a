import type { ObservedEvent } from '../../../src/judge/observation.js';
import type { Timeline } from '../../../src/record/timeline.js';
import { originalTimestampMs } from '../../../src/wire/session-fields.js';
import { type Law, type Subject, sameShown } from '../law.js';

const daysMs = 30 * 86_400_000;

export const shiftInTime: Law = {
  id: 'shift-in-time',
  title: 'What begins later, in whole units of the id, shows the same sessions and times, later by as much',
  domain: { devices: 2, setClock: true },
  choices: [2 * daysMs],
  async check(timeline, [choice = 0], subject) {
    const unitMs = subject.policy.values.idUnit === 'seconds' && subject.edition !== '2022-12' ? 1_000 : 1;
    const units = Math.floor((choice - daysMs) / unitMs);
    const byMs = units * unitMs;
    const shifted = { ...timeline, startMs: timeline.startMs + byMs };
    const before = await told(timeline, subject, 0, 0);
    if (before.length === 0) return 'silent';
    return sameShown(`shifted by ${byMs} ms`, before, await told(shifted, subject, units, byMs));
  },
};

async function told(timeline: Timeline, subject: Subject, units: number, byMs: number): Promise<string[]> {
  const { events, returns } = subject.observe(await subject.play(timeline), timeline);
  const id = (value: unknown): string => (typeof value === 'number' ? String(value - units) : 'none');
  const event = ({ sessionId, sessionStart, message }: ObservedEvent): string =>
    `${id(sessionId)} ${sessionStart === true} ${(originalTimestampMs(message?.body ?? {}) ?? 0) - byMs}`;
  return [...events.map(event), ...[...returns.values()].map(({ value }) => `read ${id(value)}`)];
}
