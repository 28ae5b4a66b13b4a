import type { Mutant } from '../mutant.js';

export const messageSentTwice: Mutant = {
  id: 'message-sent-twice',
  title: 'each message is delivered twice',
  source: 'a plain slip: a retry after success',
  family: 'rudderstack-web',
  requirement: 'SES-WIRE-001',
  check: 'delivery',
  apply: (rules) => ({ ...rules, onWire: (message) => [...rules.onWire(message), ...rules.onWire(message)] }),
};
