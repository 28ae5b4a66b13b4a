import type { Check } from '../check.js';
import { eventsInSession, law } from '../law.js';
import { sessionScopes } from '../session-scope.js';

/**
 * Ids never decrease on a device, unless somebody changed its clock or chose ids. Tabs that share no session are looked at
 * one by one, for their messages take turns.
 */
export const idsInOrder: Check = {
  id: 'ids-in-order',
  title: 'without a changed clock and without ids of the caller, ids never decrease',
  run({ observed }) {
    const outside = observed.timeline.steps.some(
      ({ action }) => action.kind === 'setClock' || (action.kind === 'startSession' && action.sessionId !== undefined),
    );
    const scopeOf = sessionScopes(observed);
    const last = new Map<string, { readonly id: number; readonly step: number }>();
    return law({
      check: this.id,
      requirement: 'SES-ID-005',
      events: outside ? [] : eventsInSession(observed),
      nothing: outside ? 'the timeline changes the clock or chooses an id' : 'no session was seen',
      breaks: (event) => {
        const id = Number(event.sessionId);
        const previous = last.get(scopeOf(event));
        last.set(scopeOf(event), { id, step: event.step });
        return previous === undefined || id >= previous.id
          ? undefined
          : { what: `id ${id} follows ${previous.id}`, relatedSteps: [previous.step] };
      },
    });
  },
};
