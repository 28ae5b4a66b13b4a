import type { Law } from '../law.js';

export const oneMessagePerCall: Law = {
  id: 'one-message-per-call',
  title: 'Every call that is accepted becomes one message, and each client has its own in the order of its calls',
  domain: { devices: 2, setClock: true, storage: true },
  choices: [],
  async check(timeline, _choices, subject) {
    const { events, messages } = subject.observe(await subject.play(timeline), timeline);
    if (events.length === 0) return 'silent';
    if (messages.length !== events.length) return { broken: `${events.length} calls, ${messages.length} messages` };
    const last = new Map<string, number>();
    for (const { step, device, client, message } of events) {
      if (message === undefined) return { broken: `the call of step ${step + 1} has no message` };
      const key = `${device}/${client}`;
      if (message.message < (last.get(key) ?? -1)) return { broken: `the message of step ${step + 1} comes too early` };
      last.set(key, message.message);
    }
    return 'holds';
  },
};
