import { webFamilies } from '../families.js';
import type { Quirk } from '../quirk.js';

/** Times are compared all the same, for JavaScript makes numbers of such texts. */
export const wrongTypesTakenOver: Quirk = {
  id: 'wrong-types-taken-over',
  title: 'a stored session whose values are texts goes on, and its id is sent as a text',
  families: webFamilies,
  requirements: ['SES-PERSISTENCE-009', 'SES-WIRE-002', 'SES-ID-003'],
  source:
    'rudder-sdk-js 3.31.6, UserSessionManager.ts:150-185 (ran, 3.34.1); rudder-sdk-js v1.1 at eecb517e6, features/core/session/index.js (ran, 2.52.21)',
  apply(rules, { id }) {
    const isLegacy = id === 'rudderstack-web-legacy';
    return {
      ...rules,
      readWrongTypes(session) {
        // Version 3 takes the boolean true and nothing else for the mark of a session that the application started.
        if (session.mode === 'manual' && !isLegacy) return undefined;
        // To version 1.1 any text in the place of the start marker is one, that of false included.
        return { ...session, id: String(session.id), startPending: session.startPending || isLegacy };
      },
    };
  },
};
