import type { JsonObject } from '../../record/timeline.js';
import type { Mutant } from '../mutant.js';

export const anonymousIdOfTheMoment: Mutant = {
  id: 'anonymous-id-of-the-moment',
  title: 'each message has an anonymous id of its own',
  source: 'a plain slip: an id that is drawn anew because nobody stores it',
  family: 'rudderstack-web',
  requirement: 'SES-ID-010',
  check: 'one-visitor',
  apply: (rules) => ({ ...rules, onWire: (message) => rules.onWire(message).map(withOwnVisitor) }),
};

function withOwnVisitor(message: JsonObject): JsonObject {
  return { ...message, anonymousId: `visitor-${String(message.messageId)}` };
}
