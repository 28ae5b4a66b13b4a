import type { Mutant } from '../mutant.js';
import { anotherUserKeepsTheSession } from './another-user-keeps-the-session.js';
import { markerNeverCleared } from './marker-never-cleared.js';
import { offByOneEarly } from './off-by-one-early.js';
import { offByOneLate } from './off-by-one-late.js';
import { resetKeepsTheSession } from './reset-keeps-the-session.js';

/** The museum: all seeded faults, by their ids. */
export const allMutants: readonly Mutant[] = [
  anotherUserKeepsTheSession,
  markerNeverCleared,
  offByOneEarly,
  offByOneLate,
  resetKeepsTheSession,
];
