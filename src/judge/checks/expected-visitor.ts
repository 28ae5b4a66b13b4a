import type { Check } from '../check.js';
import { compareExpectations } from '../expectation-finding.js';
import { eventAt } from '../observation.js';

/**
 * The author's `visitor`: whose message it is, by the anonymous id on the wire. A label is bound at its first use;
 * later it must be the same anonymous id, and another label another one.
 */
export const expectedVisitor: Check = {
  id: 'expected-visitor',
  title: 'each message has the anonymous id that the scenario says',
  run({ case: scenario, observed }) {
    const bound = new Map<string, { readonly anonymousId: unknown; readonly step: number }>();
    return compareExpectations(this.id, scenario, ({ visitor }, step) => {
      if (visitor === undefined) return undefined;
      const body = eventAt(observed, step)?.message?.body;
      const anonymousId = body?.anonymousId;
      const seen = [...bound].find(([, other]) => other.anonymousId === anonymousId);
      const owner = seen?.[0];
      const relatedStep = seen?.[1].step;
      const isNew = !bound.has(visitor);
      const isFree = owner === undefined && anonymousId !== undefined;
      if (isNew && isFree) bound.set(visitor, { anonymousId, step });
      return {
        holds: isNew ? isFree : owner === visitor,
        expected: isNew ? `a new visitor, "${visitor}"` : `visitor "${visitor}"`,
        observed: describe(body === undefined, owner, anonymousId),
        ...(relatedStep === undefined ? {} : { relatedStep }),
      };
    });
  },
};

function describe(isMissing: boolean, owner: string | undefined, anonymousId: unknown): string {
  if (isMissing) return 'no message';
  if (owner !== undefined) return `visitor "${owner}"`;
  return anonymousId === undefined ? 'no anonymous id' : 'another visitor';
}
