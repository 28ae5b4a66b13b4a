import { allFamilies } from '../families.js';
import type { Quirk } from '../quirk.js';

/** Documented today, so that it breaks the announcement alone. */
export const beginsWithTheSdk: Quirk = {
  id: 'begins-with-the-sdk',
  title: 'an automatic session begins, and takes its id, when the SDK is loaded',
  families: allFamilies,
  requirements: ['SES-ID-001'],
  source:
    'rudder-sdk-js 3.31.6, UserSessionManager.ts:185 (ran, 3.34.1); rudder-sdk-js v1.1 at eecb517e6, features/core/session/index.js:61; rudder-sdk-android 1.28.0, RudderUserSession.java:37; rudder-sdk-ios 1.31.0, RSUserSession.m:64; rudder-sdk-kotlin 1.6.0, SessionManager.kt:129; rudder-sdk-swift 1.3.1, SessionHandler.swift:48',
  apply: (rules) => ({ ...rules, beginsAt: 'initialisation' }),
};
