import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { realSeconds } from './real-seconds.mjs';

const fileOf = (name) => fileURLToPath(new URL(name, import.meta.url));
const threads = 2;

/** How many times as fast as the statement `lapse sessionize` is to be, by the time that passes. */
const inputs = {
  'Parquet by time': { file: 'sorted.parquet', speed: 1.3, memory: 0.5 },
  'shuffled Parquet': { file: 'shuffled.parquet', speed: 1 },
  'CSV by time': { file: 'sorted.csv', speed: 1.5 },
  'NDJSON by time': { file: 'sorted.ndjson', speed: 1.2 },
};

/** The sessions of so many users, counted once and for all: figures of anything else are figures of a mistake. */
const known = { users: 500_000, sessions: 2_073_435 };

const allRules = [
  '--cap',
  '4h',
  '--split',
  'midnight:Europe/Berlin',
  '--split',
  'campaign',
  '--campaign',
  'utm_source',
];

/**
 * Sessions of the same files, about twenty-two events of each user: by `lapse sessionize`, and by window functions in DuckDB.
 * Both write the same table of sessions as CSV, and each runs as a program of its own, with its start.
 */
export async function measureSessionize(users, runs) {
  const folder = mkdtempSync(path.join(tmpdir(), 'lapse-bench-'));
  try {
    await node([fileOf('./sessionize-sql.mjs'), 'events', users, folder, threads]);
    const pairs = Object.entries(inputs).map(([title, { file, ...targets }]) => ({
      title,
      targets,
      sql: sqlSide(folder, file),
      lapse: lapseSide('lapse sessionize', folder, file),
    }));
    const rules = lapseSide('all rules', folder, 'sorted.parquet', allRules);
    const labels = lapseSide('with labelled events', folder, 'sorted.csv', [
      '--label',
      path.join(folder, 'labelled.csv'),
    ]);
    // What is compared runs one after the other, for the machine is not as fast at all times.
    const [first, ...others] = pairs.map(({ sql, lapse }) => [sql, lapse]);
    const sides = [...first, rules, ...others.flat(), labels];
    for (let run = 0; run < runs; run++) for (const side of sides) await measure(side);
    const counts = new Set(pairs.flatMap(({ sql, lapse }) => [sql.sessions, lapse.sessions]));
    if (counts.size !== 1) throw new Error(`the numbers of sessions differ: ${[...counts].join(', ')}`);
    const row = (title, unit, of, pair, target) => ({
      title,
      target,
      sides: pair.map((side) => ({ name: side.name, runs: side[of] })),
      unit,
    });
    const [count] = counts;
    if (users === known.users && count !== known.sessions)
      throw new Error(`there are ${count} sessions, and ${known.sessions} in the events`);
    const plain = pairs[0].lapse;
    const csv = pairs.find(({ title }) => title.startsWith('CSV')).lapse;
    return [
      ...pairs.flatMap(({ title, sql, lapse, targets: { speed, memory } }) => [
        row(`Time to cut ${title} into ${count} sessions, ${threads} threads`, 's', 'seconds', [sql, lapse], {
          least: speed,
        }),
        row(`Processor time of the same`, 's', 'cpuSeconds', [sql, lapse]),
        row(`Most memory of the same`, 'MiB', 'peakMb', [lapse, sql], memory && { most: memory }),
      ]),
      row('Processor time of all rules, by that of the timeout alone', 's', 'cpuSeconds', [rules, plain], {
        most: 1.3,
      }),
      row('Time with the labelled events of CSV, by that without', 's', 'seconds', [labels, csv]),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function sqlSide(folder, file) {
  const words = [
    fileOf('./sessionize-sql.mjs'),
    'sessions',
    path.join(folder, file),
    path.join(folder, 'sql.csv'),
    threads,
  ];
  return side('window functions in DuckDB', words, (text) => Number(text));
}

function lapseSide(name, folder, file, more = []) {
  const columns = ['--user', 'user_id', '--time', 'ts', '--timeout', '30m', '--out', path.join(folder, 'lapse.csv')];
  const words = [fileOf('../dist/cli/main.js'), 'sessionize', path.join(folder, file), ...columns, ...more];
  return side(name, words, (text) => Number(/ are ([\d,]+) sessions/.exec(text)?.[1].replaceAll(',', '')));
}

function side(name, words, sessionsIn) {
  return { name, words, sessionsIn, sessions: 0, seconds: [], cpuSeconds: [], peakMb: [] };
}

async function measure(each) {
  let outputs;
  const seconds = await realSeconds(async () => {
    outputs = await node(each.words);
  });
  const { cpuSeconds, peakMb } = JSON.parse(outputs.usage);
  each.sessions = each.sessionsIn(outputs.text);
  each.seconds.push(seconds);
  each.cpuSeconds.push(cpuSeconds);
  each.peakMb.push(peakMb);
}

/** @returns what it wrote, and what it used */
function node(words) {
  return new Promise((resolve, reject) => {
    const program = ['--import', new URL('./usage-at-exit.mjs', import.meta.url).href, ...words.map(String)];
    const child = spawn(process.execPath, [...process.execArgv, ...program], {
      stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
    });
    const outputs = { text: '', usage: '' };
    child.stdout.on('data', (part) => {
      outputs.text += part;
    });
    child.stdio[3].on('data', (part) => {
      outputs.usage += part;
    });
    child.on('close', (code) =>
      code === 0 ? resolve(outputs) : reject(new Error(`${words.join(' ')} ended with ${code}`)),
    );
  });
}
