import { describeAsText } from '../../sight/console.js';
import { formatCell } from '../../sight/format.js';
import { describeAsPage } from '../../sight/page.js';
import { plotOf } from '../../sight/plot-of.js';
import type { Sight } from '../../sight/sight.js';
import { InputError, readAll } from '../../spec/input-error.js';
import { packageVersion } from '../../spec/package-root.js';
import { exitCodes } from '../../suite/tally.js';
import { formatDuration } from '../../time/duration.js';
import { type EventExport, openExport } from '../../warehouse/export/open-export.js';
import type { SessionRules } from '../../warehouse/session-rules.js';
import { columnFor, prepareEvents, sortedEvents, type WhatIfColumns } from '../../warehouse/whatif/sorted-events.js';
import { WhatIf } from '../../warehouse/whatif/what-if.js';
import { whatIfSights } from '../../warehouse/whatif/what-if-words.js';
import type { Command } from '../command.js';
import { environment } from '../environment.js';
import { flagOf, type Given, optionalTextOf, repeatedOf, textOf } from '../given.js';
import {
  columnChoiceOf,
  columnOptions,
  filesArgument,
  filesOf,
  ruleOptions,
  sessionRulesOf,
} from '../warehouse-options.js';
import { whatIfCsv } from '../warehouse-tables.js';
import { writeOneFile } from '../write-one-file.js';

/** What our own datasets say of an event that is what the business is about. */
const usualFlag = 'label_conversion';

/** Shows what other timeouts would make of the same events, to choose one, or to know what a choice costs. */
export const whatIfCommand: Command = {
  usage: 'whatif [files..]',
  describe: 'Show what other timeouts would make of the same events: sessions, bounce, conversions',
  examples: [
    ['$0 whatif events.parquet', 'six timeouts, the curve, and where it bends'],
    ["$0 whatif 'export/*.csv' --timeout 20m,30m,24h --conversion 'Order Completed'", 'and conversions'],
    ['$0 whatif events.parquet --timeout 24h --cap 24h', 'a session is a day at most'],
    ['$0 whatif data/events.csv --by cohort --html whatif.html --out whatif.csv', 'by group, as a page and a table'],
  ],
  options: (yargs) =>
    yargs
      .positional('files', { ...filesArgument, describe: 'CSV, NDJSON or Parquet files, or globs over them' })
      .options({
        timeout: {
          type: 'string',
          default: '5m,10m,15m,30m,60m,24h',
          requiresArg: true,
          describe: 'Timeouts, with commas between',
        },
        boundary: ruleOptions.boundary,
        cap: ruleOptions.cap,
        split: ruleOptions.split,
        user: columnOptions.user,
        time: columnOptions.time,
        'time-unit': columnOptions['time-unit'],
        'time-zone': columnOptions['time-zone'],
        by: {
          type: 'string',
          requiresArg: true,
          describe: 'Column that divides the users into groups, such as cohort',
        },
        campaign: {
          type: 'string',
          requiresArg: true,
          defaultDescription: 'context_campaign_name, if it is there',
          describe: 'Column with the campaign',
        },
        conversion: {
          type: 'string',
          requiresArg: true,
          defaultDescription: `${usualFlag}, if it is there`,
          describe: 'Name of an event that converts, may be given twice; or a column of truth values',
        },
        event: {
          type: 'string',
          requiresArg: true,
          defaultDescription: 'event_text, event or name',
          describe: 'Column with the name of the event',
        },
        format: { choices: ['text', 'csv', 'json'], default: 'text', describe: 'How the figures are printed' },
        out: { type: 'string', requiresArg: true, describe: 'Write the figures into this CSV file, too' },
        html: { type: 'string', requiresArg: true, describe: 'Write a page with plots into this file, too' },
        svg: { type: 'string', requiresArg: true, describe: 'Write the plot of the curve into this file, too' },
        ascii: { type: 'boolean', default: false, describe: 'Use no letters but those of ASCII' },
      }),
  async run(given) {
    const { files, choice, rules, out, html, svg } = readAll({
      files: () => filesOf(given),
      choice: () => columnChoiceOf({ ...given, 'on-error': 'skip' }),
      rules: () => rulesOf(given),
      out: () => optionalTextOf(given, 'out'),
      html: () => optionalTextOf(given, 'html'),
      svg: () => optionalTextOf(given, 'svg'),
    });
    const events = await openExport(files);
    environment.onExit(() => events.database.close());
    try {
      const columns = columnsOf(given, events, choice);
      if (rules.some(({ splitsAtCampaign }) => splitsAtCampaign) && columns.campaign === undefined) {
        const allowed = `--campaign with one of ${events.columnNames.join(', ')}`;
        throw new InputError([{ message: '--split campaign knows no column', allowed }]);
      }
      const read = await prepareEvents(events, columns, choice);
      for (const { name, suggestion } of read.unknownConversions) {
        environment.error(`no event is called ${JSON.stringify(name)}${suggestion}\n`);
      }
      const whatIf = new WhatIf(rules);
      for await (const portion of sortedEvents(events)) for (const event of portion) whatIf.add(event);
      const result = whatIf.result();
      const hasConversions = columns.conversion !== undefined;
      const sights = whatIfSights(result, { read, hasConversions, by: columns.group });
      if (out !== undefined) writeOneFile(out, whatIfCsv(result.outcomes));
      if (html !== undefined) writeOneFile(html, pageOf(sights, rules, read.rows));
      if (svg !== undefined) writeOneFile(svg, curveOf(sights));
      const writers: Readonly<Record<string, () => string>> = {
        text: () => textFor(sights, given),
        csv: () => whatIfCsv(result.outcomes),
        json: () => `${JSON.stringify(result, null, 2)}\n`,
      };
      environment.out(writers[textOf(given, 'format')]?.() ?? '');
      return exitCodes.conforms;
    } finally {
      events.database.close();
    }
  },
};

