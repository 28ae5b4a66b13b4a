import { createColors } from 'picocolors';
import {
  type Examination,
  type ExaminedScenario,
  type ExaminedTampering,
  isSound,
  type WalkedPlace,
} from '../record/examination.js';
import type { ProbeResult } from '../record/run-result.js';
import { wrapWords } from '../record/wrap-words.js';
import { countOf } from './count.js';
import { executionOf } from './execution.js';

export interface DoctorConsoleOptions {
  readonly colour: boolean;
  readonly nodeVersion: string;
  /** Where the SDK comes from, such as `installed beside Lapse`; nothing where none is run. */
  readonly loaded: string | undefined;
  /** The browser in which the target ran, if it did. */
  readonly browser?: { readonly version: string; readonly file: string } | undefined;
}

/** How much of a line what was seen at a place of an adapter may take. */
const placeWidth = 90;

type Colours = ReturnType<typeof createColors>;

/** What a person reads of an examination: what is judged and from where, the probes, and what was noticed of each spoiling. */
export function doctorConsole(
  examination: Examination,
  { colour, nodeVersion, loaded, browser }: DoctorConsoleOptions,
): string {
  const colours = createColors(colour);
  const { lapseVersion, target, edition, policy, walk = [], probes, scenarios, tamperings } = examination;
  const script = target.script === undefined ? '' : `, ${target.script}`;
  const origin = loaded === undefined ? 'no SDK is run' : `${loaded}${script}`;
  const width = Math.max(0, ...tamperings.map(({ title }) => title.length));
  return [
    `lapse ${lapseVersion} · doctor · ${target.name} (${executionOf(target)}) · edition ${edition} · policy ${policy}`,
    ...[
      ['Node', nodeVersion],
      ...(browser === undefined ? [] : [['browser', `Chromium ${browser.version} (${browser.file})`]]),
      ['target', `${target.subject} (${origin})`],
    ].map(([what = '', text = '']) => `  ${what.padEnd(9)}${text}`),
    ...(walk.length === 0 ? [] : ['', '  adapter', ...walk.flatMap((place) => placeLines(place, walk, colours))]),
    ...(walk.length === 0 || probes.length === 0 ? [] : ['']),
    ...probes.map((probe) => probeLine(probe, colours)),
    ...(scenarios.length === 0 ? [] : ['', '  played', ...scenarioLines(scenarios, colours)]),
    ...(tamperings.length === 0
      ? []
      : ['', '  what if', ...tamperings.map((each) => tamperingLine(each, width, colours))]),
    '',
    closing(examination, colours),
    '',
  ].join('\n');
}

function probeLine({ probe, ok, message }: ProbeResult, { green, red }: Colours): string {
  return `  ${probe.padEnd(9)}${ok ? green('ok') : red('not ok')}, ${message}`;
}

function placeLines({ place, outcome, message, advice }: WalkedPlace, walk: readonly WalkedPlace[], colours: Colours) {
  const width = Math.max(...walk.map((each) => each.place.length));
  const paint = { ok: colours.green, 'not ok': colours.red, 'not tried': colours.dim }[outcome];
  const [first = '', ...others] = wrapWords(message, placeWidth);
  return [
    `    ${place.padEnd(width)}  ${paint(outcome)}${first === '' ? '' : `, ${first}`}`,
    ...others.map((line) => `    ${''.padEnd(width)}  ${line}`),
    ...(advice === undefined ? [] : wrapWords(`→ ${advice}`, placeWidth)).map(
      (line) => `    ${''.padEnd(width)}  ${line}`,
    ),
  ];
}

function scenarioLines(scenarios: readonly ExaminedScenario[], { dim, magenta }: Colours): string[] {
  const width = Math.max(...scenarios.map(({ scenario }) => scenario.length));
  return scenarios.map(({ scenario, outcome, message }) => {
    const text = outcome === 'observed' ? message : `${outcome}: ${message}`;
    const paint = outcome === 'skipped' ? dim : outcome === 'untestable' ? magenta : same;
    return `    ${paint(`${scenario.padEnd(width)}  ${text}`)}`;
  });
}

const same = (text: string): string => text;

function tamperingLine(examined: ExaminedTampering, width: number, { green, red, magenta, dim }: Colours): string {
  const { title, outcome, scenarios, checks, message } = examined;
  const words = {
    noticed: green('noticed'),
    unnoticed: red('NOT NOTICED:'),
    unobserved: magenta('NOT OBSERVED:'),
    inapplicable: dim('does not apply:'),
  };
  const by = `in ${countOf(scenarios, 'trace')}, by ${checks.join(', ')}`;
  return `    ${title.padEnd(width)}  ${words[outcome]} ${outcome === 'noticed' ? by : message}`;
}

function closing(examination: Examination, { green, red }: Colours): string {
  if (isSound(examination)) return green('  it can be judged honestly: everything that was spoilt is noticed');
  const { walk = [], probes, scenarios, tamperings } = examination;
  const faulty = walk.filter(({ outcome }) => outcome === 'not ok').map(({ place }) => place);
  if (faulty.length > 0) return red(`  the adapter is not ready, so that nothing is judged yet: ${faulty.join('; ')}`);
  const counts = [
    ...probes.filter(({ ok }) => !ok).map(({ probe }) => `the ${probe} probe failed`),
    ...scenarios.filter(({ outcome }) => outcome === 'untestable').map(({ scenario }) => `${scenario} is untestable`),
    ...tamperings
      .filter(({ outcome }) => outcome === 'unnoticed' || outcome === 'unobserved')
      .map(({ id, outcome }) => `${id} is ${outcome}`),
  ];
  const why = counts.length === 0 ? 'nothing could be played' : counts.join(', ');
  return red(`  it cannot be judged honestly: ${why}`);
}
