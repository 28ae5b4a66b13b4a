import type { Mutant } from '../mutant.js';

/** The museum: all seeded faults, by their ids. */
export const allMutants: readonly Mutant[] = [];
