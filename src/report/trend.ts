import { oneLine } from '../record/one-line.js';
import { isBroken, type TrendCell, type TrendTurn, type TrendVersion, turnsOf } from '../record/trend.js';
import { countOf } from './count.js';
import { type Columns, csvTable } from './csv-table.js';
import { markdownText } from './markdown-text.js';

interface TrendRow {
  readonly of: TrendVersion;
  readonly cell: TrendCell;
}

const columns: Columns<TrendRow> = {
  version: ({ of }) => of.version,
  requirement: ({ cell }) => cell.requirement,
  verdict: ({ cell }) => cell.verdict,
  failing_scenarios: ({ cell }) => cell.failing.length,
  first_scenario: ({ cell }) => cell.failing[0],
  first_witness: ({ cell }) => cell.witness,
  script: ({ of }) => of.script,
};

/** `trend.csv`: one row for each version and requirement of the edition. */
export function trendCsv(versions: readonly TrendVersion[]): string {
  return csvTable(
    columns,
    versions.flatMap((of) => of.cells.map((cell) => ({ of, cell }))),
  );
}

/** Characters of a witness in a table. */
const longestWitness = 160;

/** `trend.md`: how many requirements each version breaks, and which version introduced or repaired what. */
export function trendMarkdown(target: string, packageName: string, versions: readonly TrendVersion[]): string {
  const turns = turnsOf(versions);
  return `${[
    `# ${packageName}, version by version`,
    '',
    `What ${countOf(versions.length, 'published version')} of \`${packageName}\` do with the suite, judged as the target`,
    `\`${target}\` and without known deviations. \`trend.csv\` has every requirement of every version.`,
    '',
    '| version | requirements that break | scenarios that fail |',
    '| --- | --- | --- |',
    ...versions.map((each) => `| ${each.version} | ${counted(each).join(' | ')} |`),
    '',
    '## What changed, and when',
    '',
    turns.length === 0
      ? 'Nothing changed.'
      : 'A requirement *breaks* in a version if it held in the one before, and *holds* if it was broken; it *grows* or *shrinks*\nif more or fewer scenarios fail. Versions between two of the table were not played.',
    ...(turns.length === 0 ? [] : ['', ...turnTable(turns)]),
  ].join('\n')}\n`;
}

function turnTable(turns: readonly TrendTurn[]): string[] {
  return [
    '| version | after | requirement | what | scenarios | witness |',
    '| --- | --- | --- | --- | --- | --- |',
    ...turns.map(({ version, after, requirement, turn, failingBefore, failingNow, witness = '' }) => {
      const scenarios = `${failingBefore.length} → ${failingNow.length}`;
      const example = (turn === 'holds' || turn === 'shrinks' ? failingBefore : failingNow)[0] ?? '';
      const text = `${example}: ${markdownText(oneLine(witness, longestWitness))}`;
      return `| ${version} | ${after} | ${requirement} | ${turn} | ${scenarios} | ${example === '' ? '' : text} |`;
    }),
  ];
}

/** The same for the console, with the changes only. */
export function trendText(versions: readonly TrendVersion[]): string {
  const turns = turnsOf(versions);
  const width = Math.max(...versions.map(({ version }) => version.length));
  return [
    ...versions.map((each) =>
      each.isUncertain === true
        ? `  ${each.version.padEnd(width)}  could not be judged as a whole`
        : `  ${each.version.padEnd(width)}  ${countOf(brokenIn(each).length, 'requirement')} broken · ${countOf(failingIn(each), 'scenario')} failing`,
    ),
    '',
    ...(turns.length === 0 ? ['  nothing changed'] : turns.map(turnLine)),
    '',
  ].join('\n');
}

function turnLine({ version, requirement, turn, failingBefore, failingNow }: TrendTurn): string {
  return `  ${version}: ${requirement} ${turn} (${failingBefore.length} → ${countOf(failingNow.length, 'scenario')})`;
}

/** What is not known is no zero. */
function counted(version: TrendVersion): readonly (number | string)[] {
  return version.isUncertain === true ? ['not judged', 'not judged'] : [brokenIn(version).length, failingIn(version)];
}

function brokenIn({ cells }: TrendVersion): TrendCell[] {
  return cells.filter(isBroken);
}

function failingIn({ cells }: TrendVersion): number {
  return new Set(cells.flatMap(({ failing }) => failing)).size;
}
