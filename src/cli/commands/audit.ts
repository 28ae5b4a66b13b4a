import { describeAsText } from '../../sight/console.js';
import { formatCell } from '../../sight/format.js';
import { describeAsPage } from '../../sight/page.js';
import { InputError, readAll } from '../../spec/input-error.js';
import { packageVersion } from '../../spec/package-root.js';
import { loadPolicy } from '../../spec/policies.js';
import { type ExitCode, exitCodes } from '../../suite/tally.js';
import { formatDuration, maximumDurationMs } from '../../time/duration.js';
import { type AuditResult, audit } from '../../warehouse/audit/audit.js';
import { type ColumnRole, columnRoles, findColumns } from '../../warehouse/audit/audit-columns.js';
import { auditTables } from '../../warehouse/audit/audit-tables.js';
import { auditSights, shareOf } from '../../warehouse/audit/audit-words.js';
import type { AuditRules } from '../../warehouse/audit/finding.js';
import { failuresOf, type Thresholds, thresholdsOf } from '../../warehouse/audit/threshold.js';
import { openExport } from '../../warehouse/export/open-export.js';
import type { Command } from '../command.js';
import { environment } from '../environment.js';
import { durationOf, flagOf, type Given, optionalTextOf, repeatedOf, textOf } from '../given.js';
import {
  columnChoiceOf,
  columnOptions,
  filesArgument,
  filesOf,
  ruleOptions,
  sessionRulesOf,
} from '../warehouse-options.js';
import { auditCsv } from '../warehouse-tables.js';
import { writeOneFile } from '../write-one-file.js';

/** The option that names the column of each role. */
const roleOptions = Object.fromEntries(
  Object.values(columnRoles).map(({ option, usual, describe }) => [
    option,
    {
      type: 'string',
      requiresArg: true,
      defaultDescription: usual.join(' or '),
      describe: `Column: ${describe}`,
    } as const,
  ]),
);

/** Checks an export that already has sessions: what is wrong with them, how often, and probably why. */
export const auditCommand: Command = {
  usage: 'audit [files..]',
  describe: 'Check the sessions in an export of a warehouse: markers, ids, gaps, clocks, delivery',
  examples: [
    ['$0 audit tracks.parquet pages.parquet', 'what is wrong, how often, three examples each, and the likely cause'],
    ["$0 audit 'export/*.csv' --policy rudderstack-web --html audit.html", 'as a page'],
    ['$0 audit events.ndjson --fail-on any:1%,id-not-integer', 'exit code 1 above these shares, for a pipeline'],
    ['$0 audit events.csv --user device --session-id session --time at', 'with columns of other names'],
  ],
  options: (yargs) =>
    yargs
      .positional('files', { ...filesArgument, describe: 'CSV, NDJSON or Parquet files, or globs over them' })
      .options({
        user: columnOptions.user,
        ...roleOptions,
        'time-unit': columnOptions['time-unit'],
        'time-zone': columnOptions['time-zone'],
        policy: { ...ruleOptions.policy, default: 'rudderstack-web' },
        timeout: ruleOptions.timeout,
        boundary: ruleOptions.boundary,
        cap: ruleOptions.cap,
        'clock-tolerance': {
          type: 'string',
          default: '1m',
          requiresArg: true,
          describe: 'By how much clocks may differ',
        },
        'late-after': {
          type: 'string',
          default: '1m',
          requiresArg: true,
          describe: 'How long a message may wait on the device before it is late',
        },
        format: { choices: ['text', 'csv', 'json'], default: 'text', describe: 'How the findings are printed' },
        out: { type: 'string', requiresArg: true, describe: 'Write the findings into this CSV file, too' },
        html: { type: 'string', requiresArg: true, describe: 'Write a page into this file, too' },
        'fail-on': {
          type: 'string',
          requiresArg: true,
          describe: 'Exit code 1 for any, or for these findings, perhaps above a share: id-shared,unmarked-session:1%',
        },
        ascii: { type: 'boolean', default: false, describe: 'Use no letters but those of ASCII' },
      }),
  async run(given) {
    const { files, choice, rules, asked, thresholds, out, html } = readAll({
      files: () => filesOf(given),
      // The column of the time is chosen by its role. A row without a user or a time is a finding and no malformed row, and
      // what is no row at all ends the reading.
      choice: () => columnChoiceOf({ ...given, time: given.time ?? 'timestamp', 'on-error': 'skip' }),
      rules: () => auditRulesOf(given),
      asked: () => askedColumns(given),
      thresholds: () => thresholdsOf(repeatedOf(given, 'fail-on')),
      out: () => optionalTextOf(given, 'out'),
      html: () => optionalTextOf(given, 'html'),
    });
    const events = await openExport(files);
    const { database } = events;
    environment.onExit(() => database.close());
    try {
      const columns = findColumns(events, choice.user, asked);
      for (const statement of auditTables(events, columns, choice)) await database.query(statement);
      const result = await audit(database, columns, rules);
      if (result.totals.rows === 0) {
        throw new InputError([{ message: 'the files hold no rows', allowed: 'events of sessions' }]);
      }
      if (out !== undefined) writeOneFile(out, auditCsv(result.findings));
      if (html !== undefined) writeOneFile(html, pageOf(result, textOf(given, 'policy'), rules));
      environment.out(writers[textOf(given, 'format')]?.(result, given) ?? '');
      return exitCodeOf(result, thresholds);
    } finally {
      database.close();
    }
  },
};

