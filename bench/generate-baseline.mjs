import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

// The rows of the baseline, made by DuckDB with as many threads as it likes, and written to a file.
const [users, format, file, threads] = process.argv.slice(2);
const connection = await (await DuckDBInstance.create(':memory:', { threads })).connect();
await connection.run(`SET VARIABLE users = ${Number(users)}`);
await connection.run(readFileSync(new URL('./generate-baseline.sql', import.meta.url), 'utf8'));
const order = format === 'parquet' ? 'ORDER BY timestamp, message_id' : '';
const options = format === 'parquet' ? 'FORMAT parquet, COMPRESSION snappy' : 'FORMAT csv';
await connection.run(`COPY (SELECT * FROM baseline ${order}) TO '${file}' (${options})`);
const counted = await connection.runAndReadAll(`SELECT count(*) FROM '${file}'`);
process.stdout.write(`${counted.getRows()[0][0]}\n`);
