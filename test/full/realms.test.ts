import { describe, expect, test } from 'vitest';
import { allCases, whyNotApplicable } from '../../src/scenario/cases.js';
import { loadScenarioFiles } from '../../src/scenario/load-scenarios.js';
import { loadPolicy } from '../../src/spec/policies.js';
import { executedTargets } from '../../src/target/executed.js';
import { playInJsdom } from '../../src/target/jsdom/player.js';
import { Realms } from '../../src/target/jsdom/realms.js';
import { packageBuild } from '../../src/target/sdk/package-build.js';

// Too long for every change, and run before one is called done.
describe.each(executedTargets.filter(({ environment }) => environment === 'jsdom'))(
  'the scenarios that apply to $name',
  ({ name, policy: policyId, sdkPackage, sdk: read }) => {
    test('have the same traces in realms that were used as in new ones', { timeout: 1_200_000 }, async () => {
      const policy = loadPolicy(policyId);
      const sdk = read(packageBuild(sdkPackage, sdkPackage.installed(), name, undefined).file);
      const realms = new Realms();
      const play = (timeline: Parameters<typeof playInJsdom>[0], used?: Realms) =>
        playInJsdom(timeline, sdk, name, { seed: 1, fastForward: true, realms: used });
      for (const each of allCases(loadScenarioFiles(), policy)) {
        if (whyNotApplicable(each, policy) !== undefined) continue;
        expect(await play(each.timeline, realms)).toEqual(await play(each.timeline));
        expect(realms.free).toBeGreaterThan(0);
      }
    });
  },
);
