import { basename, join } from 'node:path';
import type { Platform } from '../record/trace.js';
import { didYouMean, InputError, type InputProblem, throwProblems } from './input-error.js';
import { packageRoot } from './package-root.js';
import { readYamlFile } from './read-yaml-file.js';
import { validateAgainst } from './schemas.js';
import { yamlFilesIn } from './yaml-files.js';

/** What no requirement decides, and what an SDK therefore may choose. All durations are in milliseconds. */
export interface PolicyValues {
  /** The inactivity timeout when the application configures none. */
  readonly defaultTimeoutMs: number;
  /** Whether a session ends when inactivity has lasted exactly the timeout (`inclusive`) or only beyond it. */
  readonly boundary: 'exclusive' | 'inclusive';
  /** A positive timeout shorter than this is honoured and warned of. */
  readonly warnBelowTimeoutMs: number;
  /** What a timeout of 0 does: it turns automatic tracking off, or every session has expired at the next check. */
  readonly zeroTimeout: 'disables' | 'always-expired';
  /** What a negative timeout does: the default holds, or every session has expired at the next check. */
  readonly negativeTimeout: 'default' | 'always-expired';
  /**
   * What a timeout that is not an integer or not a number does: the default holds, or there is no tracking, or the SDK
   * adds it to the time unseen, and JavaScript makes of the sum what it can (`added`).
   */
  readonly invalidTimeout: 'default' | 'disables' | 'added';
  /** Whether any value of `autoTrack` other than the boolean `false` leaves automatic tracking on. */
  readonly onlyFalseDisablesAutoTrack: boolean;
  /**
   * When expiry is looked at: on load and at every event, or on load and when an application that was in the background
   * comes to the foreground.
   */
  readonly expiryCheck: 'every-event' | 'foreground';
  /** Whether sessions are tracked automatically only while the events of the application's lifecycle are tracked. */
  readonly automaticNeedsLifecycleEvents: boolean;
  /** Mobile: whether launching the application, or bringing it to the foreground, is activity. */
  readonly foregroundIsActivity: boolean;
  /** Mobile: whether leaving for the background is activity. */
  readonly backgroundIsActivity: boolean;
  /** Mobile: whether events that are sent from the background are activity. */
  readonly backgroundEventsAreActivity: boolean;
  /** Whether the session that `reset` begins counts its inactivity from `reset`, rather than from the last event. */
  readonly resetIsActivity: boolean;
  /** The unit of the wall clock in a generated id. */
  readonly idUnit: 'milliseconds' | 'seconds';
  /** The fewest digits of an id that the caller of `startSession` may give. */
  readonly minimumManualIdDigits: number;
  /** What `startSession` does with an id that it does not accept: it generates one, or does nothing at all. */
  readonly invalidManualId: 'replaced' | 'ignored';
  /** What becomes of a manual session at the next load when automatic tracking is configured. */
  readonly manualAfterRestart: 'continued' | 'replaced';
  /** What `getSessionId` returns once the session has expired and no event came yet. */
  readonly readsExpired: 'none' | 'stale';
  /**
   * What a wall clock earlier than the last activity means: the session lives on (`kept`), has expired (`expired`), or
   * the distance counts without its sign (`absolute`).
   */
  readonly clockSetBack: 'kept' | 'expired' | 'absolute';
  /**
   * What becomes of the session of an open page when what was stored of it is gone or spoilt: the page goes on with it, or
   * the next event opens another one.
   */
  readonly storageLost: 'kept' | 'renewed';
  /** The longest a session may last when cut-off is enabled without a duration; `null`: there is no cut-off. */
  readonly cutOffDefaultMs: number | null;
  /** Whether a session ends when it has lasted exactly the cut-off (`inclusive`) or only beyond it. */
  readonly cutOffBoundary: 'exclusive' | 'inclusive';
  /** What a cut-off shorter than the timeout does: it is turned off, or it holds. */
  readonly cutOffShorterThanTimeout: 'disabled' | 'honoured';
}

export type PolicyKey = keyof PolicyValues;

/**
 * Where a value comes from: the vendor's `documented` words, what its SDK was `observed` to do (by running it or, where
 * the source of the entry names a file, by reading it), or, where both are silent, the plainest value, `assumed`.
 */
export type PolicyBasis = 'documented' | 'observed' | 'assumed';

/**
 * What an application asks for in its configuration, and an SDK may be documented not to have: a cut-off, a choice of
 * where to store, what to do before consent.
 */
export type Feature = 'cutOff' | 'storageType' | 'preConsent';

export interface Policy {
  /** The name of its file. */
  readonly id: string;
  readonly title: string;
  readonly platform: Platform;
  /** Documented features of the vendor that this SDK does not have, each with where that is said. */
  readonly lacks: readonly { readonly feature: Feature; readonly source: string }[];
  readonly values: PolicyValues;
  readonly basisOf: Readonly<Record<PolicyKey, PolicyBasis>>;
  readonly sourceOf: Readonly<Record<PolicyKey, string>>;
}

/** The shape of a file that its schema accepts. */
interface PolicyFile {
  readonly id: string;
  readonly title: string;
  readonly platform: Platform;
  readonly lacks?: Policy['lacks'];
  readonly values: {
    readonly [K in PolicyKey]: {
      readonly value: PolicyValues[K];
      readonly basis: PolicyBasis;
      readonly source: string;
    };
  };
}

const defaultFolder = join(packageRoot, 'spec', 'policies');

/** The ids of all policies, sorted. */
export function listPolicies(folder: string = defaultFolder): string[] {
  return yamlFilesIn(folder).map((file) => basename(file).replace(/\.ya?ml$/, ''));
}

/**
 * Reads one policy.
 * @throws InputError if there is none of that id, or if its file is wrong
 */
export function loadPolicy(id: string, folder: string = defaultFolder): Policy {
  const ids = listPolicies(folder);
  if (!ids.includes(id)) {
    const message = `unknown policy ${JSON.stringify(id)}${didYouMean(id, ids)}`;
    throw new InputError([{ message, allowed: ids.join(', ') }]);
  }
  const problems: InputProblem[] = [];
  const yaml = readYamlFile(join(folder, `${id}.yaml`), problems);
  if (yaml === undefined) throw new InputError(problems);
  throwProblems(validateAgainst('policy', yaml));
  // The schema has just accepted this shape.
  const content = yaml.value as PolicyFile;
  if (content.id !== id) {
    const message = `id is ${JSON.stringify(content.id)} in a file named ${JSON.stringify(`${id}.yaml`)}`;
    throw new InputError([{ place: yaml.locate(['id']), message, allowed: id }]);
  }
  return {
    id,
    title: content.title,
    platform: content.platform,
    lacks: content.lacks ?? [],
    values: column(content, 'value') as PolicyValues,
    basisOf: column(content, 'basis') as Record<PolicyKey, PolicyBasis>,
    sourceOf: column(content, 'source') as Record<PolicyKey, string>,
  };
}

function column(content: PolicyFile, name: 'value' | 'basis' | 'source'): unknown {
  return Object.fromEntries(Object.entries(content.values).map(([key, entry]) => [key, entry[name]]));
}
