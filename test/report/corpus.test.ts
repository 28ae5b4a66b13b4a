import { expect, test } from 'vitest';
import type { Status } from '../../src/record/verdict.js';
import { corpusLines } from '../../src/report/corpus.js';
import { caseResult, verdict } from './fixture.js';

const result = (id: string, status: Status) => caseResult({ id, verdicts: [verdict({ status })] });

test('says what has become of what once failed', () => {
  const results = [
    result('corpus/a', 'fail'),
    result('corpus/b', 'pass'),
    result('corpus/c', 'pass'),
    result('corpus/d', 'skip'),
    result('corpus/e', 'known'),
    result('corpus/f', 'untestable'),
    result('timeout/x', 'fail'),
  ];
  expect(corpusLines(results)).toEqual([
    '  of the corpus: 1 still fail · 1 still fail, as is known · 1 could not be played · 2 fixed · 1 no longer applicable',
  ]);
});

test('says nothing where there is no corpus', () => {
  expect(corpusLines([result('timeout/x', 'fail')])).toEqual([]);
});
