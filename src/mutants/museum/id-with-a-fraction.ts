import type { JsonObject } from '../../record/timeline.js';
import { contextOf } from '../message-context.js';
import type { Mutant } from '../mutant.js';

export const idWithAFraction: Mutant = {
  id: 'id-with-a-fraction',
  title: 'the session id is the time in seconds, with a fraction',
  source: 'a plain slip: a division by 1,000 that nobody rounds',
  family: 'rudderstack-web',
  requirement: 'SES-ID-003',
  check: 'id-integer',
  apply: (rules) => ({ ...rules, onWire: (message) => rules.onWire(message).map(withFraction) }),
};

function withFraction(message: JsonObject): JsonObject {
  const { sessionId, ...context } = contextOf(message);
  return typeof sessionId === 'number'
    ? { ...message, context: { ...context, sessionId: sessionId / 1_000 } }
    : message;
}
