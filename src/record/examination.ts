import type { ProbeResult } from './run-result.js';
import type { TargetDescription } from './trace.js';

/** What became of one scenario that the doctor played. */
export interface ExaminedScenario {
  readonly scenario: string;
  readonly outcome: 'observed' | 'skipped' | 'untestable';
  /** How many messages were seen, or why none could be. */
  readonly message: string;
}

/** One thing that was done to what the target sent, and whether it was noticed. */
export interface ExaminedTampering {
  readonly id: string;
  readonly title: string;
  /**
   * `unobserved`: nothing that the target sent could be spoilt like this, though it should have sent such a thing.
   * `inapplicable`: no scenario that applies to the target speaks of it.
   */
  readonly outcome: 'noticed' | 'unnoticed' | 'unobserved' | 'inapplicable';
  /** Of how many scenarios the trace was spoilt. */
  readonly scenarios: number;
  /** Those that failed and had not failed before: checks, or probes. */
  readonly checks: readonly string[];
  /** Why it was not noticed or could not be done; empty otherwise. */
  readonly message: string;
}

/** One place of an adapter, from the handshake to each of its capabilities. */
export interface WalkedPlace {
  /** What was tried: `handshake`, `open, clock`, or the name of a capability. */
  readonly place: string;
  readonly outcome: 'ok' | 'not ok' | 'not tried';
  /** What was seen, or what is wrong, or why it was not tried. */
  readonly message: string;
  /** What whoever writes the adapter can do; only where it is not ok. */
  readonly advice?: string;
}

/** Whether a target can be judged honestly here. */
export interface Examination {
  readonly lapseVersion: string;
  readonly target: TargetDescription;
  readonly edition: string;
  readonly policy: string;
  /** The way through the adapter, for a target that has one. What follows is empty if a place is not ok. */
  readonly walk?: readonly WalkedPlace[];
  readonly probes: readonly ProbeResult[];
  readonly scenarios: readonly ExaminedScenario[];
  readonly tamperings: readonly ExaminedTampering[];
}

/** Whether everything that can be was observed, and everything that was done to it noticed. */
export function isSound({ walk = [], probes, scenarios, tamperings }: Examination): boolean {
  return (
    walk.every(({ outcome }) => outcome !== 'not ok') &&
    probes.every(({ ok }) => ok) &&
    scenarios.some(({ outcome }) => outcome === 'observed') &&
    scenarios.every(({ outcome }) => outcome !== 'untestable') &&
    tamperings.some(({ outcome }) => outcome === 'noticed') &&
    tamperings.every(({ outcome }) => outcome === 'noticed' || outcome === 'inapplicable')
  );
}
