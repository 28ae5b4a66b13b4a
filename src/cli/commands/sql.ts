import { exitCodes } from '../../suite/tally.js';
import { dbtModelIn } from '../../warehouse/sql/dbt.js';
import { dialectNames } from '../../warehouse/sql/dialect.js';
import { findDialect } from '../../warehouse/sql/dialects/index.js';
import { statementIn } from '../../warehouse/sql/statement.js';
import type { Command } from '../command.js';
import { environment } from '../environment.js';
import { flagOf, optionalTextOf, textOf } from '../given.js';
import { columnOptions, oneOf, ruleOptions, sessionRulesOf, userColumnsOf } from '../warehouse-options.js';
import { writeOneFile } from '../write-one-file.js';

/** Writes the statement that makes sessions of a warehouse's own table, by the rules of the engine. */
export const sqlCommand: Command = {
  usage: 'sql',
  describe: 'Write the SQL that sessionizes a table of a warehouse',
  examples: [
    ['$0 sql --dialect bigquery --policy rudderstack-web --table shop.tracks', 'a row for each session'],
    [
      '$0 sql --dialect duckdb --timeout 30m --cap 4h --split midnight:Europe/Berlin --label',
      'each event and its session',
    ],
    ['$0 sql --dialect snowflake --timeout 30m --table rudder.tracks --dbt', 'an incremental model of dbt'],
  ],
  options: (yargs) =>
    yargs.options({
      dialect: {
        type: 'string',
        demandOption: true,
        requiresArg: true,
        describe: `One of ${dialectNames.join(', ')}`,
      },
      ...ruleOptions,
      table: { type: 'string', default: 'tracks', requiresArg: true, describe: 'The table of the events' },
      user: columnOptions.user,
      time: columnOptions.time,
      'event-id': { type: 'string', default: 'id', requiresArg: true, describe: 'Column with the id of the event' },
      order: {
        type: 'string',
        requiresArg: true,
        describe: 'Column that puts events of one instant in order; where it does not, their ids do',
      },
      campaign: {
        type: 'string',
        default: 'context_campaign_name',
        requiresArg: true,
        describe: 'Column with the campaign, for --split campaign',
      },
      label: { type: 'boolean', default: false, describe: 'The events with their sessions rather than the sessions' },
      out: { type: 'string', requiresArg: true, describe: 'Write it into this file, and not to the standard output' },
      dbt: { type: 'boolean', default: false, describe: 'An incremental model of dbt, of events with their sessions' },
    }),
  run(given) {
    const dialect = findDialect(oneOf(given, 'dialect', dialectNames));
    const request = {
      rules: sessionRulesOf(given),
      table: textOf(given, 'table'),
      columns: {
        event: textOf(given, 'event-id'),
        user: userColumnsOf(textOf(given, 'user')),
        time: textOf(given, 'time'),
        order: optionalTextOf(given, 'order'),
        campaign: textOf(given, 'campaign'),
      },
      rows: flagOf(given, 'label') ? 'events' : 'sessions',
    } as const;
    const text = flagOf(given, 'dbt') ? dbtModelIn(dialect, request) : statementIn(dialect, request);
    const out = optionalTextOf(given, 'out');
    if (out === undefined) environment.out(text);
    else writeOneFile(out, text);
    return Promise.resolve(exitCodes.conforms);
  },
};
