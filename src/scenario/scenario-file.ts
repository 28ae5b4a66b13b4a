import type { Case, Place } from '../record/case.js';
import type { Json, PreConsentStorage, StorageType } from '../record/timeline.js';
import type { Platform } from '../record/trace.js';
import type { Policy } from '../spec/policies.js';
import type { YamlFile } from '../spec/yaml-file.js';

/** A scenario file that was read and found right, apart from what only a policy can tell. */
export interface ScenarioFile {
  /** `section/slug`: its path below the `scenarios` folder. */
  readonly id: string;
  readonly section: string;
  readonly place: Place;
  /** One for each combination of the matrix's values; one alone without a matrix. */
  readonly variants: readonly ScenarioVariant[];
}

/** A scenario file with the values of one combination of its matrix filled in. */
export interface ScenarioVariant {
  /** The file's id, and `/key=value` for each dimension of the matrix. */
  readonly id: string;
  readonly section: string;
  /** The expanded value, which the schema accepts, and places in the file as it was written. */
  readonly yaml: YamlFile;
  readonly document: ScenarioDocument;
  /** What was built to check it, where it was checked under a policy that it applies to. */
  readonly checked?: { readonly policy: Policy; readonly built: Case };
}

/** What the schema accepts. Durations are still texts. */
export interface ScenarioDocument {
  readonly title: string;
  readonly requirements: readonly string[];
  readonly platform: Platform | 'any';
  readonly given?: Readonly<Record<string, Json>>;
  readonly config?: RawConfig;
  readonly start?: string;
  readonly url?: string;
  readonly steps: readonly (string | RawStep)[];
}

/** The configuration as written; any value may be a duration or a `literal`. */
export interface RawConfig {
  readonly autoTrack?: unknown;
  readonly timeout?: unknown;
  readonly other?: unknown;
  readonly cutOff?: { readonly enabled?: unknown; readonly duration?: unknown };
  readonly storage?: StorageType;
  readonly preConsent?: { readonly storage?: PreConsentStorage; readonly delivery?: 'immediate' | 'buffer' };
  readonly lifecycleEvents?: boolean;
}

/** A step with arguments: exactly one key is the step, the others stand beside it. */
export interface RawStep {
  readonly client?: string;
  readonly as?: string;
  readonly expect?: RawExpectation;
  readonly config?: RawConfig;
  readonly properties?: unknown;
  readonly traits?: unknown;
  readonly context?: unknown;
  /** Of a page. */
  readonly category?: string;
  /** Of an alias: the id so far. */
  readonly from?: string;
  readonly [step: string]: unknown;
}

export interface RawExpectation {
  readonly session?: string;
  readonly start?: true | 'absent';
  readonly id?: number | string;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly visitor?: string;
  readonly returns?: string;
  readonly messages?: number;
  readonly logs?: 'none' | 'warn' | 'error';
  readonly requirement?: string;
  readonly because?: string;
}
