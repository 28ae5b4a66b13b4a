import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

// `events USERS FOLDER THREADS` makes the files; `sessions FILE TABLE THREADS` cuts one by the statement that a data team
// writes by hand, LAG, a running SUM and GROUP BY, and writes the table of sessions. Both print how many rows there are.
const [what, first, second, threads] = process.argv.slice(2);
const connection = await (await DuckDBInstance.create(':memory:', { threads })).connect();

if (what === 'events') {
  await connection.run(`SET VARIABLE users = ${Number(first)}`);
  await connection.run(readFileSync(new URL('./sessionize-events.sql', import.meta.url), 'utf8'));
  const files = {
    'sorted.parquet': ['ts, event_id', 'FORMAT parquet'],
    'shuffled.parquet': ['hash(event_id)', 'FORMAT parquet'],
    'sorted.csv': ['ts, event_id', 'FORMAT csv'],
    'sorted.ndjson': ['ts, event_id', 'FORMAT json'],
  };
  for (const [name, [order, options]] of Object.entries(files)) {
    await connection.run(`COPY (SELECT * FROM events ORDER BY ${order}) TO '${second}/${name}' (${options})`);
  }
  await print('SELECT count(*) FROM events');
} else {
  await connection.run(`COPY (
    SELECT
      user_id AS user, user_id || '-' || min(ts) AS session_id, session_index,
      make_timestamp_ms(min(ts)) AS started_at, make_timestamp_ms(max(ts)) AS ended_at,
      max(ts) - min(ts) AS duration_ms, count(*) AS events
    FROM (
      SELECT user_id, ts, sum(is_new) OVER (PARTITION BY user_id ORDER BY ts, event_id ROWS UNBOUNDED PRECEDING) AS session_index
      FROM (
        SELECT user_id, ts, event_id,
          CASE WHEN ts - lag(ts) OVER w > 1800000 OR lag(ts) OVER w IS NULL THEN 1 ELSE 0 END AS is_new
        FROM '${first}' WINDOW w AS (PARTITION BY user_id ORDER BY ts, event_id)
      )
    )
    GROUP BY user_id, session_index
  ) TO '${second}' (FORMAT csv)`);
  await print(`SELECT count(*) FROM '${second}'`);
}

async function print(sql) {
  process.stdout.write(`${(await connection.runAndReadAll(sql)).getRows()[0][0]}\n`);
}
