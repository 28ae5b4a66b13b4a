import type { Case } from '../record/case.js';
import type { Json } from '../record/timeline.js';
import type { Platform } from '../record/trace.js';
import { matchesId } from '../spec/id-glob.js';
import { type InputProblem, showValue, throwProblems } from '../spec/input-error.js';
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
 * The cases of many files, in their order. A case that does not apply to the policy is built all the same, so that it
 * can be reported as skipped, but its durations may be 0 where they make no sense there.
 * @throws InputError with the problems of all files
 */
export function allCases(files: readonly ScenarioFile[], policy: Policy): Case[] {
  const problems: InputProblem[] = [];
  const cases = files.flatMap((file) =>
    file.variants.map((variant) => {
      if (variant.checked?.policy === policy) return variant.checked.built;
      const isPlayable = whyNotApplicable(variant.document, policy) === undefined;
      return buildCase(variant, policy, isPlayable ? problems : []);
    }),
  );
  throwProblems(problems);
  return cases;
}

/**
 * The cases of many files as timelines only, for where nothing is judged: also those whose expectations are for another
 * platform or policy. Of these, one whose durations make no sense under the policy is left out.
 * @throws InputError with the problems of all files that are for the policy
 */
export function allTimelines(files: readonly ScenarioFile[], policy: Policy): Case[] {
  const problems: InputProblem[] = [];
  const cases = files.flatMap((file) =>
    file.variants.flatMap((variant) => {
      if (variant.checked?.policy === policy) return [variant.checked.built];
      const isFor = whyNotApplicable(variant.document, policy) === undefined;
      const own: InputProblem[] = isFor ? problems : [];
      const built = buildCase(variant, policy, own);
      return isFor || own.length === 0 ? [built] : [];
    }),
  );
  throwProblems(problems);
  return cases;
}

/** Why a scenario says nothing about this policy: another platform, or a value that it asks for; else `undefined`. */
export function whyNotApplicable(
  scenario: { readonly platform: Platform | 'any'; readonly given?: Readonly<Record<string, Json>> },
  policy: Policy,
): string | undefined {
  if (scenario.platform !== 'any' && scenario.platform !== policy.platform) {
    return `it is for ${scenario.platform}, and the policy ${policy.id} for ${policy.platform}`;
  }
  const values = Object.entries(policy.values);
  for (const [key, wanted] of Object.entries(scenario.given ?? {})) {
    const actual = values.find(([name]) => name === key)?.[1];
    if (actual !== wanted)
      return `it is for ${key} ${showValue(wanted)}, and the policy ${policy.id} has ${showValue(actual)}`;
  }
  return undefined;
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
