import type { Step } from '../../../src/record/timeline.js';
import { getSessionId } from '../../engine/timelines.js';
import { eventsOf, type Law, sameShown, shownBy } from '../law.js';

export const readingChangesNothing: Law = {
  id: 'reading-changes-nothing',
  title: 'Reading the session id before every event changes nothing',
  domain: { devices: 2, setClock: true, storage: true },
  choices: [],
  async check(timeline, _choices, subject) {
    const steps = timeline.steps.flatMap((step): Step[] =>
      step.action.kind === 'event' ? [{ ...step, action: getSessionId }, step] : [step],
    );
    const quiet = await eventsOf(timeline, subject);
    if (quiet.length === 0) return 'silent';
    const reading = await eventsOf({ ...timeline, steps }, subject);
    return sameShown('without reading and with it', quiet.map(shownBy), reading.map(shownBy));
  },
};
