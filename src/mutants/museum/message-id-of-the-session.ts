import type { JsonObject } from '../../record/timeline.js';
import { contextOf } from '../message-context.js';
import type { Mutant } from '../mutant.js';

export const messageIdOfTheSession: Mutant = {
  id: 'message-id-of-the-session',
  title: 'all messages of a session have the same messageId',
  source: 'a plain slip: an id that is drawn once for each session instead of once for each message',
  family: 'rudderstack-web',
  requirement: 'SES-WIRE-006',
  check: 'message-ids-differ',
  apply: (rules) => ({ ...rules, onWire: (message) => rules.onWire(message).map(withSessionAsId) }),
};

function withSessionAsId(message: JsonObject): JsonObject {
  const { sessionId } = contextOf(message);
  return sessionId === undefined ? message : { ...message, messageId: `session-${String(sessionId)}` };
}
