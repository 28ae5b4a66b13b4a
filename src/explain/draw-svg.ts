import type { Conduct } from '../record/conduct.js';
import { escapeMarkup } from '../record/markup.js';
import { formatDuration } from '../time/duration.js';
import type { ClientLane, ClockLane, LaneColumn, Lanes, SessionSpan, Stretch } from './lanes.js';

/** In pixels. */
const gutter = 96;
const columnWidth = 88;
const headHeight = 50;
const clockHeight = 54;
const clientHeight = 100;
/** From the top of a client's lane to the middle of what is expected, of what was observed, and of what was sent. */
const expectedMiddle = 20;
const observedMiddle = 58;
const sentMiddle = 84;
/** A session has one of so many colours; its number is written on it. */
const colours = 6;
/** Characters that fit into a column. */
const mostCharacters = 13;

/**
 * A timeline as the text of an SVG element, in lanes from left to right: the clock of each device, and for each client
 * what is expected above what was observed. It is drawn with the classes of `svgStyle`, and says the same without colour.
 * @param label what a screen reader says instead
 */
export function drawSvg(lanes: Lanes, label: string): string {
  const { columns, clocks, clients } = lanes;
  const width = gutter + columns.length * columnWidth;
  const tops = { clocks: headHeight, clients: headHeight + clocks.length * clockHeight };
  const height = tops.clients + clients.length * clientHeight;
  const devices = clocks.length > 1;
  return [
    `<svg class="lanes" role="img" aria-label="${escapeMarkup(label)}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    ...clients.map((lane, index) => laneBack(lane, tops.clients + index * clientHeight)),
    ...columns.map((column, index) => columnBack(column, index, height)),
    ...clients.map((_, index) => `<path class="rule" d="M0 ${tops.clients + index * clientHeight}H${width}"/>`),
    ...columns.map(columnHead),
    ...clocks.map((clock, index) => clockLane(clock, columns, tops.clocks + index * clockHeight, devices)),
    ...clients.map((lane, index) => clientLane(lane, tops.clients + index * clientHeight, devices)),
    '</svg>',
  ].join('');
}

const leftOf = (column: number): number => gutter + column * columnWidth;
const middleOf = (column: number): number => leftOf(column) + columnWidth / 2;

function laneBack({ stretches }: ClientLane, top: number): string {
  return stretches.map((each) => stretch(each, top)).join('');
}

function stretch({ state, from, to }: Stretch, top: number): string {
  const [left, width] = [leftOf(from), (to - from + 1) * columnWidth];
  return `<rect class="${state}" x="${left}" y="${top + 1}" width="${width}" height="${clientHeight - 2}"/>${text('state', left + 6, top + clientHeight - 6, state === 'absent' ? 'not open' : state)}`;
}

function columnBack({ role }: LaneColumn, index: number, height: number): string {
  if (role === undefined) return '';
  return `<rect class="${role}" x="${leftOf(index) + 1}" y="1" width="${columnWidth - 2}" height="${height - 2}" rx="4"/>`;
}

function columnHead({ text: whole, role }: LaneColumn, index: number): string {
  const [kind = '', ...rest] = whole.split(' ');
  const detail = cut(rest.join(' '));
  return `<g><title>${escapeMarkup(`step ${index + 1}: ${whole}`)}</title>${[
    text('number', middleOf(index), 14, role === 'witness' ? `▼ ${index + 1}` : `${index + 1}`),
    text('kind', middleOf(index), 29, cut(kind)),
    detail === '' ? '' : text('detail', middleOf(index), 43, detail),
  ].join('')}</g>`;
}

function clockLane(
  { device, wallMs }: ClockLane,
  columns: readonly LaneColumn[],
  top: number,
  withDevice: boolean,
): string {
  const line = top + 23;
  const parts = [text('lane', 8, line + 3, withDevice ? device : 'clock')];
  let [elapsed, wall, day] = ['', '', ''];
  for (const [index, { action, elapsedMs }] of columns.entries()) {
    parts.push(clockMove(action, index, line));
    const shownMs = wallMs[index];
    if (shownMs === undefined) continue;
    const nowElapsed = formatDuration(elapsedMs);
    const [nowDay, nowWall] = wallText(shownMs);
    if (nowElapsed !== elapsed) parts.push(text('elapsed', middleOf(index), top + 13, nowElapsed));
    if (nowWall !== wall || nowDay !== day) parts.push(text('wall', middleOf(index), top + 37, nowWall));
    if (nowDay !== day && nowDay !== '') parts.push(text('wall', middleOf(index), top + 48, nowDay));
    [elapsed, wall, day] = [nowElapsed, nowWall, nowDay];
  }
  return parts.join('');
}

/** Waiting is an arrow, sleep a broken one, a clock that is set a jump. */
function clockMove(action: LaneColumn['action'], index: number, line: number): string {
  const [left, right] = [leftOf(index), leftOf(index + 1)];
  const arrow = (kind: string): string =>
    `<path class="${kind}" d="M${left + 4} ${line}H${right - 9}"/><path class="tip" d="M${right - 10} ${line - 5}l8 5l-8 5z"/>`;
  if (action.kind === 'wait') return arrow('wait');
  if (action.kind === 'sleep') return `${arrow('sleep')}${text('jump', middleOf(index), line - 6, 'z z')}`;
  const plain = `<path class="time" d="M${left} ${line}H${right}"/>`;
  if (action.kind === 'setClock') {
    return `${plain}${text('jump', middleOf(index), line + 5, action.byMs < 0 ? '«' : '»')}`;
  }
  if (action.kind === 'timeZone') return `${plain}${text('jump', middleOf(index), line + 5, 'TZ')}`;
  return `${plain}<path class="tick" d="M${middleOf(index)} ${line - 4}v8"/>`;
}

/** Date and time of day in UTC; the milliseconds themselves for a clock that was set beyond what a date can say. */
function wallText(wallMs: number): readonly [string, string] {
  const date = new Date(wallMs);
  if (Number.isNaN(date.getTime())) return ['', `${wallMs}`];
  const [day = '', time = ''] = date.toISOString().split('T');
  return [day, time.replace('Z', '').replace('.000', '')];
}

function clientLane(lane: ClientLane, top: number, withDevice: boolean): string {
  const { device, client, expected, observed, conducts, differing, sent, acts } = lane;
  const name = withDevice ? `${device} ${client}` : client;
  return [
    text('lane', 8, top + 16, cut(name)),
    text('side', gutter - 6, top + expectedMiddle + 12, 'expected'),
    text('side', gutter - 6, top + observedMiddle + 4, 'observed'),
    text('side', gutter - 6, top + sentMiddle + 4, 'sent'),
    ...expected.map((span) => bar(span, top + expectedMiddle)),
    ...observed.map((span) => bar(span, top + observedMiddle)),
    ...conducts.flatMap(({ step, expected: ours, observed: theirs }) => [
      chip(ours, step, top + expectedMiddle),
      chip(theirs, step, top + observedMiddle),
    ]),
    ...acts.map(({ step, kind }) =>
      text('act', middleOf(step), top + (expectedMiddle + observedMiddle) / 2 + 4, cut(kind)),
    ),
    ...differing.map((step) => text('differs', leftOf(step) + 9, top + (expectedMiddle + observedMiddle) / 2 + 6, '≠')),
    ...sent.map(({ step, accepted, refused }) =>
      text('sent', middleOf(step), top + sentMiddle + 4, sentText(accepted, refused)),
    ),
  ].join('');
}

function sentText(accepted: number, refused: number): string {
  const count = (shape: string, of: number): string => (of === 0 ? '' : of === 1 ? shape : `${shape}${of}`);
  return [count('▲', accepted), count('✕', refused)].filter((part) => part !== '').join(' ');
}

function bar({ session, from, to }: SessionSpan, middle: number): string {
  const left = middleOf(from) - 24;
  return `<rect class="bar ${colourOf(session)}" x="${left}" y="${middle - 11}" width="${middleOf(to) + 24 - left}" height="22" rx="11"/>`;
}

function chip(conduct: Conduct | undefined, step: number, middle: number): string {
  if (conduct === undefined) return '';
  const words = chipText(conduct);
  const inBar = conduct.kind === 'message' && conduct.session !== undefined;
  const name = inBar ? `on ${colourOf(conduct.session ?? 1)}` : 'chip';
  const frame = inBar
    ? ''
    : `<rect class="loose" x="${middleOf(step) - 38}" y="${middle - 11}" width="76" height="22" rx="3"/>`;
  return `${frame}${text(name, middleOf(step), middle + 4, words)}`;
}

function chipText(conduct: Conduct): string {
  switch (conduct.kind) {
    case 'message':
      return conduct.session === undefined ? 'no session' : `${conduct.start ? '★' : ''}S${conduct.session}`;
    case 'return':
      return typeof conduct.session === 'number' ? `→ S${conduct.session}` : `→ ${conduct.session}`;
    case 'throw':
      return '! throws';
    case 'no message':
      return '✕ none';
  }
}

const colourOf = (session: number): string => `s${((session - 1) % colours) + 1}`;

function text(name: string, x: number, y: number, words: string): string {
  return `<text class="${name}" x="${x}" y="${y}">${escapeMarkup(words)}</text>`;
}

function cut(words: string): string {
  const characters = [...words];
  return characters.length <= mostCharacters ? words : `${characters.slice(0, mostCharacters - 1).join('')}…`;
}

/** How the parts are painted; the page has the colours, as custom properties for light and dark. */
export const svgStyle = `
.lanes{display:block;font:11px/1 var(--mono);background:var(--card)}
.lanes text{fill:var(--ink);text-anchor:middle}
.lanes .lane,.lanes .state{text-anchor:start}
.lanes .lane{font:600 12px var(--sans)}
.lanes .side{font:10px var(--sans);text-anchor:end;fill:var(--quiet)}
.lanes .number{font:600 11px var(--sans);fill:var(--quiet)}
.lanes .kind{font-weight:600}
.lanes .detail,.lanes .wall,.lanes .state,.lanes .act{font-size:10px;fill:var(--quiet)}
.lanes .elapsed{font-weight:600}
.lanes .rule,.lanes .time{stroke:var(--line);fill:none}
.lanes .tick{stroke:var(--quiet);fill:none}
.lanes .wait,.lanes .sleep{stroke:var(--quiet);stroke-width:3;fill:none}
.lanes .sleep{stroke-dasharray:3 5}
.lanes .tip{fill:var(--quiet)}
.lanes .jump{font:700 14px var(--sans)}
.lanes .absent{fill:var(--shade)}
.lanes .hidden,.lanes .frozen{fill:var(--shade);stroke:var(--quiet);stroke-dasharray:2 3}
.lanes .frozen{stroke-dasharray:6 2}
.lanes .related{fill:var(--related)}
.lanes .witness{fill:var(--witness);stroke:var(--fail);stroke-width:2}
.lanes .bar{stroke:var(--ink);stroke-width:1}
.lanes .loose{fill:var(--card);stroke:var(--quiet);stroke-dasharray:3 2}
.lanes .on{font-weight:600}
.lanes .differs{font:700 17px var(--sans);fill:var(--fail)}
.lanes .bar.s1{fill:#0072b2}.lanes .on.s1{fill:#fff}
.lanes .bar.s2{fill:#e69f00}.lanes .on.s2{fill:#000}
.lanes .bar.s3{fill:#009e73}.lanes .on.s3{fill:#000}
.lanes .bar.s4{fill:#cc79a7}.lanes .on.s4{fill:#000}
.lanes .bar.s5{fill:#56b4e9}.lanes .on.s5{fill:#000}
.lanes .bar.s6{fill:#d55e00}.lanes .on.s6{fill:#000}
`;
