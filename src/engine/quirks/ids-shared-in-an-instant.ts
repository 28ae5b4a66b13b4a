import { allFamilies } from '../families.js';
import type { Quirk } from '../quirk.js';

/** The id is the clock and nothing else, so nothing keeps two of them apart. */
export const idsSharedInAnInstant: Quirk = {
  id: 'ids-shared-in-an-instant',
  title: 'two sessions that begin in the same unit of the id share the id',
  families: allFamilies,
  requirements: ['SES-ID-004', 'SES-START-002'],
  source:
    'rudder-sdk-js 3.31.6, userSessionManager/utils.ts:85 (ran, 3.34.1); rudder-sdk-android 1.28.0, Utils.java:63; rudder-sdk-ios 1.31.0, RSUtils.m:33; rudder-sdk-kotlin 1.6.0, SessionManager.kt:208-210; rudder-sdk-swift 1.3.1, SessionHandler.swift:118-120',
  apply: (rules) => ({ ...rules, nextId: (nowMs) => rules.nextId(nowMs, []) }),
};
