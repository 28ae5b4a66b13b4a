import { createColors } from 'picocolors';
import type { Json, JsonObject, StepAction, Timeline } from '../record/timeline.js';
import type { CallEntry, StorageEntry, Trace, TraceEntry } from '../record/trace.js';
import { formatDuration } from '../time/duration.js';
import { oneLine } from './one-line.js';
import { stepText } from './step-text.js';
import { type RepeatedWrites, type TraceRow, traceRows } from './trace-rows.js';

/** What a reader wants to know of a message. */
export interface MessageFields {
  readonly type: string | undefined;
  readonly name: string | undefined;
  readonly sessionId: Json | undefined;
  readonly sessionStart: Json | undefined;
}

export interface TraceTextOptions {
  readonly colour: boolean;
  /** Reads a message as it left on the wire. */
  readonly fieldsOf: (body: JsonObject) => MessageFields;
  /** What a stored value means, for an SDK that encodes what it stores. */
  readonly meaningOf?: (stored: string) => string;
}

/** What is told of one row: its kind, and what is to be said of it. */
interface Told {
  readonly entry: TraceEntry;
  readonly kind: string;
  readonly text: string;
}

const maximumColumns = 120;
/** Of a longer key so many characters are shown at either end. */
const keyEndLength = 18;

/**
 * A trace as text, one line for each observation in its order: step, virtual time, the wall clock where somebody
 * has moved it, client, and what was observed. No line is longer than 120 columns.
 */
export function traceText(trace: Trace, timeline: Timeline, options: TraceTextOptions): string[] {
  const colours = createColors(options.colour);
  const told = traceRows(trace).flatMap((row) => tell(row, options));
  const movedMs = ({ wallMs, elapsedMs }: TraceEntry): number => wallMs - elapsedMs - timeline.startMs;
  const showsWall = told.some(({ entry }) => movedMs(entry) !== 0);
  const cells = told.map(({ entry, kind }) => [
    String(entry.step + 1),
    formatDuration(entry.elapsedMs),
    ...(showsWall ? [movedMs(entry) === 0 ? '' : new Date(entry.wallMs).toISOString()] : []),
    entry.client,
    kind,
  ]);
  const header = ['step', 'time', ...(showsWall ? ['wall clock'] : []), 'client', 'what'];
  const widths = header.map((title, column) => Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)));
  const prefix = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padStart(widths[0] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ');
  const room = maximumColumns - widths.reduce((sum, width) => sum + width + 2, 0);
  const paintOf = (kind: string): ((text: string) => string) => {
    if (kind === 'error' || kind === 'threw') return colours.red;
    if (kind === 'warn') return colours.yellow;
    if (kind === 'message') return colours.green;
    if (kind === 'call' || kind === 'page' || kind === 'clock') return colours.bold;
    return colours.dim;
  };
  return [
    prefix(header).trimEnd(),
    ...told.map(({ kind, text }, index) =>
      paintOf(kind)(`${prefix(cells[index] ?? [])}  ${oneLine(text, room)}`.trimEnd()),
    ),
  ];
}

/** One observation in a few words, without where and when it was made. */
export function observationText(entry: TraceEntry, fieldsOf: TraceTextOptions['fieldsOf']): string {
  const told = tell(entry, { colour: false, fieldsOf });
  return told.map(({ kind, text }) => oneLine(`${kind} ${text}`, maximumColumns)).join(', ');
}

function tell(row: TraceRow, options: TraceTextOptions): Told[] {
  switch (row.kind) {
    case 'step':
      return tellStep(row);
    case 'return':
      return [{ entry: row, kind: 'return', text: JSON.stringify(row.value) }];
    case 'request': {
      const unreadable = row.unreadable === undefined ? '' : ` · ${row.unreadable}`;
      const answer = row.status === 0 ? 'no answer' : row.status;
      return [{ entry: row, kind: 'request', text: `${row.method} ${row.url} → ${answer}${unreadable}` }];
    }
    case 'message':
      return [{ entry: row, kind: 'message', text: messageText(options.fieldsOf(row.body)) }];
    case 'log':
      return [{ entry: row, kind: row.level, text: row.text }];
    case 'timers':
      return [{ entry: row, kind: 'timers', text: timersText(row.count, row.fromMs, row.elapsedMs) }];
    case 'storage':
      return [{ entry: row, kind: row.area, text: writeText(row, options) }];
    case 'writes':
      return [{ entry: row.first, kind: row.first.area, text: repeatedText(row, options) }];
  }
}

function tellStep(entry: CallEntry): Told[] {
  const told = [{ entry, kind: kindOfStep(entry.action), text: callText(entry.action) }];
  return entry.threw === undefined ? told : [...told, { entry, kind: 'threw', text: entry.threw }];
}

function kindOfStep({ kind }: StepAction): string {
  switch (kind) {
    case 'wait':
    case 'sleep':
    case 'setClock':
    case 'timeZone':
      return 'clock';
    case 'open':
    case 'reload':
    case 'navigate':
    case 'restart':
    case 'close':
      return 'page';
    default:
      return 'call';
  }
}

/** A step with all the arguments that it passes to the SDK. */
function callText(action: StepAction): string {
  if (action.kind !== 'event') return stepText(action);
  const properties = action.properties === undefined ? '' : ` ${JSON.stringify(action.properties)}`;
  const context = action.context === undefined ? '' : ` · context ${JSON.stringify(action.context)}`;
  return `${stepText(action)}${properties}${context}`;
}

function messageText({ type, name, sessionId, sessionStart }: MessageFields): string {
  const what = `${type ?? 'of no type'}${name === undefined ? '' : ` ${JSON.stringify(name)}`}`;
  const field = (key: string, value: Json | undefined): string =>
    value === undefined ? `no ${key}` : `${key} ${JSON.stringify(value)}`;
  return [what, field('sessionId', sessionId), field('sessionStart', sessionStart)].join(' · ');
}

function timersText(count: number, fromMs: number, toMs: number): string {
  const many = `${grouped(count)} timer${count === 1 ? '' : 's'}`;
  return fromMs === toMs
    ? `${many} at ${formatDuration(toMs)}`
    : `${many} from ${formatDuration(fromMs)} to ${formatDuration(toMs)}`;
}

function writeText({ key, value }: StorageEntry, options: TraceTextOptions): string {
  return `${keyText(key)} ${value === undefined ? 'removed' : valueText(value, options)}`;
}

/** Keys that belong together differ at their ends. */
function keyText(key: string): string {
  const line = oneLine(key, key.length);
  return line.length <= 2 * keyEndLength ? line : `${line.slice(0, keyEndLength - 1)}…${line.slice(-keyEndLength)}`;
}

function valueText(value: string, { meaningOf }: TraceTextOptions): string {
  return `= ${meaningOf === undefined ? value : meaningOf(value)}`;
}

/** How often it was written stands before the value, which may be cut off. */
function repeatedText({ first, last, count }: RepeatedWrites, options: TraceTextOptions): string {
  const until = last.elapsedMs === first.elapsedMs ? '' : ` until ${formatDuration(last.elapsedMs)}`;
  const end = last.value === undefined ? 'removed it' : valueText(last.value, options);
  return `${keyText(first.key)}: ${grouped(count)} writes${until}, the last ${end}`;
}

/** Digits in groups of three. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
