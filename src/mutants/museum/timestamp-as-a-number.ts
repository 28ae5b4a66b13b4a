import type { JsonObject } from '../../record/timeline.js';
import type { Mutant } from '../mutant.js';

export const timestampAsANumber: Mutant = {
  id: 'timestamp-as-a-number',
  title: 'originalTimestamp is a count of milliseconds',
  source: 'a plain slip: a time that nobody formats',
  family: 'rudderstack-web',
  requirement: 'SES-WIRE-002',
  check: 'wire-schema',
  apply: (rules) => ({ ...rules, onWire: (message) => rules.onWire(message).map(withCountedTime) }),
};

function withCountedTime(message: JsonObject): JsonObject {
  return { ...message, originalTimestamp: Date.parse(String(message.originalTimestamp)) };
}
