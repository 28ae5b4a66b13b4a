import { formatCell, shortDuration } from '../../sight/format.js';
import type { Sight, SightCell } from '../../sight/sight.js';
import type { ReadCounts } from './sorted-events.js';
import type { Outcome, WhatIfResult } from './what-if.js';

/** What the tables are about beside the timeouts. */
export interface WhatIfView {
  readonly read: ReadCounts;
  /** Whether anything says which events are conversions. */
  readonly hasConversions: boolean;
  /** The column that divides the users into groups. */
  readonly by: string | undefined;
}

export function perSession(part: number, { sessions }: Pick<Outcome, 'sessions'>): number | undefined {
  return sessions === 0 ? undefined : part / sessions;
}

/** Conversions that nobody sees who counts the sessions that convert. */
export function hiddenIn({ conversions, converting }: Pick<Outcome, 'conversions' | 'converting'>): number {
  return conversions - converting;
}

/** The name of what has none. */
export function nameOf({ scope, name }: Pick<Outcome, 'scope' | 'name'>): string {
  if (name !== '') return name;
  return scope === 'campaign' ? '(no campaign)' : '(empty)';
}

/** The result as tables: figures, what each timeout makes of all, the curve, and groups and campaigns if there are any. */
export function whatIfSights(result: WhatIfResult, view: WhatIfView): Sight[] {
  const of = (scope: Outcome['scope']): Outcome[] => result.outcomes.filter((outcome) => outcome.scope === scope);
  return [
    overview(result, view),
    timeouts(of('all'), view),
    curve(result),
    ...(view.by === undefined ? [] : [groups(of('group'), view.by, view)]),
    ...(view.hasConversions ? [campaigns(of('campaign'))] : []),
  ];
}

function overview({ users, events, bend }: WhatIfResult, { read }: WhatIfView): Sight {
  const { withoutUserOrTime, repeated } = read;
  return {
    id: 'overview',
    title: 'Overview',
    text: `${formatCell(events, 'count')} events of ${formatCell(users, 'count')} ${users === 1 ? 'user' : 'users'}.`,
    columns: [
      { title: 'what', kind: 'text' },
      { title: 'value', kind: 'text' },
    ],
    rows: [
      ['events', formatCell(events, 'count')],
      ['users', formatCell(users, 'count')],
      ['left out: no user, or no time that can be read', formatCell(withoutUserOrTime, 'count')],
      ['left out: messages that are there once more', formatCell(repeated, 'count')],
      ['where the curve bends', bend === undefined ? 'nowhere' : shortDuration(bend.timeoutMs)],
    ],
    plot: undefined,
  };
}

function figureColumns({ hasConversions }: WhatIfView): Sight['columns'] {
  return [
    { title: 'sessions', kind: 'count' },
    { title: 'mean', kind: 'duration' },
    { title: 'median', kind: 'duration' },
    { title: 'bounce', kind: 'share' },
    ...(hasConversions
      ? ([
          { title: 'per session', kind: 'number' },
          { title: 'hidden', kind: 'count' },
          { title: 'of all', kind: 'share' },
        ] as const)
      : []),
  ];
}

function figureCells(outcome: Outcome, { hasConversions }: WhatIfView): SightCell[] {
  const { sessions, meanMs, medianMs, bounces, conversions } = outcome;
  const hidden = hiddenIn(outcome);
  return [
    sessions,
    meanMs,
    medianMs,
    perSession(bounces, outcome),
    ...(hasConversions
      ? [perSession(conversions, outcome), hidden, conversions === 0 ? undefined : hidden / conversions]
      : []),
  ];
}

function timeouts(outcomes: readonly Outcome[], view: WhatIfView): Sight {
  const [shortest, longest] = [outcomes[0], outcomes.at(-1)];
  const hides = ({ timeoutMs, ...outcome }: Outcome): string =>
    `${shortDuration(timeoutMs)} hides ${formatCell(hiddenIn(outcome), 'count')} of ${formatCell(outcome.conversions, 'count')}`;
  const told =
    !view.hasConversions || shortest === undefined || longest === undefined
      ? ''
      : ` Conversions are counted per session. Whoever counts the sessions that convert sees one conversion for each, and the others are hidden: ${hides(shortest)}, ${hides(longest)}.`;
  return {
    id: 'timeouts',
    title: 'What each timeout makes of the events',
    text: `Durations are from the first event of a session to its last, and a bounce is a session of a single event.${told}`,
    columns: [{ title: 'timeout', kind: 'duration' }, ...figureColumns(view)],
    rows: outcomes.map((outcome) => [outcome.timeoutMs, ...figureCells(outcome, view)]),
    plot: { kind: 'bars', label: 0, values: [1], below: 'sessions by timeout' },
  };
}

function curve({ curve: points, bend, users }: WhatIfResult): Sight {
  const told =
    bend === undefined
      ? 'It bends nowhere: it is close to the straight line between its ends.'
      : `It bends at ${shortDuration(bend.timeoutMs)}, where it lies furthest below the straight line between its ends: a longer timeout joins little more.`;
  return {
    id: 'curve',
    title: 'Sessions by timeout',
    text: `How many sessions the timeout alone leaves for each user, with timeouts on a logarithmic axis. ${told}`,
    columns: [
      { title: 'timeout', kind: 'duration' },
      { title: 'sessions', kind: 'count' },
      { title: 'sessions per user', kind: 'number' },
    ],
    rows: points.map(({ timeoutMs, sessions }) => [timeoutMs, sessions, users === 0 ? undefined : sessions / users]),
    plot: { kind: 'lines', label: 0, values: [1], below: 'timeout', across: 0 },
  };
}

function groups(outcomes: readonly Outcome[], by: string, view: WhatIfView): Sight {
  const byGroup = [...outcomes].sort((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
  return {
    id: 'groups',
    title: `By ${by}`,
    text: 'A user belongs to the group that the first event names.',
    columns: [{ title: by, kind: 'text' }, { title: 'timeout', kind: 'duration' }, ...figureColumns(view)],
    rows: byGroup.map((outcome) => [nameOf(outcome), outcome.timeoutMs, ...figureCells(outcome, view)]),
    plot: undefined,
  };
}

function campaigns(outcomes: readonly Outcome[]): Sight {
  const timeoutsMs = [...new Set(outcomes.map(({ timeoutMs }) => timeoutMs))];
  const names = [...new Set(outcomes.map(({ name }) => name))].sort();
  const cell = (name: string, timeoutMs: number): SightCell => {
    const outcome = outcomes.find((each) => each.name === name && each.timeoutMs === timeoutMs);
    return outcome === undefined ? undefined : perSession(outcome.conversions, outcome);
  };
  return {
    id: 'campaigns',
    title: 'Conversions per session, by campaign and timeout',
    text: 'A session belongs to the first campaign that it names, or to the one that its user named last before.',
    columns: [
      { title: 'campaign', kind: 'text' },
      ...timeoutsMs.map((timeoutMs) => ({ title: shortDuration(timeoutMs), kind: 'number' }) as const),
    ],
    rows: names.map((name) => [
      nameOf({ scope: 'campaign', name }),
      ...timeoutsMs.map((timeoutMs) => cell(name, timeoutMs)),
    ]),
    plot: undefined,
  };
}
