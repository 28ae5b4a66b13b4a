import type { Case } from '../record/case.js';
import { matchesId } from '../spec/id-glob.js';
import { type InputProblem, throwProblems } from '../spec/input-error.js';
import type { Policy } from '../spec/policies.js';
import { buildCase } from './build-case.js';
import type { ScenarioFile } from './scenario-file.js';

/**
 * The cases of one scenario file under a policy, which decides how long `timeout` and `cutOff` are.
 * @throws InputError when a duration makes no sense under this policy, such as a wait that would be negative
 */
export function toCases(file: ScenarioFile, policy: Policy): Case[] {
  return allCases([file], policy);
}

/**
 * The cases of many files, in their order.
 * @throws InputError with the problems of all files
 */
export function allCases(files: readonly ScenarioFile[], policy: Policy): Case[] {
  const problems: InputProblem[] = [];
  const cases = files.flatMap((file) => file.variants.map((variant) => buildCase(variant, policy, problems)));
  throwProblems(problems);
  return cases;
}

/**
 * The cases that at least one glob over ids selects, in their order; all without globs.
 * @throws InputError naming every glob that selects nothing
 */
export function selectCases(cases: readonly Case[], globs: readonly string[]): Case[] {
  if (globs.length === 0) return [...cases];
  throwProblems(
    globs
      .filter((glob) => !cases.some(({ id }) => matchesId(glob, id)))
      .map((glob) => ({ message: `no scenario is selected by ${JSON.stringify(glob)}` })),
  );
  return cases.filter(({ id }) => globs.some((glob) => matchesId(glob, id)));
}
