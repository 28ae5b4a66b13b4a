import type { Quirk } from '../quirk.js';

export const signCountsAsADigit: Quirk = {
  id: 'sign-counts-as-a-digit',
  title: 'the minus of a negative id counts as one of its ten digits, and a negative id is used',
  families: [
    'rudderstack-web-legacy',
    'rudderstack-android',
    'rudderstack-ios',
    'rudderstack-kotlin',
    'rudderstack-react-native',
    'rudderstack-flutter',
  ],
  requirements: ['SES-MANUAL-015'],
  source:
    'rudder-sdk-js v1.1 at eecb517e6, features/core/session/index.js:114-137; rudder-sdk-android 1.28.0, RudderClient.java:845; rudder-sdk-ios 1.31.0, RSClient.m:516; rudder-sdk-kotlin 1.6.0, Analytics.kt:97; rudder-sdk-react-native 3.1.0, RudderClient.ts:344-356',
  apply: (rules, { values }) => ({
    ...rules,
    judgeManualId(id) {
      const isLongEnough = typeof id === 'number' && String(id).length >= values.minimumManualIdDigits;
      return isLongEnough && Number.isInteger(id) ? 'use' : rules.judgeManualId(id);
    },
  }),
};
