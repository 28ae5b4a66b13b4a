import { expect, test } from 'vitest';
import { compareAll, comparedPolicies, subjectOf } from '../naive/words.js';

test.each(comparedPolicies)(
  'the naive opinion and the engine agree on all timelines of up to six steps, under %s',
  (id) => {
    const { count, differences } = compareAll(subjectOf(id), 6);
    expect(differences).toEqual([]);
    expect(count).toBe((8 ** 7 - 8) / 7);
  },
);
