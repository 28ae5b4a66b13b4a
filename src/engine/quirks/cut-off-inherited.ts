import type { Quirk } from '../quirk.js';

/** The window of the cut-off is stored once, and only its own end or a reset moves it. */
export const cutOffInherited: Quirk = {
  id: 'cut-off-inherited',
  title: 'a session that follows an idle one is cut off when that one would have been',
  families: ['rudderstack-web'],
  requirements: ['SES-CUTOFF-003'],
  source: 'rudder-sdk-js 3.31.6, UserSessionManager.ts:971-980, 827-842 (ran, 3.34.1)',
  apply: (rules) => ({
    ...rules,
    cutOffStart: (previous, nowMs, settings) =>
      previous === undefined || rules.isCutOff(previous, nowMs, settings)
        ? rules.cutOffStart(previous, nowMs, settings)
        : previous.startedAtMs,
  }),
};
