import type { Mutant } from '../mutant.js';

export const thirdSessionReusesTheFirstId: Mutant = {
  id: 'third-session-reuses-the-first-id',
  title: 'the third session of a device gets the id of its first again',
  source: 'a plain slip: two places that take turns',
  family: 'rudderstack-web',
  requirement: 'SES-ID-004',
  check: 'id-not-reused',
  apply: (rules) => ({
    ...rules,
    nextId: (nowMs, issuedIds) => issuedIds[issuedIds.length - 2] ?? rules.nextId(nowMs, issuedIds),
  }),
};
