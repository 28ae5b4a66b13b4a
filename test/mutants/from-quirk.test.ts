import { expect, test } from 'vitest';
import type { Quirk } from '../../src/engine/quirk.js';
import { rulesFor } from '../../src/engine/rules.js';
import { fromQuirk } from '../../src/mutants/from-quirk.js';
import { loadPolicy } from '../../src/spec/policies.js';

const quirk: Quirk = {
  id: 'ids-without-end',
  title: 'ids have no end',
  families: ['rudderstack-web', 'rudderstack-ios'],
  requirements: ['SES-ID-002', 'SES-ID-003'],
  source: 'rudder-sdk-js 0, nowhere.ts',
  apply: (rules) => ({ ...rules, beginsAt: 'first-event' }),
};
const seeding = { family: 'rudderstack-web', requirement: 'SES-ID-003', check: 'id-integer' };

test('a quirk is seeded as it is, into one family, with what must catch it', () => {
  const { apply, ...mutant } = fromQuirk(quirk, { ...seeding, edition: '2026-11' });
  const { id, title, source } = quirk;
  expect(mutant).toEqual({ id, title, source, ...seeding, edition: '2026-11' });
  const policy = loadPolicy('rudderstack-web');
  expect(apply(rulesFor(policy, '2026-11'), policy).beginsAt).toBe('first-event');
});

test('where the vendor speaks of it goes along', () => {
  const link = 'https://example.org/1';
  expect(fromQuirk({ ...quirk, link }, seeding).link).toBe(link);
  expect(fromQuirk(quirk, seeding)).not.toHaveProperty('link');
});

test('a family without the quirk, and a requirement that it does not break, are refused', () => {
  expect(() => fromQuirk(quirk, { ...seeding, family: 'rudderstack-kotlin' })).toThrow('does not have the quirk');
  expect(() => fromQuirk(quirk, { ...seeding, requirement: 'SES-START-001' })).toThrow('does not break SES-START-001');
});
