import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { casesOfShard, partOf } from '../../src/suite/shards.js';
import { bench } from '../judge/bench.js';
import { caseOf, load, track } from '../judge/fixture.js';

const costs = fc.array(fc.nat(5_000), { maxLength: 60, size: 'max' });

describe('casesOfShard', () => {
  test('every case is in exactly one shard, in its order, and always in the same', () => {
    fc.assert(
      fc.property(costs, fc.integer({ min: 1, max: 9 }), (all, of) => {
        const cases = all.map((_cost, index) => caseOf([], {}, { id: `a/${index}` }));
        const costOf = ({ id }: { id: string }) => all[Number(id.slice(2))] ?? 0;
        const split = () =>
          Array.from({ length: of }, (_, index) => casesOfShard(cases, { number: index + 1, of }, costOf));
        const shards = split();
        expect(shards).toEqual(split());
        const order = (part: typeof cases) => part.map((each) => cases.indexOf(each));
        for (const shard of shards) expect(order(shard)).toEqual([...order(shard)].sort((one, other) => one - other));
        expect(shards.flatMap(order).sort((one, other) => one - other)).toEqual(cases.map((_case, index) => index));
        // No shard has more to do than another by more than one case.
        const loads = shards.map((shard) => shard.reduce((sum, each) => sum + costOf(each), 0));
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(Math.max(0, ...all));
      }),
    );
  });
});

describe('partOf', () => {
  const cases = [caseOf([load, track('one')], {}, { id: 'a/one' })];
  const hash = (...[of = cases, with_ = bench, full = false]: [typeof cases?, typeof bench?, boolean?]) =>
    partOf(of, with_, { number: 1, of: 2 }, full).sha256;

  test('is the same for every shard, and another one for anything else that is played or judged by', () => {
    const { sha256, scenarios } = partOf(cases, bench, { number: 2, of: 2 }, false);
    expect(scenarios).toEqual(['a/one']);
    const place = { file: 'y.yaml', line: 9, column: 9 };
    const deviation = {
      id: 'd',
      requirement: 'SES-ID-001',
      scenarios: ['a/one'],
      reason: 'B.',
      review: '2027-01-01',
      place,
    };
    const others = [
      hash([caseOf([load, track('two')], {}, { id: 'a/one' })]),
      hash([caseOf([load, track('one')], { 1: { start: 'true' } }, { id: 'a/one' })]),
      hash(cases, { ...bench, edition: '2022-12' }),
      hash(cases, { ...bench, deviations: [deviation] }),
      hash(cases, bench, true),
    ];
    expect(new Set([sha256, ...others]).size).toBe(others.length + 1);
    expect(hash([{ ...(cases[0] ?? caseOf([])), place }])).toBe(sha256);
  });
});
