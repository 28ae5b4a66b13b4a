import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listPolicies, loadPolicy } from '../../src/spec/policies.js';
import { tryLaw } from './law.js';
import { allLaws } from './laws/index.js';
import { engineSubject } from './subjects.js';
import { timelines } from './timelines.js';

const numRuns = 100;

describe.each(listPolicies())('the engine, by the policy %s', (policy) => {
  test.each(allLaws.map((law) => [law.title, law] as const))('%s', async (_title, law) => {
    const { broken, spoken } = await tryLaw(law, engineSubject(policy), { numRuns });
    expect(broken).toBeUndefined();
    // Otherwise the law would have been tried on hardly anything.
    expect(spoken).toBeGreaterThan(numRuns / 4);
  });

  test('Two sessions of one device never share an id, observed or not, in a storage that outlives the page', async () => {
    const { platform } = loadPolicy(policy);
    await fc.assert(
      fc.asyncProperty(timelines({ platform, setClock: true }), async (timeline) => {
        const issued: number[] = [];
        const subject = engineSubject(policy, (rules) => ({
          ...rules,
          nextId(nowMs, issuedIds) {
            const id = rules.nextId(nowMs, issuedIds);
            issued.push(id);
            return id;
          },
        }));
        await subject.play(timeline);
        expect(new Set(issued).size).toBe(issued.length);
      }),
      { numRuns },
    );
  });
});
