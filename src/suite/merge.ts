import type { Blob } from '../record/blob.js';
import type { BranchRow, DeviationOutcome, KnownDeviation, RunResult } from '../record/run-result.js';
import type { BlobFile } from '../spec/blob-file.js';
import { InputError } from '../spec/input-error.js';
import { packageVersion } from '../spec/package-root.js';
import type { Registry } from '../spec/requirements.js';
import { coverageOf } from './coverage.js';
import { overdueDeviations } from './deviations.js';

/**
 * One run of all its parts, as if nothing had been split.
 * @param asOf ISO date that review dates of deviations are compared with
 * @throws InputError with the one reason why these are not all the parts of one run
 */
export function mergeBlobs(files: readonly BlobFile[], registry: Registry, asOf: string): RunResult {
  const reason = whyNotOneRun(files);
  if (reason !== undefined) throw new InputError([reason]);
  const sorted = [...files].sort((one, other) => shardOf(one).number - shardOf(other).number).map(({ blob }) => blob);
  const [first] = sorted;
  if (first === undefined) throw new Error('there is nothing to merge');
  const {
    blobFormatVersion: _version,
    verified: _verified,
    part,
    partial: _partial,
    interruptedBy: _by,
    ...head
  } = first.head;
  const { scenarios } = part;
  const found = new Map(sorted.flatMap(({ cases }) => cases).map((each) => [each.case.id, each]));
  const cases = scenarios.flatMap((id) => found.get(id) ?? []);
  const order = new Map(scenarios.map((id, index) => [id, index]));
  const place = ({ scenario }: { readonly scenario: string }): number => order.get(scenario) ?? scenarios.length;
  const deviations = mergedDeviations(sorted);
  return {
    ...head,
    // A probe that failed in one part is what has to be known of the whole.
    probes: sorted.map(({ head: { probes } }) => probes).find((probes) => probes.some(({ ok }) => !ok)) ?? head.probes,
    cases,
    faults: sorted.flatMap(({ head: { faults } }) => faults).sort((one, other) => place(one) - place(other)),
    coverage: coverageOf(registry, head.edition, cases),
    branches: mergedBranches(sorted),
    deviations,
    part: { ...part, shard: { number: 1, of: 1 } },
    overdue: overdueDeviations(deviations, asOf),
    ...endOf(sorted),
  };
}

/** In one sentence, the first thing that keeps files from being the parts of one run. */
function whyNotOneRun(files: readonly BlobFile[]): { message: string; allowed?: string } | undefined {
  const [first] = files;
  if (first === undefined) return { message: 'there is nothing to merge', allowed: 'the blobs of all shards' };
  const aspects: readonly (readonly [what: string, of: (blob: Blob) => string])[] = [
    ['versions of lapse', ({ head }) => head.lapseVersion],
    ['targets', ({ head }) => head.target.name],
    ['SDKs', ({ head }) => [head.target.subject, head.target.script ?? ''].join(' ').trim()],
    ['editions', ({ head }) => head.edition],
    ['policies', ({ head }) => head.policy],
    ['seeds', ({ head }) => String(head.seed)],
    ['numbers of shards', ({ head }) => String(head.part.shard.of)],
    ['suites', ({ head }) => `${head.part.scenarios.length} scenarios, ${head.part.sha256.slice(0, 19)}`],
  ];
  for (const [what, of] of aspects) {
    const other = files.find(({ blob }) => of(blob) !== of(first.blob));
    if (other === undefined) continue;
    return {
      message: `these are of different ${what}: ${first.file} (${of(first.blob)}) and ${other.file} (${of(other.blob)})`,
      allowed: 'the shards of one run',
    };
  }
  const { lapseVersion } = first.blob.head;
  if (lapseVersion !== packageVersion) {
    return {
      message: `these were written by lapse ${lapseVersion}, and this is ${packageVersion}`,
      allowed: packageVersion,
    };
  }
  return whyNotAll(files, shardOf(first).of);
}

function whyNotAll(files: readonly BlobFile[], of: number): { message: string; allowed?: string } | undefined {
  const byNumber = new Map<number, string>();
  for (const each of files) {
    const { number } = shardOf(each);
    const earlier = byNumber.get(number);
    if (earlier !== undefined) {
      return {
        message: `shard ${number} of ${of} is there twice: ${earlier} and ${each.file}`,
        allowed: 'each shard once',
      };
    }
    byNumber.set(number, each.file);
  }
  const missing = Array.from({ length: of }, (_, index) => index + 1).filter((number) => !byNumber.has(number));
  if (missing.length === 0) return undefined;
  const words = missing.length === 1 ? `shard ${missing[0]} of ${of} is` : `shards ${missing.join(', ')} of ${of} are`;
  return { message: `${words} missing`, allowed: 'the blobs of all shards' };
}

function shardOf({ blob }: BlobFile): { readonly number: number; readonly of: number } {
  return blob.head.part.shard;
}

/** A branch is reached if any part reaches it. */
function mergedBranches(parts: readonly Blob[]): BranchRow[] {
  const [first] = parts;
  return (first?.head.branches ?? []).map((row, index) => {
    const rows = parts.flatMap(({ head: { branches } }) => branches[index] ?? []);
    const scenarios = [...new Set(rows.flatMap((each) => each.scenarios))].sort();
    return { ...row, outcome: scenarios.length > 0 ? 'reached' : row.outcome, scenarios };
  });
}

/** What any part saw of an entry counts more than that others did not come to it. */
const strongestFirst: readonly DeviationOutcome[] = ['stale', 'known', 'flaky', 'passed', 'not run', 'does not apply'];

function mergedDeviations(parts: readonly Blob[]): KnownDeviation[] {
  const [first] = parts;
  return (first?.head.deviations ?? []).map((known, index) => {
    const outcomes = parts.map(({ head: { deviations } }) => deviations[index]?.outcome);
    return { ...known, outcome: strongestFirst.find((each) => outcomes.includes(each)) ?? known.outcome };
  });
}

function endOf(parts: readonly Blob[]): Pick<RunResult, 'partial' | 'interruptedBy'> {
  const ends = parts.flatMap(({ head: { partial, part } }) =>
    partial === undefined ? [] : [`shard ${part.shard.number} of ${part.shard.of} ${partial}`],
  );
  const interruptedBy = parts.find(({ head }) => head.interruptedBy !== undefined)?.head.interruptedBy;
  if (ends.length === 0) return {};
  return { partial: ends.join('; '), ...(interruptedBy === undefined ? {} : { interruptedBy }) };
}
