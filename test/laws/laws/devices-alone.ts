import { eventsOf, type Law, type Outcome, sameShown, shownBy } from '../law.js';

export const devicesAlone: Law = {
  id: 'devices-alone',
  title: 'Two devices whose steps are interleaved send what each of them sends alone',
  domain: { devices: 2, setClock: true, storage: true },
  choices: [],
  async check(timeline, _choices, subject) {
    const together = await eventsOf(timeline, subject);
    let outcome: Outcome = 'silent';
    for (const device of ['device1', 'device2']) {
      // Time passes for both, so moves of time stay; everything else of the other device goes.
      const steps = timeline.steps.flatMap((step) => {
        if (step.device === device) return [step];
        return step.action.kind === 'wait' || step.action.kind === 'sleep' ? [{ ...step, device }] : [];
      });
      const alone = await eventsOf({ ...timeline, steps }, subject);
      const own = together.filter((event) => event.device === device);
      if (alone.length === together.length) continue;
      outcome = sameShown(`${device} together and alone`, own.map(shownBy), alone.map(shownBy));
      if (outcome !== 'holds') return outcome;
    }
    return outcome;
  },
};
