import type { Quirk } from '../engine/quirk.js';
import type { Mutant } from './mutant.js';

/**
 * A quirk as a fault to catch: what shipped in a vendor's SDK, seeded into one of its families alone.
 * @throws Error when the family does not have the quirk, or the quirk does not break the requirement
 */
export function fromQuirk(quirk: Quirk, seeding: Pick<Mutant, 'family' | 'edition' | 'requirement' | 'check'>): Mutant {
  const { id, title, source, link, families, requirements } = quirk;
  if (!families.includes(seeding.family)) throw new Error(`${seeding.family} does not have the quirk ${id}`);
  if (!requirements.includes(seeding.requirement)) throw new Error(`${id} does not break ${seeding.requirement}`);
  return {
    id,
    title,
    source,
    ...(link === undefined ? {} : { link }),
    ...seeding,
    apply: (rules, policy) => quirk.apply(rules, policy),
  };
}
