import type { JsonObject } from '../../record/timeline.js';
import { contextOf } from '../message-context.js';
import type { Mutant } from '../mutant.js';

export const idAsText: Mutant = {
  id: 'id-as-text',
  title: 'the session id is a text',
  source: 'a plain slip: an id that was read from storage as it stood there',
  family: 'rudderstack-web',
  requirement: 'SES-ID-003',
  check: 'id-integer',
  apply: (rules) => ({ ...rules, onWire: (message) => rules.onWire(message).map(withTextId) }),
};

function withTextId(message: JsonObject): JsonObject {
  const { sessionId, ...context } = contextOf(message);
  return sessionId === undefined ? message : { ...message, context: { ...context, sessionId: String(sessionId) } };
}
