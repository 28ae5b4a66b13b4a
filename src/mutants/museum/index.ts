import type { Mutant } from '../mutant.js';
import { identifyKeepsTheSession } from './identify-keeps-the-session.js';
import { markerNeverCleared } from './marker-never-cleared.js';
import { oneMillisecondEarly } from './one-millisecond-early.js';
import { oneMillisecondLate } from './one-millisecond-late.js';
import { resetKeepsTheSession } from './reset-keeps-the-session.js';

/** The museum: all seeded faults, by their ids. */
export const allMutants: readonly Mutant[] = [
  identifyKeepsTheSession,
  markerNeverCleared,
  oneMillisecondEarly,
  oneMillisecondLate,
  resetKeepsTheSession,
];
