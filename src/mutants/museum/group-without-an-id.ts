import type { JsonObject } from '../../record/timeline.js';
import { contextOf } from '../message-context.js';
import type { Mutant } from '../mutant.js';

export const groupWithoutAnId: Mutant = {
  id: 'group-without-an-id',
  title: 'a group carries no session id',
  source: 'a plain slip: a type that is missing from a list',
  family: 'rudderstack-web',
  requirement: 'SES-CONTEXT-004',
  check: 'expected-session',
  apply: (rules) => ({ ...rules, onWire: (message) => rules.onWire(message).map(withoutIdOfGroup) }),
};

function withoutIdOfGroup(message: JsonObject): JsonObject {
  const { sessionId: _id, sessionStart: _start, ...context } = contextOf(message);
  return message.type === 'group' ? { ...message, context } : message;
}
