import { describe, expect, test } from 'vitest';
import type { Comparison } from '../../src/record/comparison.js';
import { diffJson } from '../../src/report/diff-json.js';
import { compared, comparison, description, keeps } from './comparison-fixture.js';
import { schemaErrors } from './schema-errors.js';

const full: Partial<Comparison> = {
  leftOut: [{ description: description('ios'), probes: [{ probe: 'clock', ok: false, message: 'the SDK hung' }] }],
  untestable: [{ scenario: 'timeout/beyond', target: 'web', message: 'the SDK looped' }],
  notComparable: [{ scenario: 'wire/screen', message: 'step 2: the web has no screen call' }],
};

function document(changes: Partial<Comparison> = {}) {
  return JSON.parse(diffJson(comparison(changes)));
}

describe('diff --json', () => {
  test('is what its schema says', () => {
    expect(schemaErrors('diff.schema.json', document())).toEqual([]);
    expect(schemaErrors('diff.schema.json', document(full))).toEqual([]);
    expect(schemaErrors('diff.schema.json', document({ cases: [compared([keeps, keeps, keeps])] }))).toEqual([]);
  });

  test('has a schema that rejects what is none', () => {
    const { seed: _, ...lacking } = document(full);
    expect(schemaErrors('diff.schema.json', lacking)).not.toEqual([]);
    expect(schemaErrors('diff.schema.json', { ...document(), host: 'a machine' })).not.toEqual([]);
  });

  test('has what the console has, steps counted from 1', () => {
    const { scenarios, clusters, pairs, parted } = document();
    expect(scenarios).toEqual({ compared: 2, agree: 1, part: 1, playedByAll: 2 });
    expect(clusters).toEqual([['android'], ['web', 'web-legacy']]);
    expect(parted).toEqual(['timeout/beyond']);
    expect(pairs).toMatchObject([
      {
        clusters: [0, 1],
        common: 2,
        parted: 1,
        sessions: -1,
        partings: [
          {
            sentence: 'after 30m 1ms idle in the foreground, android keeps the session, web opens a new one',
            scenarios: 1,
            smallest: { scenario: 'timeout/beyond', step: 4 },
          },
        ],
      },
    ]);
    expect(pairs[0].partings[0].smallest.steps[3]).toEqual({
      client: 'tab1',
      elapsedMs: 1_800_001,
      what: 'track "two"',
      did: { android: 'session 1', web: 'session 2 with the start marker' },
    });
    expect(pairs[0].partings[0].smallest.steps[2].did).toEqual({ android: null, web: null });
  });

  test('gives the same bytes every time', () => {
    expect(diffJson(comparison(full))).toBe(diffJson(comparison(full)));
  });
});
