import { createColors } from 'picocolors';
import {
  type Control,
  catchersOf,
  firstWitness,
  isCaught,
  type MutantOutcome,
  type MutationScore,
} from '../record/mutation-score.js';
import { countOf } from '../report/count.js';
import type { Registry } from '../spec/requirements.js';
import { table } from './table.js';

export interface MutantsConsoleOptions {
  readonly registry: Registry;
  readonly colour: boolean;
  /** Real time that it took. */
  readonly tookMs: number;
  /** Files that were written, as a person would name them. */
  readonly files: readonly string[];
  /** Name every mutant that is caught, and not only how many there are. */
  readonly listsCaught: boolean;
  /** Name every scenario that could be merged, and not only how many there are. */
  readonly listsCandidates: boolean;
}

type Colours = ReturnType<typeof createColors>;

/** More failures of an unmutated rule than these say nothing more. */
const mostControlFailures = 10;

/** What a person reads of how good the suite is: survivors first, then the sections of the specification, then the score. */
export function mutantsConsole(score: MutationScore, options: MutantsConsoleOptions): string {
  const colours = createColors(options.colour);
  const { lapseVersion, outcomes, scenarios, controls } = score;
  const failed = controls.filter(({ failures }) => failures.length > 0);
  const survivors = outcomes.filter((outcome) => !isCaught(outcome));
  const caught = outcomes.filter(isCaught);
  const what = outcomes.length === 0 ? '' : ` · ${countOf(outcomes.length, 'mutant')}`;
  return [
    `lapse ${lapseVersion}${what} · ${countOf(scenarios, 'scenario')} · judged without the engine's opinion`,
    ...(failed.length > 0 ? failedControlLines(failed, colours) : [controlLine(controls, colours)]),
    ...survivors.flatMap((outcome) => ['', ...survivorLines(outcome, options.registry, colours)]),
    ...(outcomes.length === 0 ? [] : ['', ...sectionLines(outcomes, options.registry, colours)]),
    ...(caught.length === 0 || !options.listsCaught ? [] : ['', ...caughtLines(caught, colours)]),
    ...(options.listsCandidates ? candidateLines(score, colours) : []),
    ...(failed.length > 0 ? [] : ['', ...totalLines(score, caught.length, options, colours)]),
    ...(options.files.length === 0 ? [] : [`  ${options.files.join('  ')}`]),
    '',
  ].join('\n');
}

function controlLine(controls: readonly Control[], { green }: Colours): string {
  const families = new Set(controls.map(({ family }) => family)).size;
  const many = families === 1 ? '1 family' : `${families} families`;
  return green(`  without a fault the rules of ${many} fail nowhere`);
}

function failedControlLines(controls: readonly Control[], { red }: Colours): string[] {
  return controls.flatMap(({ family, edition, failures }) => [
    red(`  NO SCORE: without a fault the rules of ${family} fail by ${edition}, so that a failure shows no fault`),
    ...failures.slice(0, mostControlFailures).map(({ scenario, message }) => `    ${scenario}: ${message}`),
    ...(failures.length > mostControlFailures ? [`    … and ${failures.length - mostControlFailures} more`] : []),
  ]);
}

function survivorLines(outcome: MutantOutcome, registry: Registry, { red, bold }: Colours): string[] {
  const { mutant, played, witnesses } = outcome;
  const text = registry.byId.get(mutant.requirement)?.text ?? '';
  const first = firstWitness(outcome);
  const noticed =
    first === undefined
      ? [`  nothing fails in the ${countOf(played, 'scenario')} that apply to it`]
      : [
          `  only others fail, in ${countOf(witnesses.length, 'scenario')}; first ${first.failure.check} for ${first.failure.requirement} in ${first.scenario}:`,
          `    ${first.failure.message}`,
        ];
  return [
    `${red('SURVIVED')} ${bold(mutant.id)} · ${mutant.title}`,
    `  must fail ${mutant.check} for ${mutant.requirement}: ${text}`,
    ...noticed,
    `  npx lapse run --target mutant:${mutant.id}`,
  ];
}

/** Mutants by the section of the requirement that they break; the fewest scenarios are where the suite is thinnest. */
function sectionLines(outcomes: readonly MutantOutcome[], registry: Registry, { green, red }: Colours): string[] {
  return registry.sections.flatMap(({ section }) => {
    const here = outcomes.filter(({ mutant }) => registry.byId.get(mutant.requirement)?.section === section);
    const caught = here.filter(isCaught);
    const survived = here.length - caught.length;
    const fewest = Math.min(...caught.map((outcome) => catchersOf(outcome).length));
    const each = caught.length === 1 ? '' : 'each ';
    const cells = [
      ...(caught.length === 0
        ? []
        : [
            `${green(`${String(caught.length).padStart(3)} caught`)}, ${each}by ${countOf(fewest, 'scenario')}${caught.length === 1 ? '' : ' or more'}`,
          ]),
      ...(survived === 0 ? [] : [red(`${String(survived).padStart(3)} survived`)]),
    ];
    return here.length === 0 ? [] : [`  ${section.padEnd(14)}${cells.join('  ')}`];
  });
}

