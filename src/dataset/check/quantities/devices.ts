import type { Quantity } from '../quantity.js';
import { ByKey, Tally } from '../tally.js';
import { sharesFindings } from '../tolerance.js';

export const devices: Quantity = {
  id: 'devices',
  title: 'how many devices a user has, and of which kind those are that were used, by cohort',
  collect({ population }) {
    const numbers = new ByKey(() => new Tally());
    const kinds = new ByKey(() => new Tally());
    const zones = new ByKey(() => new Tally());
    return {
      add({ user, events }) {
        numbers.of(user.cohort).add(String(user.devices));
        zones.of(user.cohort).add(user.timeZone);
        for (const kind of new Map(events.map(({ deviceId, deviceKind }) => [deviceId, deviceKind])).values()) {
          kinds.of(user.cohort).add(kind);
        }
      },
      findings: () =>
        population.cohorts.flatMap((cohort) => [
          ...sharesFindings(
            (number) => `${cohort.name}: users with ${number} device${number === '1' ? '' : 's'}`,
            cohort.devices,
            numbers.of(cohort.name).counts,
          ),
          ...sharesFindings(
            (kind) => `${cohort.name}: devices that are a ${kind}`,
            cohort.deviceKinds,
            kinds.of(cohort.name).counts,
          ),
          ...sharesFindings(
            (zone) => `${cohort.name}: users in ${zone}`,
            cohort.timeZones,
            zones.of(cohort.name).counts,
          ),
        ]),
    };
  },
};
