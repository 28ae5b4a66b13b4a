import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { realSeconds } from './real-seconds.mjs';

const fileOf = (name) => fileURLToPath(new URL(name, import.meta.url));
const threads = 2;

/** The same columns as the baseline has. */
const columns = [
  'message_id',
  'event',
  'user_id',
  'context_session_id',
  'timestamp',
  'context_campaign_source',
  'context_page_path',
  'context_device_type',
].join(',');

/**
 * Datasets of about twenty events for each user: by `lapse generate`, which stamps the sessions by the rules of a policy, and
 * by SQL in DuckDB, which only draws them. Each runs as a program of its own, with its start.
 */
export async function measureGenerate(users, runs) {
  const narrow = ['--columns', columns, '--tables', 'events'];
  const sides = {
    csv: lapse('lapse generate', users, ['--format', 'csv', ...narrow]),
    sqlCsv: baseline(users, 'csv'),
    parquet: lapse('lapse generate', users, ['--format', 'parquet', '--order', 'time', ...narrow]),
    sqlParquet: baseline(users, 'parquet'),
    wide: lapse('every column, CSV', users, ['--format', 'csv', '--tables', 'events']),
    payloads: lapse('full payloads, NDJSON', users, ['--format', 'ndjson', '--tables', 'messages']),
  };
  for (let run = 0; run < runs; run++) for (const side of Object.values(sides)) await measure(side);
  const { csv, sqlCsv, parquet, sqlParquet, wide, payloads } = sides;
  const row = (title, of, unit, pair) => ({
    title: `${title}, ${threads} threads`,
    sides: pair.map((side) => ({ name: side.name, runs: side[of] })),
    unit,
  });
  return [
    row('Generated events in a second to CSV', 'rates', '/s', [csv, sqlCsv]),
    row('Generated events in a second to Parquet by time', 'rates', '/s', [parquet, sqlParquet]),
    row('Generated events in a second with all there is', 'rates', '/s', [wide, payloads]),
    row('Processor time of a million events to CSV', 'seconds', 's', [csv, sqlCsv]),
    row('Processor time of a million events to Parquet by time', 'seconds', 's', [parquet, sqlParquet]),
    row('Processor time of a million events with all there is', 'seconds', 's', [wide, payloads]),
  ];
}

function lapse(name, users, words) {
  const population = fileOf('./baseline-population.yaml');
  const fixed = ['--population', population, '--users', users, '--days', 30, '--seed', 7, '--jobs', threads];
  return {
    name,
    rates: [],
    seconds: [],
    words: (folder) => [
      fileOf('../dist/cli/main.js'),
      'generate',
      ...fixed,
      ...words,
      '--out',
      path.join(folder, 'data'),
    ],
    events: (folder) => JSON.parse(readFileSync(path.join(folder, 'data', 'manifest.json'), 'utf8')).counts.events,
  };
}

function baseline(users, format) {
  return {
    name: 'SQL in DuckDB',
    rates: [],
    seconds: [],
    words: (folder) => [
      fileOf('./generate-baseline.mjs'),
      users,
      format,
      path.join(folder, `events.${format}`),
      threads,
    ],
    events: (_folder, output) => Number(output),
  };
}

async function measure(side) {
  const folder = mkdtempSync(path.join(tmpdir(), 'lapse-bench-'));
  try {
    let outputs;
    const seconds = await realSeconds(async () => {
      outputs = await node(side.words(folder).map(String));
    });
    const events = side.events(folder, outputs.text);
    side.rates.push(events / seconds);
    side.seconds.push((Number(outputs.cpu) / events) * 1e6);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns what it wrote, and the seconds of processors that it used */
function node(words) {
  return new Promise((resolve, reject) => {
    const program = ['--import', new URL('./cpu-at-exit.mjs', import.meta.url).href, ...words];
    const child = spawn(process.execPath, [...process.execArgv, ...program], {
      stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
    });
    const outputs = { text: '', cpu: '' };
    child.stdout.on('data', (part) => {
      outputs.text += part;
    });
    child.stdio[3].on('data', (part) => {
      outputs.cpu += part;
    });
    child.on('close', (code) =>
      code === 0 ? resolve(outputs) : reject(new Error(`${words.join(' ')} ended with ${code}`)),
    );
  });
}
