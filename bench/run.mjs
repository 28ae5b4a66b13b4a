import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { measureIdleWait } from './idle-wait.mjs';
import { measureScenarios } from './scenarios.mjs';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });

// Quick runs only show that everything works; their figures mean little.
const size = values.quick
  ? { idleMinutes: 2, idleRuns: 1, scenarioRuns: 1, playsPerRun: 3 }
  : { idleMinutes: 90, idleRuns: 5, scenarioRuns: 5, playsPerRun: 20 };

const rows = await measureIdleWait(size.idleMinutes, size.idleRuns);
rows.push(await measureScenarios(size.scenarioRuns, size.playsPerRun));

const lines = [`Node ${process.version}, ${availableParallelism()} CPUs${values.quick ? ', --quick' : ''}`];
for (const { title, sides, unit } of rows) {
  lines.push('', title);
  for (const { name, runs } of sides) {
    lines.push(`  ${name.padEnd(34)} ${figure(median(runs)).padStart(10)} ${unit}, median of ${runs.length}`);
  }
  const [first, second] = sides.map(({ runs }) => median(runs));
  lines.push(`  ${'ratio'.padEnd(34)} ${figure(first / second).padStart(10)} (first by second)`);
}
process.stdout.write(`${lines.join('\n')}\n`);

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Three digits that count, and never an exponent. */
function figure(value) {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
