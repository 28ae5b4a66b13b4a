import type { JsonObject } from '../../record/timeline.js';
import { contextOf } from '../message-context.js';
import type { Mutant } from '../mutant.js';

export const fieldsOutsideTheContext: Mutant = {
  id: 'fields-outside-the-context',
  title: 'the session fields stand at the top of a message',
  source: 'a plain slip: the wrong one of two objects',
  family: 'rudderstack-web',
  requirement: 'SES-CONTEXT-003',
  check: 'expected-fields',
  apply: (rules) => ({ ...rules, onWire: (message) => rules.onWire(message).map(withFieldsAtTheTop) }),
};

function withFieldsAtTheTop(message: JsonObject): JsonObject {
  const { sessionId, sessionStart, ...context } = contextOf(message);
  return {
    ...message,
    ...(sessionId === undefined ? {} : { sessionId }),
    ...(sessionStart === undefined ? {} : { sessionStart }),
    context,
  };
}
