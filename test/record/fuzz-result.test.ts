import { expect, test } from 'vitest';
import { isBreach } from '../../src/record/fuzz-result.js';
import { verdict } from '../report/fixture.js';

test('a failure is a breach only if something fails in it', () => {
  const differs = verdict({ status: 'characterization' });
  expect(isBreach({ verdicts: [differs, verdict({ status: 'pass' })] })).toBe(false);
  expect(isBreach({ verdicts: [differs, verdict({ status: 'fail' })] })).toBe(true);
});
