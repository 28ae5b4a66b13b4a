import type { JsonObject } from '../../record/timeline.js';
import { contextOf } from '../message-context.js';
import type { Mutant } from '../mutant.js';

export const markerWithoutAnId: Mutant = {
  id: 'marker-without-an-id',
  title: 'a message that belongs to no session carries the start marker',
  source: 'a plain slip: two fields that are written in two places',
  family: 'rudderstack-web',
  requirement: 'SES-START-003',
  check: 'start-has-id',
  apply: (rules) => ({ ...rules, onWire: (message) => rules.onWire(message).map(withMarker) }),
};

function withMarker(message: JsonObject): JsonObject {
  const context = contextOf(message);
  return context.sessionId === undefined ? { ...message, context: { ...context, sessionStart: true } } : message;
}
