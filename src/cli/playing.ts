import { availableParallelism } from 'node:os';
import type { Shard } from '../record/run-result.js';
import { InputError } from '../spec/input-error.js';
import { prepareTargets, useBrowser } from '../target/index.js';
import { durationOf, type Given, optionalTextOf, textOf, wholeNumberOf } from './given.js';

/** A thread that has nothing to do but answer needs some of a second; more than an hour nobody waits for one scenario. */
const leastTimeLimitMs = 100;
const mostTimeLimitMs = 3_600_000;

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
    requiresArg: true,
    defaultDescription: '30s, in a browser 60s',
    describe: 'Real time for one scenario, and 20s for each virtual day, before its SDK counts as hanging',
  },
  'browser-path': {
    type: 'string',
    requiresArg: true,
    describe: 'The Chromium in which targets that end in @chromium are run; default: the one that is found',
  },
} as const;

/**
 * Reads them, each by itself, for `readAll`; each throws InputError.
 * @param isSoon whether as many targets as there are jobs will be wanted as soon as all is read
 */
export function playingOf(given: Given, isSoon = false) {
  return {
    seed: () => wholeNumberOf(given, 'seed', 0, 2 ** 32 - 1),
    jobs: () => {
      const jobs = given.jobs === undefined ? defaultJobs() : wholeNumberOf(given, 'jobs', 1, 64);
      if (isSoon) prepareTargets(textOf(given, 'target'), jobs);
      return jobs;
    },
    // A target knows best how long it takes, unless somebody says otherwise.
    timeLimitMs: () =>
      given['time-limit'] === undefined
        ? undefined
        : durationOf(given, 'time-limit', leastTimeLimitMs, mostTimeLimitMs),
  };
}

/** From now on, what runs in a browser runs in the one that `--browser-path` names, if it names one. */
export function takeBrowser(given: Given): void {
  const browser = optionalTextOf(given, 'browser-path');
  if (browser !== undefined) useBrowser(browser);
}

/** For yargs; for commands that play a part of a suite on each of several machines. */
export const shardOptions = {
  shard: {
    type: 'string',
    requiresArg: true,
    describe: 'One of several parts that cost about the same, such as 2/5; see merge',
  },
  costs: {
    type: 'string',
    requiresArg: true,
    defaultDescription: 'the table that comes with Lapse',
    describe: 'Table of what scenarios cost, by which --shard splits them; the same for all shards',
  },
  'record-costs': {
    type: 'string',
    requiresArg: true,
    describe: 'File: write such a table of what is played',
  },
} as const;

/** More machines than this nobody has for one suite. */
const mostShards = 1_000;

/** The part that `--shard` asks for; the whole without it. @throws InputError for what is no part */
export function shardOf(given: Given): Shard {
  const text = optionalTextOf(given, 'shard');
  if (text === undefined) return { number: 1, of: 1 };
  const [, number = 0, of = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  if (number >= 1 && number <= of && of <= mostShards) return { number, of };
  const allowed = `a part and the number of parts, such as 2/5; at most ${mostShards} parts`;
  throw new InputError([{ message: `--shard is ${JSON.stringify(text)}`, allowed }]);
}

/** Two share the work that one cannot do at once; more would each want memory of their own. */
function defaultJobs(): number {
  return Math.min(availableParallelism(), 2);
}
