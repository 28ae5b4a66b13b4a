import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bundleFileName,
  bundleOf,
  bundleText,
  caseOf,
  hashOf,
  hashOfValues,
  judgedPart,
} from '../../src/record/bundle.js';
import type { TraceEntry } from '../../src/record/trace.js';
import { verdict } from '../report/fixture.js';
import { bundle, recording } from './bundle-fixture.js';

describe('a bundle', () => {
  test('is the same text whenever the same was recorded, and JSON that says what it holds', () => {
    expect(bundleText(bundle())).toBe(bundleText(bundle()));
    expect(JSON.parse(bundleText(bundle()))).toEqual(JSON.parse(JSON.stringify(bundle())));
    expect(bundleText(bundle())).toMatch(/^\{\n "formatVersion": 1,\n "lapseVersion": "0\.1\.0",\n/);
    expect(bundleText(bundle())).toMatch(/\n "hash": "sha256:[0-9a-f]{64}"\n\}\n$/);
  });

  test('has the hash of all else', () => {
    const { hash, ...rest } = bundle();
    expect(hashOf(rest)).toBe(hash);
    expect(hashOf(bundle())).toBe(hash);
    expect(hashOf({ ...rest, seed: 2 })).not.toBe(hash);
  });

  test('gives its case back, with the bundle for a place', () => {
    const { case: scenario } = recording();
    const place = { file: 'kept.lapse.json', line: 1, column: 1 };
    const read = caseOf(JSON.parse(bundleText(bundle())), 'kept.lapse.json');
    expect(read).toEqual({ ...scenario, place, places: scenario.timeline.steps.map(() => place) });
    expect(read.expectations.size).toBe(2);
  });

  test('leaves out what only a detailed trace has', () => {
    const { played } = recording();
    if (!('trace' in played)) throw new Error('the fixture has a trace');
    const [first] = played.trace.entries;
    if (first === undefined) throw new Error('the fixture has entries');
    const { step, device, client, elapsedMs, wallMs } = first;
    const at = { step, device, client, elapsedMs, wallMs };
    const detail: TraceEntry[] = [
      { ...at, kind: 'timers', count: 3, fromMs: 0 },
      { ...at, kind: 'storage', area: 'cookie', key: 'a' },
    ];
    const trace = { ...played.trace, entries: [...detail, ...played.trace.entries, ...detail] };
    expect(judgedPart(trace)).toEqual(played.trace);
    expect(bundle({ played: { trace } })).toEqual(bundle());
  });

  test('of what could not be observed has the reason, and no moves of the clock', () => {
    const { played, clock } = bundle({ played: { untestable: 'the SDK hung' } });
    expect({ played, clock }).toEqual({ played: { untestable: 'the SDK hung' }, clock: [] });
    expect(bundle().clock).toHaveLength(1);
  });

  test('holds no place of a file of whoever recorded it', () => {
    const stale = verdict({
      status: 'stale',
      deviation: 'late',
      message: 'the deviation late (/somewhere/deviations.yaml:3:1) says that this fails',
    });
    const { case: scenario } = recording();
    const place = { file: '/somewhere/kept.yaml', line: 3, column: 5 };
    const places = scenario.timeline.steps.map(() => place);
    const text = bundleText(bundle({ verdicts: [stale], case: { ...scenario, place, places } }));
    expect(text).toContain('the deviation late says that this fails, and it does not');
    expect(text).not.toContain('somewhere');
  });

  test('names the values of the policy by their hash', () => {
    const { policy } = recording();
    expect(bundle().policy).toEqual({ id: policy.id, sha256: hashOfValues(policy.values) });
    const another = { ...policy, values: { ...policy.values, boundary: 'never' } };
    expect(bundleOf(recording({ policy: another })).policy.sha256).not.toBe(bundle().policy.sha256);
  });
});

describe('the name of a bundle', () => {
  test('is read from the id', () => {
    expect(bundleFileName('timeout/beyond/type=page')).toBe('timeout.beyond.type=page.lapse.json');
    expect(bundleFileName('config/any/on={"a":1}')).toMatch(/^config\.any\.on=-a-1--[0-9a-f]{8}\.lapse\.json$/);
  });

  test('is one that every system takes, and another for every id', () => {
    const part = fc.string({ unit: fc.constantFrom('a', 'A', '-', '.', '=', '/', '{', '"', '..', 'é'), maxLength: 60 });
    fc.assert(
      fc.property(part, part, (one, other) => {
        const [first, second] = [bundleFileName(one), bundleFileName(other)];
        expect(first).toMatch(/^[\w.=-]{1,130}\.lapse\.json$/);
        fc.pre(one !== other);
        expect(first.toLowerCase()).not.toBe(second.toLowerCase());
      }),
    );
  });
});
