import type { JsonObject } from '../../record/timeline.js';
import { contextOf } from '../message-context.js';
import type { Mutant } from '../mutant.js';

export const nullIdWithoutASession: Mutant = {
  id: 'null-id-without-a-session',
  title: 'a message that belongs to no session carries the id null',
  source: 'PostHog/posthog-js#5036, on the wire: the id is sent as null',
  link: 'https://github.com/PostHog/posthog-js/issues/5036',
  family: 'rudderstack-web',
  requirement: 'SES-CONTEXT-005',
  check: 'expected-session',
  apply: (rules) => ({ ...rules, onWire: (message) => rules.onWire(message).map(withNullId) }),
};

function withNullId(message: JsonObject): JsonObject {
  return { ...message, context: { sessionId: null, ...contextOf(message) } };
}
