import type { Quirk } from '../quirk.js';

/** A session with such an end keeps it whatever a later load asks for, and one without it counts from that load. */
export const cutOffEndKept: Quirk = {
  id: 'cut-off-end-kept',
  title: 'the end of a session by the cut-off is written down once, when the cut-off is first in force',
  families: ['rudderstack-web'],
  requirements: ['SES-CUTOFF-002', 'SES-CUTOFF-004'],
  source: 'rudder-sdk-js 3.31.6, UserSessionManager.ts:330-349, 963-980 (ran, 3.34.1)',
  apply: (rules) => ({
    ...rules,
    writeDownCutOff(session, fromMs, settings) {
      const { cutOffMs } = settings;
      const { cutOffEndsMs: writtenMs, ...others } = rules.writeDownCutOff(session, fromMs, settings);
      // A load without the cut-off forgets the end.
      if (cutOffMs === null) return others;
      const cutOffEndsMs = writtenMs ?? fromMs + cutOffMs;
      return { ...others, cutOffEndsMs, startedAtMs: cutOffEndsMs - cutOffMs };
    },
  }),
};
