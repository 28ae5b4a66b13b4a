import type { Boundary } from '../engine/session.js';
import { didYouMean, InputError, readAll } from '../spec/input-error.js';
import { loadPolicy } from '../spec/policies.js';
import { timeZoneFault } from '../spec/time-zones.js';
import { maximumDurationMs } from '../time/duration.js';
import { type ColumnChoice, errorModes, timeUnits } from '../warehouse/read/column-choice.js';
import { rulesOfPolicy, type SessionRules } from '../warehouse/session-rules.js';
import { durationOf, type Given, listOf, repeatedOf, textOf } from './given.js';

/** For yargs; what every command that reads events takes first. */
export const filesArgument = {
  describe: 'CSV, NDJSON or Parquet files, also as .gz or .zst, globs over them, or - for the standard input',
  type: 'string',
  array: true,
} as const;

/** For yargs; which column is what. The names that are not asked for are those of RudderStack's warehouse schema. */
export const columnOptions = {
  user: {
    type: 'string',
    default: 'anonymous_id',
    requiresArg: true,
    describe: 'Column that says whose event it is, or coalesce(user_id, anonymous_id)',
  },
  time: { type: 'string', default: 'timestamp', requiresArg: true, describe: 'Column with the time of the event' },
  'time-unit': {
    type: 'string',
    requiresArg: true,
    describe: 'What whole numbers in it count since 1970: s, ms, us or ns',
  },
  'time-zone': {
    type: 'string',
    default: 'UTC',
    requiresArg: true,
    describe: 'Where times are from that name no zone',
  },
  'on-error': {
    type: 'string',
    default: 'stop',
    requiresArg: true,
    describe: 'A malformed row: stop, skip (counted, the first ten shown), or collect into --errors',
  },
} as const;

/** For yargs; when sessions end. */
export const ruleOptions = {
  policy: {
    type: 'string',
    requiresArg: true,
    describe: 'Timeout and boundary of a policy (see list --what policies)',
  },
  timeout: { type: 'string', requiresArg: true, describe: 'The longest time without an event, such as 30m' },
  boundary: {
    type: 'string',
    requiresArg: true,
    describe: 'Whether a gap of exactly the timeout ends a session: inclusive; default: exclusive, or by the policy',
  },
  cap: { type: 'string', requiresArg: true, describe: 'The longest that a session may last, such as 4h' },
  split: {
    type: 'string',
    requiresArg: true,
    describe: 'midnight:Europe/Berlin, or campaign; may be given twice',
  },
} as const;

/**
 * The files that a person named.
 * @param readsStandardInput whether the command reads that as well
 * @throws InputError when there are none
 */
export function filesOf(given: Given, readsStandardInput = false): readonly string[] {
  const files = listOf(given, 'files');
  if (files.length > 0 && files.every((file) => file !== '')) return files;
  throw wrong(
    'no file is named',
    readsStandardInput ? 'files, globs over files, or - for the standard input' : 'files, or globs over files',
  );
}

/** @throws InputError with all that is wrong with the columns */
export function columnChoiceOf(given: Given): ColumnChoice {
  return readAll({
    user: () => userColumnsOf(textOf(given, 'user')),
    time: () => textOf(given, 'time'),
    timeUnit: () => (given['time-unit'] === undefined ? undefined : oneOf(given, 'time-unit', timeUnits)),
    timeZone: () => checkedZone(textOf(given, 'time-zone'), '--time-zone'),
    onError: () => oneOf(given, 'on-error', errorModes),
  });
}

/**
 * When sessions end. What is said of the timeout and the boundary counts before the policy; a cap has the boundary that the
 * policy gives its cut-off.
 * @throws InputError with all that is wrong with the rules, or when neither a policy nor a timeout is given
 */
