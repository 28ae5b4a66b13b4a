import type { JsonObject } from '../../record/timeline.js';
import { contextOf } from '../message-context.js';
import type { Mutant } from '../mutant.js';

export const markerAsText: Mutant = {
  id: 'marker-as-text',
  title: 'the start marker is the text true',
  source: 'a plain slip: a flag that was read from storage as it stood there',
  family: 'rudderstack-web',
  requirement: 'SES-START-005',
  check: 'start-is-true',
  apply: (rules) => ({ ...rules, onWire: (message) => rules.onWire(message).map(withTextMarker) }),
};

function withTextMarker(message: JsonObject): JsonObject {
  const { sessionStart, ...context } = contextOf(message);
  return sessionStart === undefined ? message : { ...message, context: { ...context, sessionStart: 'true' } };
}
