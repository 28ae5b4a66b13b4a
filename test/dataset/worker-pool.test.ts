import { afterEach, expect, test } from 'vitest';
import type { MakeJob } from '../../src/dataset/jobs.js';
import { shapeOf } from '../../src/dataset/produce-rows.js';
import { WorkerPool } from '../../src/dataset/worker-pool.js';
import { population } from '../fixtures/dataset/small-generator.mjs';
import { smallGenerator, smallRequest } from './small-request.js';

let pool: WorkerPool | undefined;
afterEach(() => pool?.close());

function open(count: number, generator = smallGenerator): WorkerPool {
  pool = new WorkerPool(count, generator);
  pool.setUp({ population, options: smallRequest.options, shape: shapeOf(smallRequest) });
  return pool;
}

function* jobs(count: number, begun: number[] = []): Generator<MakeJob> {
  for (let first = 0; first < count; first++) {
    begun.push(first);
    // Some take longer than others.
    yield { kind: 'make', first, end: first + 1 + (first % 3) * 40 };
  }
}

test('results come in the order of the jobs, and only so many jobs are begun as memory allows', async () => {
  const begun: number[] = [];
  const taken: number[] = [];
  let most = 0;
  for await (const [job, block] of open(2).inOrder(jobs(40, begun))) {
    taken.push(job.first);
    expect(block.tables).toHaveLength(3);
    most = Math.max(most, begun.length - taken.length);
  }
  expect(taken).toEqual(Array.from({ length: 40 }, (_, first) => first));
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThanOrEqual(6);
});

test('what a worker throws ends it', async () => {
  const all = open(1, 'data:text/javascript,export function userGenerator() { throw new Error("no such users"); }');
  await expect(async () => {
    for await (const _ of all.inOrder(jobs(3))) expect.unreachable();
  }).rejects.toThrow('no such users');
});
