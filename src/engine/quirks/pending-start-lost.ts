import { firstMobileFamilies } from '../families.js';
import type { Quirk } from '../quirk.js';

export const pendingStartLost: Quirk = {
  id: 'pending-start-lost',
  title: 'a session whose process dies before its first event has no start marker',
  families: firstMobileFamilies,
  requirements: ['SES-START-001'],
  source:
    'rudder-sdk-android 1.28.0, RudderUserSession.java:11-21; rudder-sdk-ios 1.31.0, RSUserSession.m:33-36: the id is stored, and the marker is not',
  apply: (rules) => ({ ...rules, persist: (session) => rules.persist({ ...session, startPending: false }) }),
};
