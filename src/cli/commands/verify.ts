import { readFileSync } from 'node:fs';
import { displayPath, InputError, reasonOf } from '../../spec/input-error.js';
import { packageVersion } from '../../spec/package-root.js';
import { exitCodes } from '../../suite/tally.js';
import { engineNames, engines } from '../../warehouse/verify/engines/index.js';
import { verificationText } from '../../warehouse/verify/verification-text.js';
import { verify } from '../../warehouse/verify/verify.js';
import type { Command } from '../command.js';
import { environment } from '../environment.js';
import { flagOf, textOf, wholeNumberOf } from '../given.js';
import { oneOf, ruleOptions, sessionRulesOf } from '../warehouse-options.js';

const mostRuns = 100_000;

/** Holds a team's own SQL against the rules: where it differs, on how few rows, and by which mistake. */
export const verifyCommand: Command = {
  usage: 'verify',
  describe: 'Compare a sessionization query of your own with the rules, and say which of them it breaks',
  examples: [
    ['$0 verify --sql sessions.sql --policy rudderstack-web', 'in DuckDB; exit code 1 if it differs'],
    [
      '$0 verify --sql sessions.sql --dialect postgres --timeout 30m --session user_id,session_index',
      'a session is what two columns say together',
    ],
  ],
  options: (yargs) =>
    yargs.options({
      sql: {
        type: 'string',
        demandOption: true,
        requiresArg: true,
        describe: 'File with the query: it reads the table, and returns the id of each event and its session',
      },
      dialect: {
        type: 'string',
        default: 'duckdb',
        requiresArg: true,
        describe: `The database that runs it: ${engineNames.join(' or ')}`,
      },
      ...ruleOptions,
      table: { type: 'string', default: 'events', requiresArg: true, describe: 'The table that the query reads' },
      'event-id': {
        type: 'string',
        default: 'event_id',
        requiresArg: true,
        describe: 'Column with the id of the event',
      },
      user: { type: 'string', default: 'user_id', requiresArg: true, describe: 'Column with the user' },
      time: { type: 'string', default: 'ts', requiresArg: true, describe: 'Column with the time, a timestamp in UTC' },
      campaign: { type: 'string', default: 'campaign', requiresArg: true, describe: 'Column with the campaign' },
      session: {
        type: 'string',
        default: 'session_id',
        requiresArg: true,
        describe: 'Columns of the result that say which session it is, with commas between',
      },
      'every-user': {
        type: 'boolean',
        default: false,
        describe: 'Every event of the table has a user, so that none without one is made',
      },
      runs: { type: 'string', default: '300', requiresArg: true, describe: 'How many tables are made' },
      seed: { type: 'string', default: '1', requiresArg: true, describe: 'Seed of the tables' },
    }),
  async run(given) {
    const { title, open } = engines[oneOf(given, 'dialect', engineNames)];
    const request = {
      rules: sessionRulesOf(given),
      runs: wholeNumberOf(given, 'runs', 1, mostRuns),
      seed: wholeNumberOf(given, 'seed', 0, 2_147_483_647),
      hasNobody: !flagOf(given, 'every-user'),
    };
    const file = textOf(given, 'sql');
    const engine = await open({
      file: displayPath(file),
      sql: queryIn(file),
      table: textOf(given, 'table'),
      columns: {
        event: textOf(given, 'event-id'),
        user: textOf(given, 'user'),
        time: textOf(given, 'time'),
        campaign: textOf(given, 'campaign'),
        session: textOf(given, 'session').split(','),
      },
    });
    try {
      const found = await verify(engine, request);
      const head = { version: packageVersion, file: displayPath(file), database: title, rules: request.rules };
      environment.out(verificationText(head, found));
      return found.difference === undefined ? exitCodes.conforms : exitCodes.breaks;
    } finally {
      await engine.close();
    }
  },
};

/** @throws InputError when the file cannot be read, or has nothing but comments */
function queryIn(file: string): string {
  const sql = read(file);
  if (sql.replace(/--.*|\/\*[\s\S]*?\*\//g, '').replace(/[\s;]/g, '') !== '') return sql;
  const place = { file: displayPath(file), line: 1, column: 1 };
  const allowed = 'a statement that returns the id of each event and its session';
  throw new InputError([{ place, message: 'there is no query in it', allowed }]);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new InputError([{ message: `cannot read ${JSON.stringify(displayPath(file))}: ${reasonOf(error)}` }]);
  }
}
