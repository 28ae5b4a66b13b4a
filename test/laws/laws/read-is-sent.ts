import type { Step } from '../../../src/record/timeline.js';
import { getSessionId } from '../../engine/timelines.js';
import { type Law, shownBy } from '../law.js';

/** An identify is left out: it may renew the session between the read and its message. */
export const readIsSent: Law = {
  id: 'read-is-sent',
  title:
    'The id that is read is the id of the next message; where none is read, the message has none or begins a session',
  domain: { devices: 2, setClock: true, storage: true },
  choices: [],
  async check(timeline, _choices, subject) {
    const steps = timeline.steps.flatMap((step): Step[] =>
      step.action.kind === 'event' && step.action.type !== 'identify'
        ? [{ ...step, action: getSessionId }, step]
        : [step],
    );
    const reading = { ...timeline, steps };
    const { events, returns } = subject.observe(await subject.play(reading), reading);
    const read = events.filter(({ call }) => call.type !== 'identify');
    for (const event of read) {
      const id = returns.get(event.step - 1)?.value ?? null;
      const { sessionId, sessionStart, step } = event;
      if (id === null ? sessionId === undefined || sessionStart === true : sessionId === id) continue;
      return { broken: `step ${step + 1}: ${id ?? 'none'} is read, and the message shows ${shownBy(event)}` };
    }
    return read.length > 0 ? 'holds' : 'silent';
  },
};
