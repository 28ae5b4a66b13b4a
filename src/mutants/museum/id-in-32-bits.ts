import type { Mutant } from '../mutant.js';

export const idIn32Bits: Mutant = {
  id: 'id-in-32-bits',
  title: 'a session id is what 32 bits hold of the time, which may be negative',
  source: 'a plain slip: a cast to a type that is too small',
  family: 'rudderstack-web',
  requirement: 'SES-ID-002',
  check: 'expected-id',
  apply: (rules) => ({ ...rules, nextId: (nowMs, issuedIds) => rules.nextId(nowMs, issuedIds) | 0 }),
};