function auditRulesOf(given: Given): AuditRules {
  const { idUnit, expiryCheck } = loadPolicy(textOf(given, 'policy')).values;
  const { timeoutMs, boundary, cap } = sessionRulesOf(given);
  return {
    timeoutMs,
    boundary,
    capMs: cap?.maximumMs,
    idUnit,
    expiryCheck,
    clockToleranceMs: durationOf(given, 'clock-tolerance', 0, maximumDurationMs),
    lateAfterMs: durationOf(given, 'late-after', 0, maximumDurationMs),
  };
}

function askedColumns(given: Given): Partial<Record<ColumnRole, string>> {
  const asked = Object.entries(columnRoles).flatMap(([role, { option }]) =>
    given[option] === undefined ? [] : [[role, textOf(given, option)]],
  );
  return Object.fromEntries(asked);
}

function exitCodeOf({ findings }: AuditResult, thresholds: Thresholds): ExitCode {
  const { above, notJudged } = failuresOf(findings, thresholds);
  for (const { id, why } of notJudged) environment.error(`${id} is not judged: ${why}\n`);
  for (const finding of above) {
    environment.error(
      `${finding.id} is above its threshold: ${formatCell(shareOf(finding), 'share').replace('\u00a0', ' ')} of the ${finding.unit}\n`,
    );
  }
  if (notJudged.length > 0) return exitCodes.notJudged;
  return above.length > 0 ? exitCodes.breaks : exitCodes.conforms;
}

const writers: Readonly<Record<string, (result: AuditResult, given: Given) => string>> = {
  text: (result, given) =>
    describeAsText(auditSights(result), {
      width: environment.width,
      isColoured: environment.colour,
      isAscii: flagOf(given, 'ascii') || environment.isAscii,
    }),
  csv: ({ findings }) => auditCsv(findings),
  json: (result) => `${JSON.stringify(result, null, 2)}\n`,
};

function pageOf(result: AuditResult, policy: string, { timeoutMs }: AuditRules): string {
  return describeAsPage(auditSights(result), {
    title: 'Audit of sessions',
    question: 'What is wrong with the sessions of this export, how often, and probably why?',
    origin: `policy ${policy} · timeout ${formatDuration(timeoutMs)} · lapse ${packageVersion}`,
    footer: `Made by lapse audit from ${formatCell(result.totals.rows, 'count')} rows. Examples are the earliest three of each finding.`,
  });
}
