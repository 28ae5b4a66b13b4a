import { InputError, type InputProblem, throwProblems } from '../spec/input-error.js';
import { checkTarget } from '../target/index.js';
import { type Given, textOf } from './given.js';

/** The names in `--targets`, whatever they are. */
export function namesOf(given: Given): string[] {
  return (given.targets === undefined ? '' : textOf(given, 'targets'))
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** @throws InputError naming all that is no target or is there twice, or if there are too few */
export function targetsOf(given: Given, least: number): string[] {
  const names = namesOf(given);
  const problems: InputProblem[] = [];
  for (const [index, name] of names.entries()) {
    if (names.indexOf(name) < index) {
      problems.push({ message: `--targets has ${JSON.stringify(name)} twice`, allowed: 'each target once' });
      continue;
    }
    try {
      checkTarget(name);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (names.length < least) {
    const found = names.length === 0 ? '--targets names no target' : `--targets is ${JSON.stringify(names[0])} alone`;
    const message = given.targets === undefined ? '--targets is missing' : found;
    const many = least === 1 ? 'one or more targets' : 'two or more targets';
    problems.push({
      message,
      allowed: `${many} with commas between, such as rudderstack-js,reference:rudderstack-web`,
    });
  }
  throwProblems(problems);
  return names;
}
