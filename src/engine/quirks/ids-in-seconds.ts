import { mobileFamilies } from '../families.js';
import type { Quirk } from '../quirk.js';

/** The documentation of today names no unit, so that it breaks the announcement alone. */
export const idsInSeconds: Quirk = {
  id: 'ids-in-seconds',
  title: 'a generated id is the time in seconds',
  families: mobileFamilies,
  requirements: ['SES-ID-001', 'SES-MANUAL-012'],
  source:
    'rudder-sdk-android 1.28.0, Utils.java:63; rudder-sdk-ios 1.31.0, RSUtils.m:33; rudder-sdk-kotlin 1.6.0, SessionManager.kt:208-210; rudder-sdk-swift 1.3.1, SessionHandler.swift:118-120',
  apply: (rules) => ({
    ...rules,
    nextId(nowMs, issuedIds) {
      let id = Math.floor(nowMs / 1_000);
      while (issuedIds.includes(id)) id += 1;
      return id;
    },
  }),
};
