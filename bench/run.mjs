import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { measureFuzz } from './fuzz.mjs';
import { measureGenerate } from './generate.mjs';
import { measureIdleWait, measureLongGap } from './idle-wait.mjs';
import { measureMedian, measureSample } from './scenarios.mjs';
import { measureSessionize } from './sessionize.mjs';
import { measureMemory, measureSuite } from './suite.mjs';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    // Only the rows about datasets, and for how many users.
    generate: { type: 'boolean', default: false },
    // Only the rows about the sessions of a warehouse.
    sessionize: { type: 'boolean', default: false },
    users: { type: 'string' },
  },
});

// Quick runs only show that everything works; their figures mean little.
const size = values.quick
  ? {
      idleMinutes: 2,
      gapDays: 1,
      runs: 1,
      suiteRuns: 1,
      sample: 1,
      repetitions: 1,
      scenarios: 5,
      selectors: ['wire/order-of-calls'],
      timelines: 100,
      users: 500,
      sessionizeRuns: 1,
    }
  : {
      idleMinutes: 90,
      gapDays: 30,
      runs: 3,
      suiteRuns: 2,
      sample: 4,
      repetitions: 10,
      scenarios: Number.POSITIVE_INFINITY,
      selectors: [],
      timelines: 4_000,
      users: 500_000,
      // Of programs of a few seconds, whose figures vary more.
      sessionizeRuns: 5,
    };

// On its own stream, so that the output can be kept.
if (!values.quick && !values.generate && !values.sessionize)
  process.stderr.write('This takes about a quarter of an hour on two idle processors; --quick takes seconds.\n');

const users = values.users === undefined ? size.users : Number(values.users);
const others = async () => [
  await measureMedian(size.suiteRuns, size.scenarios),
  await measureSuite(size.suiteRuns, size.selectors),
  await measureMemory(size.repetitions, size.selectors),
  ...(await measureSample(size.sample, 1)),
  ...(await measureIdleWait(size.idleMinutes, size.runs)),
  await measureLongGap(size.gapDays, size.runs),
  await measureFuzz(size.timelines, size.suiteRuns),
];
const isPart = values.generate || values.sessionize;
const rows = [
  ...(isPart ? [] : await others()),
  ...(isPart && !values.generate ? [] : await measureGenerate(users, size.suiteRuns)),
  ...(isPart && !values.sessionize ? [] : await measureSessionize(users, size.sessionizeRuns)),
];

const lines = [`Node ${process.version}, ${availableParallelism()} CPUs${values.quick ? ', --quick' : ''}`];
for (const { title, sides, unit, target } of rows) {
  lines.push('', title);
  for (const { name, runs } of sides) {
    lines.push(`  ${name.padEnd(34)} ${figure(median(runs)).padStart(10)} ${unit}, median of ${runs.length}`);
  }
  const [first, second] = sides.map(({ runs }) => median(runs));
  lines.push(
    `  ${'ratio'.padEnd(34)} ${figure(first / second).padStart(10)} (first by second)${held(first / second, target)}`,
  );
}
process.stdout.write(`${lines.join('\n')}\n`);

/** The target of a ratio beside it, and whether it is met. */
function held(ratio, { least, most } = {}) {
  if (least === undefined && most === undefined) return '';
  const isMet = ratio >= (least ?? ratio) && ratio <= (most ?? ratio);
  return `, target ${least === undefined ? `at most ${most}` : `at least ${least}`}: ${isMet ? 'met' : 'missed'}`;
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Three digits that count, and never an exponent. */
function figure(value) {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
