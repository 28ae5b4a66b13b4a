import type { Finding } from '../finding.js';

export const markedAgain: Finding = {
  id: 'marked-again',
  title: 'sessions with several start markers',
  unit: 'sessions',
  needs: ['start'],
  rows: () => `SELECT user, session, marked_ms AS at_ms, markers AS value, CASE
      WHEN marked_last_ms - marked_ms < 1000 THEN 'instant'
      WHEN markers = events THEN 'always'
      ELSE 'again' END AS clue
    FROM sessions WHERE markers > 1`,
  detail: (markers) => `${markers} messages are marked`,
  causes: {
    again: {
      text: 'The marker came back later: it was in the context that the application passed, or what was stored of it was never taken back.',
      quirks: ['caller-context-wins'],
    },
    always: {
      text: 'Every message of the session is marked: the SDK, or what collects its messages, does not take the marker back.',
      quirks: [],
    },
    instant: {
      text: 'Two sessions began within a second and share the id that is made of that time.',
      quirks: ['ids-shared-in-an-instant'],
    },
  },
};
