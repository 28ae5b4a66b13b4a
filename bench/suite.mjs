import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { realSeconds } from './real-seconds.mjs';

const cli = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const repeated = fileURLToPath(new URL('./repeated-suite.mjs', import.meta.url));

/** The whole suite as a person runs it: start, probes, reports and all. */
export async function measureSuite(runs, selectors) {
  const sides = ['rudderstack-js', 'reference:rudderstack-web'].map((name) => ({
    name: `lapse run --target ${name}`,
    target: name,
    runs: [],
  }));
  for (let run = 0; run < runs; run++) {
    for (const side of sides) {
      side.runs.push(
        await realSeconds(() => node([cli, 'run', '--reporter', 'none', '--target', side.target, ...selectors])),
      );
    }
  }
  return { title: 'The whole suite, from the command line', sides, unit: 's' };
}

/** Resident memory of one process that plays the suite again and again: the highest so far, after each repetition. */
export async function measureMemory(repetitions, selectors) {
  const text = await node([repeated, String(repetitions), ...selectors]);
  const peaks = text.trim().split('\n').map(Number);
  return {
    title: `Peak memory of one process that plays the suite ${repetitions} times`,
    sides: [
      { name: 'after the last', runs: [peaks.at(-1)] },
      { name: 'after the second', runs: [peaks[1] ?? peaks[0]] },
    ],
    unit: 'MB',
  };
}

/** @returns what it wrote to its standard output */
function node(words) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...process.execArgv, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (part) => {
      text += part;
    });
    child.on('close', (code) =>
      code === 0 ? resolve(text) : reject(new Error(`${words.join(' ')} ended with ${code}`)),
    );
  });
}
