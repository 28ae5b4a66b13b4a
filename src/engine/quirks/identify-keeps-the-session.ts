import { firstMobileFamilies } from '../families.js';
import type { Quirk } from '../quirk.js';

export const identifyKeepsTheSession: Quirk = {
  id: 'identify-keeps-the-session',
  title: 'identifying another user does not renew the session',
  families: firstMobileFamilies,
  requirements: ['SES-IDENTIFY-001', 'SES-IDENTIFY-005', 'SES-MANUAL-008'],
  source:
    'rudder-sdk-android 1.28.0, RudderClient.java: identify does not reset; rudder-sdk-ios 1.31.0, RSClient.m: the same',
  apply: (rules) => ({ ...rules, onIdentify: () => 'keep' }),
};
