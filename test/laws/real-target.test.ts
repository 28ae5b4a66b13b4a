import { describe, expect, test } from 'vitest';
import { observe } from '../../src/judge/observation.js';
import { loadPolicy } from '../../src/spec/policies.js';
import { playInJsdom } from '../../src/target/jsdom/player.js';
import { installedSdk } from '../../src/target/rudderstack-js/package.js';
import { rudderStackJs } from '../../src/target/rudderstack-js/sdk.js';
import type { Subject } from './law.js';
import { tryLaw } from './law.js';
import { allLaws } from './laws/index.js';

const numRuns = process.env.LAPSE_FULL === '1' ? 15 : 5;

/** What is known of this SDK is left out: sessions of the same instant, clocks that are set, and storage that fails. */
const domain = { spaced: true, setClock: false, storage: false, longest: 12 };

const sdk = rudderStackJs(installedSdk().file);
const subject: Subject = {
  policy: loadPolicy('rudderstack-web'),
  edition: '2026-11',
  play: (timeline) => playInJsdom(timeline, sdk, 'rudderstack-js', { seed: 1, fastForward: true }),
  observe,
};

describe('the JavaScript SDK', () => {
  test.each(allLaws.map((law) => [law.title, law] as const))('%s', async (_title, law) => {
    const { broken, spoken } = await tryLaw(law, subject, { numRuns, domain });
    expect(broken).toBeUndefined();
    expect(spoken).toBeGreaterThan(0);
  });
});
