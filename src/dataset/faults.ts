import { allQuirks } from '../engine/quirks/index.js';
import type { Rules } from '../engine/rules.js';
import { allMutants } from '../mutants/museum/index.js';
import type { Policy } from '../spec/policies.js';

/** What an SDK on some devices of a population may do wrong: a quirk that shipped, or a seeded fault. */
export interface SdkFault {
  readonly id: string;
  readonly title: string;
  apply(rules: Rules, policy: Policy): Rules;
}

const faults: ReadonlyMap<string, SdkFault> = new Map([...allMutants, ...allQuirks].map((each) => [each.id, each]));

/** The ids of all faults, sorted. */
export function listSdkFaults(): string[] {
  return [...faults.keys()].sort();
}

/** @throws Error when there is none of this id: a population that names one is not read */
export function sdkFault(id: string): SdkFault {
  const fault = faults.get(id);
  if (fault === undefined) throw new Error(`there is no fault ${id}`);
  return fault;
}
