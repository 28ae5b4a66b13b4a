import { createColors } from 'picocolors';
import { witnessOf } from '../explain/witness.js';
import { type FuzzFailure, type FuzzResult, isBreach } from '../record/fuzz-result.js';
import type { Registry } from '../spec/requirements.js';
import { coarse, header, plural } from './console.js';
import { corpusLines, corpusStateOf } from './corpus.js';
import { isVerified, probesLine } from './verified.js';
import { witnessLines } from './witness-lines.js';

export interface FuzzConsoleOptions {
  readonly registry: Registry;
  readonly colour: boolean;
  /** Real time that it took. */
  readonly tookMs: number;
  /** Of the browser in which the target ran, if it did. */
  readonly browserVersion?: string | undefined;
  /** The command that plays what was found, by its id and where it was written. */
  readonly commandFor: (failure: FuzzFailure) => string;
}

/** What a person reads after fuzzing: the corpus, what is new with its witness, totals. */
export function fuzzConsole(result: FuzzResult, options: FuzzConsoleOptions): string {
  const colours = createColors(options.colour);
  const { failures, faults, unstable, discarded } = result;
  return [
    `${header(result, options.browserVersion)} · seed ${result.seed}`,
    `  ${(isVerified(result) ? colours.green : colours.red)(probesLine(result))}`,
    ...corpusLines(result.corpus, () => true),
    ...result.corpus
      .filter((each) => corpusStateOf(each) === 'still fail')
      .map(({ case: { id, title } }) => colours.red(`  still fails  ${id} · ${title}`)),
    ...failures.flatMap((failure) => ['', ...failureLines(failure, options)]),
    ...discarded.map(({ reason, run, count }) =>
      colours.magenta(`  NOT OBSERVED ${plural(count, 'timeline')}, the first in run ${run + 1}: ${reason}`),
    ),
    ...(unstable === undefined
      ? []
      : [colours.magenta(`  NOT DETERMINISTIC in run ${unstable.run + 1}: ${unstable.message}`)]),
    ...faults.map(({ scenario, message }) => colours.red(`FAULT OF LAPSE ${scenario}: ${message}`)),
    '',
    ...totalLines(result, options, !failures.some(isBreach) ? colours.green : colours.red),
    '',
  ].join('\n');
}

function failureLines(failure: FuzzFailure, { registry, colour, commandFor }: FuzzConsoleOptions): string[] {
  const { red, bold, yellow, dim } = createColors(colour);
  const { case: scenario, verdict, trace, file } = failure;
  const [main = verdict.requirement] = scenario.requirements;
  const requirement = registry.byId.get(main);
  const witness =
    requirement === undefined
      ? []
      : witnessLines(witnessOf(verdict, scenario, trace, requirement), {
          bold,
          error: red,
          warning: yellow,
          quiet: dim,
        });
  const alike = failure.seen === 1 ? '' : ` · ${failure.seen} timelines fail like this`;
  return [
    `${isBreach(failure) ? red('NEW') : yellow('DIFFERS')} ${bold(scenario.id)} · ${scenario.title}`,
    ...witness,
    ...failure.verdicts
      .filter(({ status, check }) => status === 'fail' && check !== verdict.check && !check.startsWith('expected-'))
      .map(({ check, message }) => `  also fail  ${check}: ${message}`),
    `  ${verdict.check}, run ${failure.run + 1}, shrunk from ${failure.generatedSteps} steps to ${failure.steps}${alike}`,
    ...(file === undefined
      ? failure.scenario
          .trimEnd()
          .split('\n')
          .map((line) => `    ${line}`)
      : [`  ${file}`]),
    `  ${commandFor(failure)}`,
  ];
}

function totalLines(result: FuzzResult, { tookMs }: FuzzConsoleOptions, paint: (text: string) => string): string[] {
  const { runs, steps, virtualMs, branches, failures, known, stopped, twice, unstable } = result;
  const breaches = failures.filter(isBreach).length;
  const seen = known.reduce((sum, each) => sum + each.seen, 0);
  const parts = [
    plural(runs, 'timeline'),
    `${runs === 0 ? 0 : (steps / runs).toFixed(1)} steps on average`,
    ...(twice && unstable === undefined ? ['each played twice alike'] : []),
    `${branches.taken} of ${branches.of} rule branches`,
    paint(plural(breaches, 'new failure')),
    ...(breaches < failures.length ? [`${failures.length - breaches} that differ from observed values`] : []),
    ...(seen === 0
      ? []
      : [`${seen} as known from ${plural(new Set(known.map(({ scenario }) => scenario)).size, 'scenario')}`]),
    `${coarse(virtualMs)} in ${(tookMs / 1_000).toFixed(1)} s`,
  ];
  return [`  ${parts.join(' · ')}`, ...(stopped === undefined ? [] : [`  ended early: ${stopped}`])];
}
