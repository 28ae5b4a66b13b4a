import path from 'node:path';
import { expect, test } from 'vitest';
import { blobReporter } from '../../src/report/blob.js';
import { packageRoot } from '../../src/spec/package-root.js';
import { caseResult, runResult } from './fixture.js';

test('is one file, named by the shard, in which files have names that mean the same elsewhere', () => {
  const own = caseResult();
  const ours = { ...own.case, place: { ...own.case.place, file: path.join(packageRoot, 'scenarios', 'x.yaml') } };
  const part = { sha256: 'sha256:0', scenarios: ['timeout/beyond'], shard: { number: 2, of: 5 } };
  const files = blobReporter.files(runResult({ cases: [own, caseResult({ case: ours })], part }));
  expect([...files.keys()]).toEqual(['shard-2-of-5.blob.jsonl']);
  const [text = ''] = files.values();
  expect(text).not.toContain('/somewhere/');
  expect(text).not.toContain(packageRoot);
  expect(text).toContain('"file":"scenarios/x.yaml"');
});
