import { type Reporter, reporters } from '../report/index.js';
import { didYouMean, type InputProblem, throwProblems } from '../spec/input-error.js';
import { type Given, textOf } from './given.js';

/** For yargs; for every command that writes the reports of a run. */
export function reporterOptions(defaultDescription: string) {
  return {
    reporter: {
      type: 'string',
      defaultDescription,
      requiresArg: true,
      describe: `Reports to write, with commas between: ${[...reporters.keys()].join(', ')}, or none`,
    },
    out: { type: 'string', default: 'reports/latest', requiresArg: true, describe: 'Folder of the reports' },
  } as const;
}

/**
 * The reporters that `--reporter` names.
 * @param otherwise what it says when nobody says anything
 * @throws InputError naming what is no reporter
 */
export function chosenReporters(given: Given, otherwise: string): Reporter[] {
  const text = given.reporter === undefined ? otherwise : textOf(given, 'reporter');
  const ids = [...new Set(text.split(','))].filter((id) => id !== 'none');
  const known = [...reporters.keys(), 'none'];
  throwProblems(ids.flatMap((id) => reporterFault(id, known) ?? []));
  return ids.flatMap((id) => reporters.get(id) ?? []);
}

/** What is wrong with the name of a reporter, if anything is. @param known what may be said */
export function reporterFault(id: string, known: readonly string[] = [...reporters.keys()]): InputProblem | undefined {
  if (reporters.has(id)) return undefined;
  return { message: `unknown reporter ${JSON.stringify(id)}${didYouMean(id, known)}`, allowed: known.join(', ') };
}
