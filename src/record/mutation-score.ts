/** A fault that was seeded into the rules, as far as it can be told: all of a mutant but what it does. */
export interface SeededFault {
  readonly id: string;
  /** What the faulty SDK does, in one sentence. */
  readonly title: string;
  /** Where such a fault was reported or read, or how it comes about. */
  readonly source: string;
  readonly link?: string;
  /** The policy by which it plays and is judged. */
  readonly family: string;
  readonly edition: string;
  /** The requirement and the check that must fail for it to count as caught. */
  readonly requirement: string;
  readonly check: string;
}

/** A check that failed, for a requirement. */
export interface Failure {
  readonly check: string;
  readonly requirement: string;
  /** Index of the step; absent when it is about the whole scenario. */
  readonly step?: number;
  /** One sentence. */
  readonly message: string;
}

/** A scenario in which a mutant fails. */
export interface Witness {
  readonly scenario: string;
  /** The failure that the mutant declares; the first of all if that one is not among them. */
  readonly failure: Failure;
  /** Whether `failure` is the one that the mutant declares. */
  readonly isDeclared: boolean;
}

/** How generated timelines found a mutant, without any scenario. */
export interface FuzzFinding {
  /** The number of the timeline that showed it first, from 1. */
  readonly run: number;
  /** Steps of the shrunk timeline, as a scenario has them. */
  readonly steps: number;
  /** What was broken there: a law, or the engine's opinion. */
  readonly check: string;
}

/** What the scenarios that apply say of one mutant. */
export interface MutantOutcome {
  readonly mutant: SeededFault;
  /** How many scenarios apply to it. */
  readonly played: number;
  /** In the order of the suite. */
  readonly witnesses: readonly Witness[];
  /** Absent unless timelines were generated, or if none of them showed it. */
  readonly found?: FuzzFinding;
}

/** The rules as they are, by one policy and one edition: what a mutant is compared with. */
export interface Control {
  readonly family: string;
  readonly edition: string;
  /** In the order of the suite. None of them, or no mutant of this family can be judged. */
  readonly failures: readonly { readonly scenario: string; readonly message: string }[];
}

/**
 * A scenario file that catches no mutant that another does not catch as well. This is said of the seeded faults only:
 * the file may be there for a requirement that none of them breaks.
 */
export interface MergeCandidate {
  readonly scenario: string;
  /** Ids of the mutants that it catches. */
  readonly catches: readonly string[];
  /** The file that catches all of them, and perhaps more; absent for a file that catches none. */
  readonly mergeInto?: string;
}

/** All that a report sees of how good the suite is. */
export interface MutationScore {
  readonly lapseVersion: string;
  /** How many scenarios were selected, whether or not they apply to every mutant. */
  readonly scenarios: number;
  readonly controls: readonly Control[];
  /** In the order of the mutants; none when a control failed. */
  readonly outcomes: readonly MutantOutcome[];
  /** Ids of a small set of scenarios that catches all that the whole set catches, sorted. */
  readonly smallest: readonly string[];
  readonly candidates: readonly MergeCandidate[];
  /** The timelines that were generated for each mutant, if any were. */
  readonly fuzzed?: { readonly runs: number; readonly seed: number };
}

/** The scenarios that catch a mutant: those in which it fails as it declares. */
export function catchersOf({ witnesses }: MutantOutcome): string[] {
  return witnesses.filter(({ isDeclared }) => isDeclared).map(({ scenario }) => scenario);
}

/** Whether a mutant is caught. One that fails for other reasons only is not: it was noticed by luck. */
export function isCaught({ witnesses }: MutantOutcome): boolean {
  return witnesses.some(({ isDeclared }) => isDeclared);
}

/** The failure that is shown for a mutant: the first that it declares, else the first of all. */
export function firstWitness({ witnesses }: MutantOutcome): Witness | undefined {
  return witnesses.find(({ isDeclared }) => isDeclared) ?? witnesses[0];
}
