import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { auditCsv, whatIfCsv } from '../../src/cli/warehouse-tables.js';
import { statuses, type Verdict } from '../../src/record/verdict.js';
import { compareCsv } from '../../src/report/compare.js';
import { csvReporter } from '../../src/report/csv.js';
import { diffJson } from '../../src/report/diff-json.js';
import { divergenceTable } from '../../src/report/divergence.js';
import { reporters } from '../../src/report/index.js';
import { jsonReporter } from '../../src/report/json.js';
import { mutantsTable } from '../../src/report/mutants-table.js';
import { trendCsv } from '../../src/report/trend.js';
import { packageRoot } from '../../src/spec/package-root.js';
import { loadPolicy } from '../../src/spec/policies.js';
import type { Requirement } from '../../src/spec/requirements.js';
import { BranchTally } from '../../src/suite/branches.js';
import { coverageOf } from '../../src/suite/coverage.js';
import { comparison as comparisonOfRuns, versions } from './change-fixture.js';
import { behaviour, compared, comparison } from './comparison-fixture.js';
import { caseResult, runResult, verdict } from './fixture.js';
import { mutationScore } from './mutation-fixture.js';
import { parseCsv } from './parse-csv.js';

const dictionary = readFileSync(join(packageRoot, 'reports', 'README.md'), 'utf8');

/** The rows of the table below a heading, each as its cells; with no heading, of the table at the top of the file. */
function tableBelow(heading: string): string[][] {
  const [top = '', ...sections] = dictionary.split(/^## /m);
  const section = heading === '' ? top : (sections.find((each) => each.startsWith(`${heading}\n`)) ?? '');
  const [, , ...rows] = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const terms = (heading: string) => tableBelow(heading).map(([term]) => (term ?? '').replaceAll('`', ''));

const { targets } = comparison();
/** Its last columns are the targets', which the dictionary has in one row. */
const divergence: [string, string] = ['divergence.csv', divergenceTable(comparison())];
const mutants: [string, string] = ['mutants.csv', mutantsTable(mutationScore())];
const changes: [string, string] = ['compare.csv', compareCsv(comparisonOfRuns)];
const trend: [string, string] = ['trend.csv', trendCsv(versions)];
const audited: [string, string] = ['audit.csv', auditCsv([])];
const whatIf: [string, string] = ['whatif.csv', whatIfCsv([])];
const files = [...csvReporter.files(runResult()), divergence, mutants, changes, trend, audited, whatIf];

describe('the data dictionary', () => {
  it.each(files)('of %s has its columns, in their order', (name, content) => {
    const header = parseCsv(content)[0] ?? [];
    const fixed = name === 'divergence.csv' ? [...header.slice(0, -targets.length), 'the name of a target'] : header;
    expect(terms(name)).toEqual(fixed);
  });

  it.each(files)('of %s explains every column with a type, a meaning and an example', (name) => {
    for (const cells of tableBelow(name)) expect(cells.filter((cell) => cell.length > 0)).toHaveLength(4);
  });

  it('describes no table that is not written', () => {
    const headings = [...dictionary.matchAll(/^## (\S+\.csv)$/gm)].map(([, name]) => name);
    expect(headings).toEqual(files.map(([name]) => name));
  });

  it('has a column of divergence.csv for each target', () => {
    expect(parseCsv(divergence[1])[0]?.slice(-targets.length)).toEqual(
      targets.map(({ description }) => description.name),
    );
  });

  it('explains everything that a target can have done', () => {
    const conducts = [
      { kind: 'message', session: 1, start: false },
      { kind: 'message', session: 2, start: true },
      { kind: 'message', start: false },
      { kind: 'no message' },
      { kind: 'return', session: 1 },
      { kind: 'return', session: 'none' },
      { kind: 'return', session: 'unknown' },
      { kind: 'throw' },
    ] as const;
    const cases = [
      ...conducts.map((conduct) => compared([behaviour({ 1: conduct }), behaviour({}), behaviour({})])),
      ...(['warn', 'error'] as const).map((level) =>
        compared([behaviour({}, { 1: level }), behaviour({}), behaviour({})]),
      ),
    ];
    const [, ...rows] = parseCsv(divergenceTable(comparison({ cases })));
    const shown = new Set(rows.flatMap((row) => row.slice(-targets.length)));
    expect(shown.size).toBe(conducts.length + 4);
    const known = terms('What a target did').flatMap((each) => each.split(', '));
    const unexplained = [...shown]
      .map((each) => each.replace('session 2 with', '… with'))
      .filter((each) => !known.includes(each));
    expect(unexplained).toEqual([]);
  });

  it('has every key of diff --json', () => {
    expect(terms('lapse diff --json')).toEqual(Object.keys(JSON.parse(diffJson(comparison()))));
  });

  it('has every status, in the order of the code', () => {
    expect(terms('Statuses')).toEqual([...statuses]);
    const inJunit = terms('junit.xml').flatMap((each) => each.split(', '));
    expect(inJunit.sort()).toEqual([...statuses].sort());
  });

  it('has every outcome of a requirement', () => {
    const requirement: Requirement = {
      id: 'SES-TIMEOUT-003',
      section: 'timeout',
      level: 'MUST',
      platform: 'any',
      editions: ['2026-11'],
      basis: 'lapse',
      source: [],
      text: 'After the timeout a new session begins.',
      why: 'Without it sessions never end.',
      place: { file: 'timeout.yaml', line: 1, column: 1 },
    };
    const outcomeOf = (edition: string, changes: Partial<Requirement>, verdicts: Verdict[]): string | undefined => {
      const registry = {
        byId: new Map([[requirement.id, { ...requirement, ...changes }]]),
        sections: [],
        editions: [],
      };
      return coverageOf(registry, edition, [caseResult({ verdicts })])[0]?.outcome;
    };
    const reached = new Set([
      ...statuses.map((status) => outcomeOf('2026-11', {}, [verdict({ status })])),
      outcomeOf('2026-11', {}, []),
      outcomeOf('2026-11', { excluded: 'it needs a phone' }, []),
      outcomeOf('2022-12', {}, []),
    ]);
    expect(terms('Outcomes of a requirement').sort()).toEqual([...reached].sort());
  });

  it('has every outcome of a branch', () => {
    const tally = new BranchTally();
    tally.note('timeout/beyond', new Set(['event/over']));
    const reached = new Set(tally.rows([loadPolicy('rudderstack-web')]).map(({ outcome }) => outcome));
    expect(terms('Outcomes of a branch').sort()).toEqual([...reached].sort());
  });

  it('has every key of report.json', () => {
    const content = jsonReporter.files(runResult({ partial: 'stopped' })).get('report.json') ?? '';
    expect(terms('report.json')).toEqual(Object.keys(JSON.parse(content)));
  });

  it('lists every reporter with its files', () => {
    expect(tableBelow('').map((cells) => cells.join(' ').replaceAll(/[`,]/g, ''))).toEqual(
      [...reporters.values()].map((each) => [each.id, ...each.files(runResult()).keys()].join(' ')),
    );
  });
});
