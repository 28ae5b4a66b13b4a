import { eventsOf, type Law } from '../law.js';

export const idsNeverDecrease: Law = {
  id: 'ids-never-decrease',
  title: 'As long as no clock is set and the caller gives no ids, the ids of a device never decrease',
  domain: { devices: 2 },
  choices: [],
  async check(timeline, _choices, subject) {
    const last = new Map<string, number>();
    for (const { step, device, sessionId } of await eventsOf(timeline, subject)) {
      if (sessionId === undefined) continue;
      const before = last.get(device) ?? Number.NEGATIVE_INFINITY;
      if (Number(sessionId) < before) return { broken: `step ${step + 1}: ${sessionId} comes after ${before}` };
      last.set(device, Number(sessionId));
    }
    return last.size > 0 ? 'holds' : 'silent';
  },
};
