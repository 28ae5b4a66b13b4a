import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Behaviour, ComparedCase } from '../../src/record/comparison.js';
import { clustersOf, pairsOf } from '../../src/suite/clusters.js';
import { load, track, wait } from '../judge/fixture.js';
import { behaviour, compared, idle, keeps, message, renews } from '../report/comparison-fixture.js';

describe('clustersOf', () => {
  test('puts together what agrees in every scenario', () => {
    const cases = [compared([keeps, renews, keeps, renews]), compared([keeps, keeps, keeps, keeps])];
    expect(clustersOf(4, cases)).toEqual([
      [0, 2],
      [1, 3],
    ]);
  });

  test('one scenario is enough to part two targets', () => {
    const cases = [...Array.from({ length: 9 }, () => compared([keeps, keeps])), compared([keeps, renews])];
    expect(clustersOf(2, cases)).toEqual([[0], [1]]);
  });

  test('a target must agree with every member, and without a common scenario nobody agrees', () => {
    // The second agrees with both others, which part.
    const cases = [
      compared([keeps, keeps, undefined]),
      compared([undefined, renews, renews]),
      compared([keeps, undefined, renews]),
    ];
    expect(clustersOf(3, cases)).toEqual([[0, 1], [2]]);
    expect(clustersOf(2, [compared([keeps, undefined, keeps])])).toEqual([[0], [1]]);
    expect(clustersOf(2, [])).toEqual([[0], [1]]);
  });

  test('each target is in exactly one cluster, and members of one never part', () => {
    const anyBehaviour = fc.option(fc.constantFrom(keeps, renews, behaviour({})), { nil: undefined });
    const anyCases = fc.array(fc.array(anyBehaviour, { minLength: 5, maxLength: 5 }), { maxLength: 8 });
    fc.assert(
      fc.property(anyCases, (rows) => {
        const clusters = clustersOf(
          5,
          rows.map((row) => compared(row)),
        );
        expect(clusters.flat().sort()).toEqual([0, 1, 2, 3, 4]);
        for (const members of clusters) {
          for (const row of rows) {
            const shown = new Set(members.flatMap((member) => row[member] ?? []));
            expect(shown.size).toBeLessThanOrEqual(1);
          }
        }
      }),
    );
  });
});

describe('pairsOf', () => {
  const names = ['android', 'web'];
  const pairOf = (cases: readonly ComparedCase[], sessions = [0, 0]) => {
    const [pair] = pairsOf([[0], [1]], cases, names, sessions);
    if (pair === undefined) throw new Error('two clusters are a pair');
    return pair;
  };
  const parting = (id: string, steps: Parameters<typeof compared>[1] = {}): ComparedCase =>
    compared([keeps, renews], { ...steps, id });

  test('counts what is common and what parts, and by how many sessions they differ', () => {
    const cases = [parting('timeout/a'), compared([keeps, keeps]), compared([undefined, keeps, keeps])];
    expect(pairOf(cases, [3, 8])).toMatchObject({ clusters: [0, 1], common: 2, parted: 1, sessions: -5 });
  });

  test('the smallest has the fewest steps, then the shortest time, then the first id', () => {
    const more = [...idle, track('three')];
    const longer = [load, track('one'), wait(7_200_000), track('two')];
    const cases = [
      parting('timeout/more', { steps: more }),
      parting('timeout/0-longer', { steps: longer }),
      parting('timeout/b'),
      parting('timeout/a'),
    ];
    const { partings } = pairOf(cases);
    expect(partings).toHaveLength(1);
    expect(partings[0]).toMatchObject({ scenarios: 4, smallest: { step: 3, targets: [0, 1] } });
    expect(partings[0]?.smallest.compared.case.id).toBe('timeout/a');
    expect(pairOf(cases.slice(0, 2)).partings[0]?.smallest.compared.case.id).toBe('timeout/0-longer');
    expect(pairOf(cases.slice(0, 1)).partings[0]?.smallest.compared.case.id).toBe('timeout/more');
  });

  test('says in words how they part, each way once', () => {
    const reset = [load, track('one'), { kind: 'reset' }, track('two')] as const;
    const { partings } = pairOf([parting('timeout/a'), parting('reset/a', { steps: reset }), parting('timeout/b')]);
    expect(partings.map(({ sentence, scenarios }) => [sentence, scenarios])).toEqual([
      ['after reset, android keeps the session, web opens a new one', 1],
      ['after 30m 1ms idle in the foreground, android keeps the session, web opens a new one', 2],
    ]);
  });

  test('looks at all members, where the first did not play', () => {
    const silent: Behaviour = behaviour({ 1: message(-1), 3: { kind: 'no message' } });
    const cases = [compared([undefined, keeps, silent]), compared([keeps, keeps, keeps])];
    const [pair] = pairsOf([[0, 1], [2]], cases, ['a', 'b', 'c'], [0, 0, 0]);
    expect(pair).toMatchObject({ common: 2, parted: 1 });
    expect(pair?.partings[0]?.sentence).toBe(
      'after 30m 1ms idle in the foreground, b keeps the session, c sends nothing',
    );
  });

  test('two that share no scenario have nothing that tells them apart', () => {
    expect(pairOf([compared([keeps, undefined, keeps])])).toMatchObject({ common: 0, parted: 0, partings: [] });
  });
});
