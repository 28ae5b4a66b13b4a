import { allMutants } from '../mutants/museum/index.js';
import type { Mutant } from '../mutants/mutant.js';
import { MutantTarget } from '../mutants/mutant-target.js';
import { faultOf } from '../mutants/score.js';
import { didYouMean, InputError } from '../spec/input-error.js';
import { loadPolicy } from '../spec/policies.js';
import { editionOf } from '../spec/requirements.js';
import {
  type ChosenSdk,
  checkTarget,
  chooseSdk,
  defaultPolicyOf,
  openTarget,
  refuseChoice,
  refuseInspection,
  type SdkChoice,
  type Target,
  type TargetOptions,
} from '../target/index.js';

/** What stands before the id of a mutant to name it as a target. The room of targets knows nothing of mutants. */
const prefix = 'mutant:';

/** How a target is judged unless another policy or edition is asked for. */
export interface Standard {
  readonly policy: string;
  readonly edition: string;
}

/** @param target a target's name, whether or not there is one */
export function standardOf(target: string): Standard {
  const mutant = allMutants.find(({ id }) => target === prefix + id);
  if (mutant !== undefined) return { policy: mutant.family, edition: faultOf(mutant).edition };
  const policy = defaultPolicyOf(target);
  return { policy, edition: editionOf(policy) };
}

/** @throws InputError when there is neither a target nor a mutant of this name */
export function checkAnyTarget(name: string): void {
  if (isMutant(name)) mutantOf(name);
  else checkTarget(name);
}

/** Finds the SDK that a person chose. @throws InputError as `chooseSdk` */
export async function chooseAnySdk(target: string, choice: SdkChoice): Promise<ChosenSdk | undefined> {
  if (!isMutant(target)) return chooseSdk(target, choice);
  refuseChoice(target, choice);
  return undefined;
}

/** Opens a target or a mutant. @throws InputError as `openTarget` */
export function openAnyTarget(name: string, options: TargetOptions): Target {
  if (!isMutant(name)) return openTarget(name, options);
  const mutant = mutantOf(name);
  refuseInspection(name, options);
  return new MutantTarget(mutant, loadPolicy(mutant.family), options.edition);
}

function isMutant(name: string): boolean {
  return name.startsWith(prefix);
}

function mutantOf(name: string): Mutant {
  const id = name.slice(prefix.length);
  const mutant = allMutants.find((each) => each.id === id);
  if (mutant !== undefined) return mutant;
  const suggestion = didYouMean(
    name,
    allMutants.map((each) => prefix + each.id),
  );
  const message = `unknown target ${JSON.stringify(name)}${suggestion}`;
  throw new InputError([{ message, allowed: 'mutant: and an id that lapse list --what mutants shows' }]);
}
