import { describe, expect, test } from 'vitest';
import { bundleOf, caseOf } from '../../src/record/bundle.js';
import { loadPolicy } from '../../src/spec/policies.js';
import { judgePlayed } from '../../src/suite/judge-played.js';
import { judgeBundle, type ReplayOptions, replayBundle } from '../../src/suite/replay.js';
import { exitCodeOf } from '../../src/suite/tally.js';
import { openTarget } from '../../src/target/index.js';
import { bench } from '../judge/bench.js';
import { load, caseOf as newCase, track } from '../judge/fixture.js';
import { bundle, recording } from '../record/bundle-fixture.js';

const engine = `reference:${bench.policy.id}`;

/** What the engine recorded of the case of the fixture. */
async function recorded(changes: Parameters<typeof recording>[0] = {}) {
  const target = openTarget(engine, { edition: bench.edition, seed: 1 });
  const { case: scenario } = recording(changes);
  const played = { trace: await target.play(scenario.timeline) };
  const { verdicts } = judgePlayed(scenario, played, engine, bench).result;
  return bundleOf(recording({ target: target.description, sdk: undefined, played, verdicts, ...changes }));
}

async function replay(changes: Partial<ReplayOptions> = {}) {
  const kept = changes.bundle ?? (await recorded());
  const options = { bundle: kept, case: caseOf(kept, 'kept.lapse.json'), target: engine, bench, fullStepping: false };
  return { kept, replayed: await replayBundle({ ...options, ...changes }) };
}

describe('a replay', () => {
  test('on the same target observes the same, and finds the same', async () => {
    const { kept, replayed } = await replay();
    expect(replayed.played).toEqual(kept.played);
    expect(replayed.result.verdicts).toEqual(kept.verdicts);
    expect(replayed.partingStep).toBeUndefined();
    expect(replayed.target).toEqual(kept.handshake.target);
    expect(replayed.probes.every(({ ok }) => ok)).toBe(true);
  });

  test('on another target says at which step their sessions part', async () => {
    const { replayed } = await replay({ target: 'reference:announcement-web' });
    expect(replayed.partingStep).toBeUndefined();
    const long = newCase([load, { kind: 'wait', durationMs: 1_800_000 }, track('one')], { 2: { session: 'first' } });
    const boundary = newCase(
      [load, track('one'), { kind: 'wait', durationMs: 1_800_000 }, track('two')],
      { 1: { session: 'first' } },
      { requirements: long.requirements },
    );
    const kept = await recorded({ case: boundary });
    const { replayed: inclusive } = await replay({ bundle: kept, target: 'reference:announcement-web' });
    expect(inclusive.partingStep).toBe(3);
    expect(inclusive.behaviours?.before.sessions).toBe(1);
    expect(inclusive.behaviours?.now.sessions).toBe(2);
  });

  test('refuses a target on whose platform the timeline cannot happen', async () => {
    const kept = await recorded({ case: newCase([load, { kind: 'reload' }], { 0: {} }) });
    const mobile = replay({ bundle: kept, target: 'reference:announcement-mobile' });
    await expect(mobile).rejects.toThrow('reference:announcement-mobile cannot play this timeline: step 2: an app has');
  });
});

describe('a recording', () => {
  test('is judged as it was, without being played', () => {
    const kept = bundle();
    const result = judgeBundle(kept, caseOf(kept, 'kept.lapse.json'), bench, '2026-11-24');
    expect(result.cases[0]?.verdicts).toEqual(kept.verdicts);
    expect(result).toMatchObject({ target: kept.handshake.target, probes: kept.handshake.probes, seed: 1 });
    // The author of the fixture contradicts the engine.
    expect(exitCodeOf(result, false)).toBe(3);
  });

  test('is judged by another policy and edition if that is what the bench has', () => {
    const kept = bundle();
    const other = { ...bench, policy: loadPolicy('announcement-web'), edition: '2022-12' };
    const result = judgeBundle(kept, caseOf(kept, 'kept.lapse.json'), other, '2026-11-24');
    expect(result).toMatchObject({ policy: 'announcement-web', edition: '2022-12' });
  });

  test('is skipped where a run would skip it', () => {
    const kept = bundle();
    const scenario = { ...caseOf(kept, 'kept.lapse.json'), given: { boundary: 'inclusive' } };
    const result = judgeBundle(kept, scenario, bench, '2026-11-24');
    expect(result.cases[0]?.verdicts).toMatchObject([{ status: 'skip', check: 'applicability' }]);
    expect(result.faults).toEqual([]);
  });

  test('of what could not be observed is not judged', () => {
    const kept = bundle({ played: { untestable: 'the SDK hung' } });
    const result = judgeBundle(kept, caseOf(kept, 'kept.lapse.json'), bench, '2026-11-24');
    expect(result.cases[0]?.verdicts).toMatchObject([{ status: 'untestable', message: 'the SDK hung' }]);
    expect(exitCodeOf(result, false)).toBe(3);
  });
});
