import { describe, expect, test } from 'vitest';
import { blobText, parseBlob } from '../../src/record/blob.js';
import type { Case } from '../../src/record/case.js';
import type { RunResult } from '../../src/record/run-result.js';
import type { BlobFile } from '../../src/spec/blob-file.js';
import { mergeBlobs } from '../../src/suite/merge.js';
import { type RunOptions, runSuite } from '../../src/suite/run.js';
import { casesOfShard, partOf } from '../../src/suite/shards.js';
import { exitCodeOf } from '../../src/suite/tally.js';
import { bench } from '../judge/bench.js';
import { beyondTimeout, caseOf, load, track } from '../judge/fixture.js';
import { inputErrorOf } from '../spec/input-folder.js';

const cases: readonly Case[] = ['one', 'two', 'three', 'four', 'five'].map((slug, index) =>
  caseOf(
    [load, track('a'), beyondTimeout, track('b')],
    // The third contradicts the engine, which is a fault of Lapse.
    { 1: { session: 'first' }, 3: { session: index === 2 ? 'first' : 'second' } },
    { id: `timeout/${slug}` },
  ),
);
const place = { file: 'x.yaml', line: 1, column: 1 };
const deviations = [
  {
    id: 'known',
    requirement: 'SES-TIMEOUT-003',
    scenarios: ['timeout/three'],
    reason: 'B.',
    review: '2027-01-01',
    place,
  },
];
const judged = { ...bench, deviations };

function options(changes: Partial<RunOptions> = {}): RunOptions {
  const base = { cases, target: 'reference:rudderstack-web', bench: judged, seed: 1, jobs: 1, bail: false };
  return { ...base, fullStepping: false, asOf: '2026-11-24', ...changes };
}

async function shard(number: number, of: number, changes: Partial<RunOptions> = {}): Promise<RunResult> {
  const own = { number, of };
  const mine = casesOfShard(cases, own, () => 1);
  return runSuite(options({ cases: mine, part: partOf(cases, judged, own, false), ...changes }));
}

function blobFile(result: RunResult, file = `${result.part?.shard.number}.blob.jsonl`): BlobFile {
  const blob = parseBlob(blobText(result, 'verified', (name) => name));
  if ('fault' in blob) throw new Error(blob.fault);
  return { file, blob };
}

const merged = (files: readonly BlobFile[]) => mergeBlobs(files, bench.registry, '2026-11-24');

describe('mergeBlobs', () => {
  test('three shards, in any order, are the run that was not split', async () => {
    const part = partOf(cases, judged, { number: 1, of: 1 }, false);
    const whole = await runSuite(options({ part }));
    expect(whole.faults).toHaveLength(1);
    const files = [blobFile(await shard(3, 3)), blobFile(await shard(1, 3)), blobFile(await shard(2, 3))];
    const result = merged(files);
    const text = (each: RunResult): string => blobText(each, 'verified', (name) => name);
    expect(text(result)).toBe(text(whole));
    expect(result.coverage).toEqual(whole.coverage);
    expect(exitCodeOf(result, false)).toBe(exitCodeOf(whole, false));
  });

  test('review dates are compared with the day of the merge', async () => {
    const files = [blobFile(await shard(1, 2)), blobFile(await shard(2, 2))];
    expect(merged(files).overdue).toEqual([]);
    expect(mergeBlobs(files, bench.registry, '2027-01-02').overdue).toEqual([
      { deviation: 'known', review: '2027-01-01' },
    ]);
  });

  test('a shard that was interrupted makes the whole partial', async () => {
    const signal = AbortSignal.abort('SIGTERM');
    const result = merged([blobFile(await shard(1, 2)), blobFile(await shard(2, 2, { signal }))]);
    expect(result.partial).toBe('shard 2 of 2 interrupted by SIGTERM, with 2 scenarios not played');
    expect(result.cases).toHaveLength(3);
    expect(result.interruptedBy).toBe('SIGTERM');
  });

  test('what is not all the parts of one run is refused with one message', async () => {
    const [one, two] = [await shard(1, 2), await shard(2, 2)];
    const refusal = (files: readonly BlobFile[]): string => inputErrorOf(undefined, () => merged(files));
    const changed = (changes: Partial<RunResult>): BlobFile[] => [blobFile(one), blobFile({ ...two, ...changes })];
    expect(
      [
        refusal([]),
        refusal([blobFile(one)]),
        refusal([blobFile(one), blobFile(two), blobFile(two, 'copy.blob.jsonl')]),
        refusal(changed({ lapseVersion: '9.0.0' })),
        refusal(changed({ lapseVersion: '9.0.0' }).slice(1)),
        refusal(changed({ target: { ...two.target, subject: 'another SDK' } })),
        refusal(changed({ seed: 2 })),
        refusal([blobFile(one), blobFile(await shard(3, 3))]),
        refusal(changed({ part: partOf(cases, bench, { number: 2, of: 2 }, false) })),
      ].join('\n'),
    ).toMatchInlineSnapshot(`
      "there is nothing to merge; allowed: the blobs of all shards
      shard 2 of 2 is missing; allowed: the blobs of all shards
      shard 2 of 2 is there twice: 2.blob.jsonl and copy.blob.jsonl; allowed: each shard once
      these are of different versions of lapse: 1.blob.jsonl (0.1.0) and 2.blob.jsonl (9.0.0); allowed: the shards of one run
      these were written by lapse 9.0.0, and this is 0.1.0; allowed: 0.1.0
      these are of different SDKs: 1.blob.jsonl (reference engine, rudderstack-web) and 2.blob.jsonl (another SDK); allowed: the shards of one run
      these are of different seeds: 1.blob.jsonl (1) and 2.blob.jsonl (2); allowed: the shards of one run
      these are of different numbers of shards: 1.blob.jsonl (2) and 3.blob.jsonl (3); allowed: the shards of one run
      these are of different suites: 1.blob.jsonl (5 scenarios, sha256:41dae03fe815) and 2.blob.jsonl (5 scenarios, sha256:26457ffbec46); allowed: the shards of one run"
    `);
  });
});
