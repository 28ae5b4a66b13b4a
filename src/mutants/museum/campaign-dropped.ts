import type { JsonObject } from '../../record/timeline.js';
import { contextOf } from '../message-context.js';
import type { Mutant } from '../mutant.js';

export const campaignDropped: Mutant = {
  id: 'campaign-dropped',
  title: 'the campaign does not travel with the session',
  source: 'a plain slip: a context that is built anew without it',
  family: 'rudderstack-web',
  requirement: 'SES-CONTEXT-002',
  check: 'expected-fields',
  apply: (rules) => ({ ...rules, onWire: (message) => rules.onWire(message).map(withoutCampaign) }),
};

function withoutCampaign(message: JsonObject): JsonObject {
  const { campaign: _campaign, ...context } = contextOf(message);
  return { ...message, context };
}
