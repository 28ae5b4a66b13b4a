import { describe, expect, test } from 'vitest';
import type { Comparison } from '../../src/record/comparison.js';
import { diffConsole } from '../../src/report/diff-console.js';
import { compared, comparison, description, keeps } from './comparison-fixture.js';

function printed(changes: Partial<Comparison> = {}): string {
  return diffConsole(comparison(changes), { colour: false, files: ['reports/diff/divergence.csv'] });
}

describe('the console of a comparison', () => {
  test('clusters, totals, and what tells the pair apart', () => {
    expect(printed()).toMatchInlineSnapshot(`
      "lapse 0.1.0 · diff of 3 targets · durations of the policy rudderstack-web: timeout 30m
        2 clusters of targets that behave alike, with their sessions in the 2 scenarios that all of them played
        A  android     2 sessions    (1.0.0, engine, SDK not executed, edition 2026-11)
        B  web         3 sessions    (1.0.0 legacy, jsdom, executed)
           web-legacy  3 sessions    (1.0.0, engine, SDK not executed, edition 2026-11)

        2 scenarios compared · 1 agree · 1 part

      A and B part in 1 of 2 common scenarios, in 1 way; B has 1 session more
        after 30m 1ms idle in the foreground, android keeps the session, web opens a new one
        timeout/beyond · An example
          step  time     what happens  A android                          B web
             1  0ms      load
             2  0ms      track "one"   ┏ session 1 with the start marker  ╺ session 1 with the start marker
             3  0ms      wait 30m 1ms  ┃
        ▶    4  30m 1ms  track "two"   ┗ session 1                        ╺ session 2 with the start marker

        reports/diff/divergence.csv
      "
    `);
  });

  test('what was left out, what could not be played, and what nobody can compare', () => {
    const failed = [
      { probe: 'clock', ok: false, message: 'the SDK hung' },
      { probe: 'wire', ok: false, message: 'the SDK hung' },
    ] as const;
    const text = printed({
      leftOut: [{ description: description('ios'), probes: failed }],
      untestable: [{ scenario: 'timeout/beyond', target: 'web', message: 'the SDK looped' }],
      notComparable: [{ scenario: 'wire/screen', message: 'step 2: the web has no screen call' }],
    });
    expect(text).toContain('  left out: ios, which cannot be observed honestly: the SDK hung\n');
    expect(text).toContain('  UNTESTABLE timeout/beyond by web: the SDK looped\n');
    expect(text).toContain('1 part · 1 that fewer than two can play\n');
  });

  test('the smallest way is drawn, the most frequent of the others follow, and rare ones are only counted', () => {
    const { pairs } = comparison();
    const [pair] = pairs;
    const [parting] = pair?.partings ?? [];
    if (pair === undefined || parting === undefined) throw new Error('the fixture has a pair that parts');
    const partings = Array.from({ length: 12 }, (_, way) => ({
      ...parting,
      sentence: `way ${way}`,
      scenarios: way + 1,
    }));
    const text = printed({ pairs: [{ ...pair, partings }] });
    expect(text).toContain('in 12 ways; ');
    expect(text).toMatch(/^ {2}way 0$/m);
    const ways = [...text.matchAll(/^ +(\d+) × way (\d+)$/gm)].map(([, scenarios, way]) => [scenarios, way].join(' '));
    expect(ways).toEqual(['12 11', '11 10', '10 9', '9 8', '8 7', '7 6', '6 5', '5 4']);
    expect(text).toContain('  … and 3 rarer ways\n');
  });

  test('one cluster is all that there is to tell', () => {
    const text = printed({ cases: [compared([keeps, keeps, keeps])] });
    expect(text).toContain('1 cluster of targets');
    expect(text).toContain('1 scenario compared · 1 agree · 0 part\n');
    expect(text).not.toContain(' and B');
  });

  test('two without a common scenario say so', () => {
    expect(printed({ cases: [compared([keeps, undefined, keeps])] })).toContain('A and B have no scenario in common');
  });

  test('the same bytes every time, and no colour without being asked', () => {
    expect(printed()).toBe(printed());
    expect(diffConsole(comparison(), { colour: true, files: [] })).toContain('\u001b[');
  });
});
