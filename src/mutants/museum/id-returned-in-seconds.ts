import type { Mutant } from '../mutant.js';

export const idReturnedInSeconds: Mutant = {
  id: 'id-returned-in-seconds',
  title: 'getSessionId returns the id in seconds, and messages carry it in milliseconds',
  source: 'a plain slip: one of two places that was not changed with the unit',
  family: 'rudderstack-web',
  requirement: 'SES-ID-006',
  check: 'expected-return',
  apply: (rules) => ({ ...rules, returnedId: (session) => Math.floor(Number(rules.returnedId(session)) / 1_000) }),
};
