import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listPolicies } from '../../src/spec/policies.js';
import { startMs } from '../engine/timelines.js';
import { compareAll, difference, subjectOf, timeoutMs, type Word } from './words.js';

/** They differ in what happens at exactly the timeout, in the unit of ids, and in where a session begins and ends. */
const compared = ['rudderstack-web', 'announcement-web', 'rudderstack-flutter'];

describe('the naive opinion and the engine', () => {
  test.each(compared)('agree on all timelines of up to four steps, under %s', (id) => {
    const { count, differences } = compareAll(subjectOf(id), 4);
    expect(differences).toEqual([]);
    expect(count).toBe(8 + 8 ** 2 + 8 ** 3 + 8 ** 4);
  });
});