export function sessionRulesOf(given: Given): SessionRules {
  if (given.policy === undefined && given.timeout === undefined) {
    throw wrong('nothing says when a session ends', '--timeout with a duration such as 30m, or --policy');
  }
  const read = readAll({
    policy: () => (given.policy === undefined ? undefined : loadPolicy(textOf(given, 'policy'))),
    timeoutMs: () => optionalDurationOf(given, 'timeout'),
    boundary: () => (given.boundary === undefined ? undefined : boundaryOf(given)),
    capMs: () => optionalDurationOf(given, 'cap'),
    splits: () => splitsOf(given),
  });
  const ofPolicy = read.policy === undefined ? undefined : rulesOfPolicy(read.policy.values);
  const capBoundary = read.policy?.values.cutOffBoundary ?? 'exclusive';
  return {
    timeoutMs: read.timeoutMs ?? ofPolicy?.timeoutMs ?? 0,
    boundary: read.boundary ?? ofPolicy?.boundary ?? 'exclusive',
    ...(read.capMs === undefined ? {} : { cap: { maximumMs: read.capMs, boundary: capBoundary } }),
    ...read.splits,
  };
}

function boundaryOf(given: Given): Boundary {
  return oneOf(given, 'boundary', ['exclusive', 'inclusive'] as const);
}

function optionalDurationOf(given: Given, name: string): number | undefined {
  return given[name] === undefined ? undefined : durationOf(given, name, 1, maximumDurationMs);
}

/** What `--split` asks for, each time that it is given. */
function splitsOf(given: Given): Pick<SessionRules, 'midnightZone' | 'splitsAtCampaign'> {
  let splits: Pick<SessionRules, 'midnightZone' | 'splitsAtCampaign'> = {};
  for (const text of repeatedOf(given, 'split').flatMap((each) => each.split(','))) {
    const [, zone] = /^midnight(?::(.*))?$/.exec(text) ?? [];
    if (text === 'campaign') splits = { ...splits, splitsAtCampaign: true };
    else if (text === 'midnight') throw wrong('--split midnight names no time zone', 'such as midnight:Europe/Berlin');
    else if (zone === undefined) {
      const message = `--split is ${JSON.stringify(text)}${didYouMean(text, ['campaign', 'midnight'])}`;
      throw wrong(message, 'midnight:ZONE, such as midnight:Europe/Berlin, or campaign');
    } else if (splits.midnightZone !== undefined && splits.midnightZone !== zone) {
      throw wrong(`--split has two midnights, of ${splits.midnightZone} and of ${zone}`, 'one of them');
    } else splits = { ...splits, midnightZone: checkedZone(zone, '--split midnight') };
  }
  return splits;
}

function checkedZone(zone: string, option: string): string {
  const fault = timeZoneFault(zone);
  if (fault !== undefined) throw wrong(`${option}: ${fault.message}`, fault.allowed);
  return zone;
}

const columnName = /^\s*(?:"((?:[^"]|"")+)"|([^\s"(),]+))\s*$/;

/**
 * The columns of a user: a name, or `coalesce(a, b)`, in which names with blanks or brackets stand between quotation marks.
 * @throws InputError for any other expression
 */
export function userColumnsOf(text: string): readonly string[] {
  const [, list] = /^\s*coalesce\s*\((.*)\)\s*$/is.exec(text) ?? [];
  if (list === undefined) {
    // Any text may be the name of a column, but what looks like an expression was meant as one.
    if (/^\s*\w+\s*\(.*\)\s*$/s.test(text)) throw wrongUser(text);
    return [text];
  }
  const names = (list.match(/(?:[^,"]|"(?:[^"]|"")*")+/g) ?? []).map((each) => {
    const [, quoted, plain] = columnName.exec(each) ?? [];
    return quoted?.replaceAll('""', '"') ?? plain;
  });
  const known = names.filter((name) => name !== undefined);
  if (known.length === 0 || known.length < names.length) throw wrongUser(text);
  return known;
}

function wrongUser(text: string): InputError {
  return wrong(`--user is ${JSON.stringify(text)}`, 'a column, or coalesce(user_id, anonymous_id)');
}

/** One of the words that an option knows. @throws InputError for any other */
export function oneOf<Name extends string>(given: Given, option: string, names: readonly Name[]): Name {
  const text = textOf(given, option);
  const found = names.find((name) => name === text);
  if (found !== undefined) return found;
  throw wrong(`--${option} is ${JSON.stringify(text)}${didYouMean(text, names)}`, names.join(', '));
}

function wrong(message: string, allowed: string): InputError {
  return new InputError([{ message, allowed }]);
}
