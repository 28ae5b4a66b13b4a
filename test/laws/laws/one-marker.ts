import { eventsOf, type Law, sessionsIn } from '../law.js';

export const oneMarker: Law = {
  id: 'one-marker',
  title: 'A session that is observed has exactly one start marker, on its first message in the order of calls',
  domain: { devices: 2, setClock: true, storage: true },
  choices: [],
  async check(timeline, _choices, subject) {
    const sessions = sessionsIn(await eventsOf(timeline, subject));
    for (const [session, events] of sessions) {
      for (const [index, { step, sessionStart }] of events.entries()) {
        if ((sessionStart === true) === (index === 0)) continue;
        return {
          broken: `step ${step + 1}: message ${index + 1} of ${session} has the marker ${sessionStart === true}`,
        };
      }
    }
    return sessions.size > 0 ? 'holds' : 'silent';
  },
};
