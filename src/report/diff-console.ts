import { createColors } from 'picocolors';
import { drawColumns } from '../explain/draw-columns.js';
import { type ClusterPair, type ComparedTarget, type Comparison, type Parting, parts } from '../record/comparison.js';
import { formatDuration } from '../time/duration.js';
import { countOf } from './count.js';
import { executionOf } from './execution.js';

export interface DiffConsoleOptions {
  readonly colour: boolean;
  /** Files that were written, as a person would name them. */
  readonly files: readonly string[];
}

type Colours = ReturnType<typeof createColors>;

/** More ways than these two clusters part in are in the file and in the JSON. */
const mostWays = 8;

/** What a person reads after a comparison: who behaves alike, and what tells the others apart. */
export function diffConsole(comparison: Comparison, { colour, files }: DiffConsoleOptions): string {
  const colours = createColors(colour);
  return [
    `lapse ${comparison.lapseVersion} · diff of ${comparison.targets.length} targets · durations of the policy ${comparison.policy}: timeout ${formatDuration(comparison.timeoutMs)}`,
    ...clusterLines(comparison, colours),
    ...leftOutLines(comparison, colours),
    '',
    ...totalLines(comparison, colours),
    ...comparison.pairs.flatMap((pair) => ['', ...pairLines(pair, comparison, colours)]),
    ...(files.length === 0 ? [] : ['', `  ${files.join('  ')}`]),
    '',
  ].join('\n');
}

/** `A`, `B` … `Z`, `AA`: short, for a column has little room. */
function letterOf(cluster: number): string {
  const letter = String.fromCharCode(65 + (cluster % 26));
  return cluster < 26 ? letter : letterOf(Math.floor(cluster / 26) - 1) + letter;
}

function clusterLines({ clusters, targets, playedByAll }: Comparison, { bold, dim }: Colours): string[] {
  const width = Math.max(0, ...targets.map(({ description }) => description.name.length));
  const lines = clusters.flatMap((members, cluster) =>
    members.flatMap((member, index) => {
      const target = targets[member];
      if (target === undefined) return [];
      const { name } = target.description;
      const sessions = countOf(target.sessions, 'session');
      const letter = (index === 0 ? letterOf(cluster) : '').padEnd(2);
      return [`  ${bold(letter)} ${name.padEnd(width)}  ${sessions.padEnd(14)}${dim(describe(target))}`];
    }),
  );
  const heading = `  ${countOf(clusters.length, 'cluster')} of targets that behave alike, with their sessions in the ${countOf(playedByAll, 'scenario')} that all of them played`;
  return clusters.length === 0 ? [] : [heading, ...lines];
}

/** An SDK that is executed plays by no edition, only by its own code. */
function describe({ description, edition }: ComparedTarget): string {
  const { version, variant, executed } = description;
  const build = [version, ...(variant === undefined ? [] : [variant])].join(' ');
  return `(${[build, executionOf(description), ...(executed ? [] : [`edition ${edition}`])].join(', ')})`;
}

function leftOutLines({ leftOut }: Comparison, { red }: Colours): string[] {
  return leftOut.map(({ description, probes }) => {
    const reasons = [...new Set(probes.filter(({ ok }) => !ok).map(({ message }) => message))];
    return red(`  left out: ${description.name}, which cannot be observed honestly: ${reasons.join('; ')}`);
  });
}

function totalLines({ cases, notComparable, untestable }: Comparison, { magenta }: Colours): string[] {
  const parted = cases.filter(parts).length;
  const rest = notComparable.length === 0 ? '' : ` · ${notComparable.length} that fewer than two can play`;
  return [
    `  ${countOf(cases.length, 'scenario')} compared · ${cases.length - parted} agree · ${parted} part${rest}`,
    ...untestable.map(({ scenario, target, message }) => magenta(`  UNTESTABLE ${scenario} by ${target}: ${message}`)),
  ];
}

function pairLines(pair: ClusterPair, comparison: Comparison, colours: Colours): string[] {
  const [one, other] = pair.clusters.map(letterOf);
  const heading = colours.bold(`${one} and ${other}`);
  if (pair.common === 0) return [`${heading} have no scenario in common`];
  const [smallest, ...others] = pair.partings;
  // Targets that agree with each other, but not with all members of the other's cluster.
  if (smallest === undefined) return [`${heading} agree in ${countOf(pair.common, 'common scenario')}`];
  const balance =
    pair.sessions === 0
      ? 'the same number of sessions'
      : `${pair.sessions > 0 ? one : other} has ${countOf(Math.abs(pair.sessions), 'session')} more`;
  const frequent = [...others].sort((a, b) => b.scenarios - a.scenarios).slice(0, mostWays);
  const width = String(Math.max(0, ...frequent.map(({ scenarios }) => scenarios))).length;
  return [
    `${heading} part in ${pair.parted} of ${countOf(pair.common, 'common scenario')}, in ${countOf(pair.partings.length, 'way')}; ${balance}`,
    ...smallestLines(smallest, pair, comparison),
    ...(frequent.length === 0 ? [] : ['  also, with the smallest scenario of each way:']),
    ...frequent.flatMap((parting) => wayLines(parting, width, colours)),
    ...(frequent.length < others.length ? [`  … and ${countOf(others.length - frequent.length, 'rarer way')}`] : []),
  ];
}

function smallestLines({ sentence, smallest }: Parting, { clusters }: ClusterPair, comparison: Comparison): string[] {
  const { compared, step, targets } = smallest;
  const columns = targets.flatMap((target, index) => {
    const behaviour = compared.behaviours[target];
    const name = comparison.targets[target]?.description.name ?? '';
    return behaviour === undefined ? [] : [{ title: `${letterOf(clusters[index] ?? 0)} ${name}`, behaviour }];
  });
  return [
    `  ${sentence}`,
    `  ${compared.case.id} · ${compared.case.title}`,
    ...drawColumns(compared, columns, step).map((line) => `  ${line}`),
  ];
}

function wayLines({ sentence, scenarios, smallest }: Parting, width: number, { dim }: Colours): string[] {
  return [
    `    ${String(scenarios).padStart(width)} × ${sentence}`,
    dim(`    ${' '.repeat(width)}   ${smallest.compared.case.id}`),
  ];
}