function caughtLines(outcomes: readonly MutantOutcome[], { dim }: Colours): string[] {
  const [heading = '', ...lines] = linesOf([
    ['mutant', 'requirement', 'check', 'scenarios', 'first'],
    ...outcomes.map((outcome) => [
      outcome.mutant.id,
      outcome.mutant.requirement,
      outcome.mutant.check,
      String(catchersOf(outcome).length).padStart('scenarios'.length),
      firstWitness(outcome)?.scenario ?? '',
    ]),
  ]);
  return [dim(`  ${heading}`), ...lines.map((line) => `  ${line}`)];
}

function candidateLines({ candidates }: MutationScore, { bold, dim }: Colours): string[] {
  const merged = candidates.flatMap(({ scenario, mergeInto, catches }) =>
    mergeInto === undefined ? [] : [[scenario, `→ ${mergeInto}`, catches.join(' ')]],
  );
  const idle = candidates.filter(({ mergeInto }) => mergeInto === undefined);
  if (candidates.length === 0) return [];
  return [
    ...(merged.length === 0
      ? []
      : [
          '',
          bold('another file catches the same faults and perhaps more'),
          ...linesOf(merged).map((line) => `  ${line}`),
        ]),
    ...(idle.length === 0
      ? []
      : ['', bold('catches none of these faults'), ...idle.map(({ scenario }) => `  ${scenario}`)]),
    dim('  This is only about these faults: a file may be there for a requirement that none of them breaks.'),
  ];
}

/** What generated timelines find without any scenario, and what they miss. */
function fuzzLines({ outcomes, fuzzed }: MutationScore, { yellow }: Colours): string[] {
  if (fuzzed === undefined) return [];
  const missed = outcomes.filter(({ found }) => found === undefined).map(({ mutant }) => mutant.id);
  const steps = outcomes.flatMap(({ found }) => (found === undefined ? [] : [found.steps])).sort((a, b) => a - b);
  const found = `${steps.length} of ${countOf(outcomes.length, 'mutant')} found by fuzzing alone (${percentage(steps.length, outcomes.length)})`;
  const shrunk =
    steps.length === 0
      ? ''
      : `, shrunk to ${steps[Math.floor(steps.length / 2)]} steps in the median and ${steps.at(-1)} at most`;
  return [
    `  ${found} in ${fuzzed.runs} timelines from seed ${fuzzed.seed}${shrunk}`,
    ...(missed.length === 0 ? [] : [yellow(`  not found: ${missed.join(' ')}`)]),
  ];
}

function totalLines(
  score: MutationScore,
  caught: number,
  { tookMs, listsCandidates }: MutantsConsoleOptions,
  colours: Colours,
): string[] {
  const { outcomes, smallest, candidates } = score;
  const { green, red } = colours;
  const paint = caught === outcomes.length ? green : red;
  const took = `in ${(tookMs / 1_000).toFixed(1)} s`;
  return [
    `  ${countOf(smallest.length, 'scenario')} ${smallest.length === 1 ? 'catches' : 'catch'} as much as all of them`,
    ...(candidates.length === 0 && !listsCandidates ? [] : [mergeableLine(candidates, listsCandidates)]),
    ...fuzzLines(score, colours),
    paint(
      `  ${caught} of ${countOf(outcomes.length, 'mutant')} caught for the declared reason (${percentage(caught, outcomes.length)}) ${took}`,
    ),
  ];
}

function mergeableLine(candidates: MutationScore['candidates'], areListed: boolean): string {
  const idle = candidates.filter(({ mergeInto }) => mergeInto === undefined).length;
  const ofThem = candidates.length === 0 ? '' : `, ${idle} of them nothing at all`;
  const verb = candidates.length === 1 ? 'catches' : 'catch';
  const hint = areListed ? '' : '; --candidates lists them';
  return `  ${countOf(candidates.length, 'scenario file')} ${verb} nothing that another does not${ofThem}${hint}`;
}

function linesOf(rows: readonly (readonly string[])[]): string[] {
  return table(rows).trimEnd().split('\n');
}

/** Rounded down, so that nothing but all is 100 %. */
function percentage(part: number, whole: number): string {
  return `${Math.floor((part / whole) * 1_000) / 10} %`;
}
