import { formatCell } from '../../sight/format.js';
import type { Sight } from '../../sight/sight.js';
import type { AuditExample, AuditedFinding, AuditResult } from './audit.js';

/** A fraction of all of its unit; nothing where there are none. */
export function shareOf({ count, total }: Pick<AuditedFinding, 'count' | 'total'>): number | undefined {
  return total === 0 ? undefined : count / total;
}

/** The most frequent cause, and the quirks that do the same. */
export function likelyCause({ causes }: AuditedFinding): string {
  const [first] = causes;
  if (first === undefined) return '';
  const quirks = first.quirks.length === 0 ? '' : ` Known quirks: ${first.quirks.join(', ')}.`;
  const others = causes.length === 1 ? '' : ` (${formatCell(first.count, 'count')} of them)`;
  return `${first.text}${others}${quirks}`;
}

/** An example on one line. */
export function exampleText({ user, session, atMs, detail }: AuditExample): string {
  const parts = [
    user === undefined ? 'no user' : `user ${user}`,
    ...(session === undefined ? [] : [`session ${session}`]),
    ...(atMs === undefined ? [] : [instantText(atMs)]),
  ];
  return `${parts.join(', ')}: ${detail}`;
}

/** In UTC, to the millisecond. */
export function instantText(atMs: number): string {
  return Math.abs(atMs) <= 8.64e15 ? new Date(atMs).toISOString() : String(atMs);
}

/** The result as tables: figures, all findings, and then each that was found with its examples. */
export function auditSights({ totals, findings }: AuditResult): Sight[] {
  const found = findings.filter(({ verdict }) => verdict === 'found');
  const span = [totals.firstMs, totals.lastMs].map((atMs) => (atMs === undefined ? '–' : instantText(atMs)));
  return [
    {
      id: 'overview',
      title: 'Overview',
      text: `${formatCell(totals.events, 'count')} events from ${span.join(' to ')}.`,
      columns: [
        { title: 'what', kind: 'text' },
        { title: 'value', kind: 'text' },
      ],
      rows: [
        ['events', formatCell(totals.events, 'count')],
        ['sessions', formatCell(totals.sessions, 'count')],
        ['users', formatCell(totals.users, 'count')],
        ['findings', `${found.length} of ${findings.length}`],
      ],
      plot: undefined,
    },
    summary(findings),
    ...found.map(examplesOf),
  ];
}

function summary(findings: readonly AuditedFinding[]): Sight {
  const clean = findings.filter(({ verdict }) => verdict === 'clean');
  const unjudged = findings.filter(({ verdict }) => verdict === 'not judged');
  const told = [
    ...(clean.length === 0 ? [] : [`Not found: ${clean.map(({ id }) => id).join(', ')}.`]),
    ...unjudged.map(({ id, why }) => `Not judged: ${id}, for ${why}.`),
  ];
  return {
    id: 'findings',
    title: 'Findings',
    text: told.length === 0 ? 'All of them were looked for, and found.' : told.join(' '),
    columns: [
      { title: 'finding', kind: 'text' },
      { title: 'count', kind: 'count' },
      { title: 'share', kind: 'share' },
      { title: 'of', kind: 'text' },
    ],
    rows: findings
      .filter(({ verdict }) => verdict === 'found')
      .map((finding) => [finding.id, finding.count, shareOf(finding), finding.unit]),
    plot: undefined,
  };
}

function examplesOf(finding: AuditedFinding): Sight {
  return {
    id: finding.id,
    title: finding.id,
    text: `${finding.title.charAt(0).toUpperCase()}${finding.title.slice(1)}: ${formatCell(finding.count, 'count')}. ${likelyCause(finding)}`,
    columns: [
      { title: 'user', kind: 'text' },
      { title: 'session', kind: 'text' },
      { title: 'when', kind: 'text' },
      { title: 'what', kind: 'text' },
    ],
    rows: finding.examples.map(({ user, session, atMs, detail }) => [
      user ?? '–',
      session ?? '–',
      atMs === undefined ? '–' : instantText(atMs),
      detail,
    ]),
    plot: undefined,
  };
}
