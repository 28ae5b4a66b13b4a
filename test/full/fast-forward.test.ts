import { expect, test } from 'vitest';
import { resolvePlan } from '../../src/fuzz/resolve-plan.js';
import { planSource } from '../../src/fuzz/timelines.js';
import { loadPolicy } from '../../src/spec/policies.js';
import { executedTargets } from '../../src/target/executed.js';
import { playInJsdom } from '../../src/target/jsdom/player.js';
import { Realms } from '../../src/target/jsdom/realms.js';
import { packageBuild } from '../../src/target/sdk/package-build.js';

const dayMs = 86_400_000;
const wanted = 150;

// Too long for every change, and run before one is called done.
test.each(executedTargets.filter(({ environment }) => environment === 'jsdom'))(
  'generated timelines have the same traces in $name whether or not their idle waits are fast-forwarded',
  { timeout: 1_200_000 },
  async ({ name, policy: policyId, sdkPackage, sdk: read }) => {
    const policy = loadPolicy(policyId);
    const sdk = read(packageBuild(sdkPackage, sdkPackage.installed(), name, undefined).file);
    const draw = planSource({ policy, steps: 40, outages: true }, 1);
    const realms = new Realms();
    let [played, skipped] = [0, 0];
    for (let run = 0; played < wanted; run++) {
      const { timeline: drawn } = resolvePlan(draw(run), policy, `run ${run}`);
      // Nobody knows before it is played whether there is a session to damage.
      const timeline = { ...drawn, steps: drawn.steps.filter(({ action }) => action.kind !== 'damage') };
      const waitedMs = timeline.steps.reduce(
        (sum, { action }) => sum + (action.kind === 'wait' ? action.durationMs : 0),
        0,
      );
      // To fire every timer of some weeks takes minutes.
      if (waitedMs > 2 * dayMs) continue;
      const stepped = await playInJsdom(timeline, sdk, name, { seed: 1, fastForward: false });
      const fast = await playInJsdom(timeline, sdk, name, { seed: 1, fastForward: true, realms });
      expect(fast, `run ${run}`).toEqual(stepped);
      played += 1;
      if (stepped.timersFired > 10_000) skipped += 1;
    }
    // Among them are those in which most is skipped.
    expect(skipped).toBeGreaterThan(wanted / 10);
  },
);