/** The same rules for each timeout, from the shortest on. */
function rulesOf(given: Given): readonly SessionRules[] {
  const texts = textOf(given, 'timeout')
    .split(',')
    .map((text) => text.trim());
  const rules = texts.map((timeout) => sessionRulesOf({ ...given, timeout }));
  const timeouts = new Map(rules.map((each) => [each.timeoutMs, each]));
  return [...timeouts.values()].sort((one, other) => one.timeoutMs - other.timeoutMs);
}

function columnsOf(
  given: Given,
  events: EventExport,
  { user, time }: { user: readonly string[]; time: string },
): WhatIfColumns {
  const [first] = user;
  for (const name of user) columnFor(events, 'user', name, []);
  if (first === undefined) throw new InputError([{ message: '--user names no column' }]);
  columnFor(events, 'time', time, []);
  const by = optionalTextOf(given, 'by');
  // What our own datasets know of a user is a label.
  const label = `label_${by}`;
  return {
    user,
    time,
    campaign: columnFor(events, 'campaign', optionalTextOf(given, 'campaign'), ['context_campaign_name']),
    group:
      by !== undefined && !events.columnNames.includes(by) && events.columnNames.includes(label)
        ? label
        : columnFor(events, 'by', by, []),
    conversion: conversionOf(given, events),
    message: columnFor(events, 'message-id', undefined, ['message_id', 'id']),
    received: columnFor(events, 'received-at', undefined, ['received_at']),
  };
}

function conversionOf(given: Given, events: EventExport): WhatIfColumns['conversion'] {
  const texts = repeatedOf(given, 'conversion');
  const [first, ...others] = texts;
  if (first === undefined) return events.columnNames.includes(usualFlag) ? { flag: usualFlag } : undefined;
  if (others.length === 0 && events.columnNames.includes(first)) return { flag: first };
  const event = columnFor(events, 'event', optionalTextOf(given, 'event'), ['event_text', 'event', 'name']);
  if (event === undefined) {
    const message = `--conversion is ${JSON.stringify(first)}, and no column has the names of events`;
    throw new InputError([{ message, allowed: `--event with one of ${events.columnNames.join(', ')}` }]);
  }
  return { event, names: texts };
}

function textFor(sights: readonly Sight[], given: Given): string {
  return describeAsText(sights, {
    width: environment.width,
    isColoured: environment.colour,
    isAscii: flagOf(given, 'ascii') || environment.isAscii,
  });
}

function pageOf(sights: readonly Sight[], rules: readonly SessionRules[], rows: number): string {
  const timeouts = rules.map(({ timeoutMs }) => formatDuration(timeoutMs));
  return describeAsPage(sights, {
    title: 'What other timeouts would make of it',
    question: 'How many sessions, how long, and what do they convert?',
    origin: `timeouts ${timeouts.join(', ')} · lapse ${packageVersion}`,
    footer: `Made by lapse whatif from ${formatCell(rows, 'count')} rows.`,
  });
}

function curveOf(sights: readonly Sight[]): string {
  const curve = sights.find(({ id }) => id === 'curve');
  const plot = curve === undefined ? undefined : plotOf(curve);
  if (plot === undefined) throw new Error('there is no curve');
  return plot;
}
