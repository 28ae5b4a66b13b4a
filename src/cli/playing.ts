import { availableParallelism } from 'node:os';
import { durationOf, type Given, wholeNumberOf } from './given.js';

/** A thread that has nothing to do but answer needs some of a second; more than an hour nobody waits for one scenario. */
const leastTimeLimitMs = 100;
const mostTimeLimitMs = 3_600_000;

export const defaultTimeLimit = '30s';

/** How scenarios are played; for yargs, and the same words in every command that plays. */
export const playingOptions = {
  seed: { type: 'string', default: '1', requiresArg: true, describe: 'Seed of all randomness inside the page' },
  jobs: {
    type: 'string',
    defaultDescription: 'the number of processors, at most 2',
    requiresArg: true,
    describe: 'Scenarios played side by side',
  },
  'full-stepping': {
    type: 'boolean',
    default: false,
    describe: 'Fire every timer of a long wait, instead of skipping rounds that are all alike',
  },
  'time-limit': {
    type: 'string',
    default: defaultTimeLimit,
    requiresArg: true,
    describe: 'Real time for one scenario, and 20s for each virtual day, before its SDK counts as hanging',
  },
} as const;

/** Reads them, each by itself, for `readAll`; each throws InputError. */
export function playingOf(given: Given) {
  return {
    seed: () => wholeNumberOf(given, 'seed', 0, 2 ** 32 - 1),
    jobs: () => (given.jobs === undefined ? defaultJobs() : wholeNumberOf(given, 'jobs', 1, 64)),
    timeLimitMs: () => durationOf(given, 'time-limit', leastTimeLimitMs, mostTimeLimitMs),
  };
}

/** Two share the work that one cannot do at once; more would each want memory of their own. */
function defaultJobs(): number {
  return Math.min(availableParallelism(), 2);
}
