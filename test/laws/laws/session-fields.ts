import { eventsOf, type Law } from '../law.js';

export const sessionFields: Law = {
  id: 'session-fields',
  title: 'Ids are integers, a start marker is true, and it implies an id',
  domain: { devices: 2, setClock: true, storage: true },
  choices: [],
  async check(timeline, _choices, subject) {
    const events = await eventsOf(timeline, subject);
    for (const { step, sessionId, sessionStart } of events) {
      const at = `step ${step + 1}`;
      if (sessionId !== undefined && !Number.isInteger(sessionId)) return { broken: `${at}: the id is no integer` };
      if (sessionStart !== undefined && sessionStart !== true) return { broken: `${at}: the marker is not true` };
      if (sessionStart !== undefined && sessionId === undefined) return { broken: `${at}: a marker without an id` };
    }
    return events.length > 0 ? 'holds' : 'silent';
  },
};
