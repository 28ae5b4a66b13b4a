import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { bundleEnding, bundleOf } from '../record/bundle.js';
import type { CaseResult, RunResult } from '../record/run-result.js';
import type { Reporter } from '../report/index.js';
import { prepareFolder } from '../report/write.js';
import { writeBundle } from '../report/write-bundle.js';
import type { RunOptions } from '../suite/run.js';
import { isFailing } from '../suite/tally.js';
import { recordedSdkOf } from '../target/index.js';
import { environment } from './environment.js';
import { type Given, optionalTextOf } from './given.js';

/** Where the bundles of failing scenarios go. */
export interface Saving {
  readonly folder: string;
  /** Nobody asked for it, so the folder is Lapse's own, and the number is bounded. */
  readonly automatic: boolean;
}

/** A pipeline keeps what is beside its reports; hundreds of failures have few causes. */
const mostAutomatic = 20;
/** More names than this say nothing more. */
const mostNamed = 20;

/**
 * What `--save` asks for; in a pipeline, a folder beside the reports, unless there are none.
 * @throws InputError when the folder cannot be written
 */
export function savingOf(given: Given, reporters: readonly Reporter[], out: string): Saving | undefined {
  const folder = optionalTextOf(given, 'save');
  if (folder !== undefined) {
    prepareFolder(folder, 'the bundles');
    return { folder, automatic: false };
  }
  return environment.isPipeline && reporters.length > 0
    ? { folder: path.join(out, 'bundles'), automatic: true }
    : undefined;
}

/**
 * Writes a bundle for each failing scenario.
 * @returns what to tell of it; empty if nothing was to be saved
 */
export function saveFailures(result: RunResult, options: RunOptions, strict: boolean, saving: Saving): string {
  // Another part of the same run may have left its own there.
  if (saving.automatic && (result.part?.shard.of ?? 1) === 1) removeEarlier(saving.folder);
  // Nothing was played after a probe that failed, so there is nothing to play again.
  const failing = result.probes.every(({ ok }) => ok) ? failingCases(result, strict) : [];
  if (failing.length === 0) return '';
  const chosen = saving.automatic ? failing.slice(0, mostAutomatic) : failing;
  const save = saverOf(result, options, saving.folder);
  const files = chosen.slice(0, mostNamed).map(save);
  for (const each of chosen.slice(mostNamed)) save(each);
  const all = chosen.length === failing.length;
  const count = all ? plural(chosen.length) : `the first ${chosen.length} of ${plural(failing.length)}`;
  return [
    `  saved ${count} to be played again: npx lapse replay FILE${all ? '' : '; --save FOLDER saves all'}`,
    ...files.map((file) => `    ${file}`),
    ...(chosen.length > files.length ? [`    and ${chosen.length - files.length} more in ${saving.folder}`] : []),
    '',
  ].join('\n');
}

/** Those of the last run would look like failures of this one. */
function removeEarlier(folder: string): void {
  try {
    for (const name of readdirSync(folder)) if (name.endsWith(bundleEnding)) rmSync(path.join(folder, name));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}

function failingCases(result: RunResult, strict: boolean): CaseResult[] {
  const faulty = new Set(result.faults.map(({ scenario }) => scenario));
  return result.cases.filter(({ case: { id }, verdicts }) => faulty.has(id) || isFailing(verdicts, strict));
}

/** Saves one case, and says where it is, or why it is not. */
function saverOf(result: RunResult, options: RunOptions, folder: string): (of: CaseResult) => string {
  const { lapseVersion, target, probes, edition, seed } = result;
  const { bench, fullStepping } = options;
  const sdk = recordedSdkOf(target.name, options.sdk);
  const shared = { lapseVersion, target, probes, sdk, edition, policy: bench.policy, seed, fullStepping };
  return ({ case: scenario, verdicts, trace }) => {
    const played = trace === undefined ? { untestable: verdicts[0]?.message ?? '' } : { trace };
    try {
      return writeBundle(folder, bundleOf({ ...shared, case: scenario, played, verdicts }));
    } catch (error) {
      return `${scenario.id} could not be saved: ${error instanceof Error ? error.message : String(error)}`;
    }
  };
}

function plural(count: number): string {
  return `${count} failure${count === 1 ? '' : 's'}`;
}
