import { firstMobileFamilies, webFamilies } from '../families.js';
import type { Quirk } from '../quirk.js';

export const callerContextWins: Quirk = {
  id: 'caller-context-wins',
  title: 'a sessionId or sessionStart in the context of the caller replaces that of the SDK',
  families: [...webFamilies, ...firstMobileFamilies],
  requirements: ['SES-CONTEXT-001'],
  source:
    'rudder-sdk-js 3.31.6, eventManager/utilities.ts:159-187 (ran, 3.34.1); rudder-sdk-android 1.28.0, RudderContextTypeAdapter.java:28-35; rudder-sdk-ios 1.31.0, RSMessage.m:64-70',
  apply: (rules) => ({ ...rules, callerContext: 'wins' }),
};
