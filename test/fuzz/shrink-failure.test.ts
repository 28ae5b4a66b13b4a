import { expect, test } from 'vitest';
import type { Cause } from '../../src/fuzz/causes.js';
import { type Examined, Examiner } from '../../src/fuzz/examine.js';
import { oneTime, withoutKinds } from '../../src/fuzz/kinds.js';
import type { Plan, PlannedAction } from '../../src/fuzz/plan.js';
import { Players } from '../../src/fuzz/players.js';
import { shrinkFailure, shrinkingId } from '../../src/fuzz/shrink-failure.js';
import { android, examinerOf, kindsIn, load, planOf, registry, reset, track, wait, web } from './planned.js';

const compiled = new URL('../../dist/target/index.js', import.meta.url).href;

const signature = 'engine-opinion shares the id';
const start: PlannedAction = { kind: 'startSession' };
/** Two sessions that share an id by a reset, and two that do by a start. */
const plan = planOf([load, track, reset, track, wait(60_000), track, wait(60_000), start, track, start, track]);

async function shrunk(jobs: number, causes: readonly Cause[] = []) {
  const examiners = Array.from({ length: jobs }, () => examinerOf('model:rudderstack-android', android));
  const [examiner] = examiners;
  if (examiner === undefined) throw new Error('nobody plays');
  const { breaches } = await examiner.examine(plan, 'x');
  const breach = breaches.find((each) => each.signature === signature);
  if (breach === undefined) throw new Error('nothing is broken');
  const examined: Examined['timeline'][] = [];
  const players = new Players(examiners);
  const onExamined = ({ timeline }: Examined): number => examined.push(timeline);
  const small = await shrinkFailure({ plan, breach }, { players, examiner, causes, onExamined });
  return { small, examined };
}

test('a failure is made small, in the same way however many play', async () => {
  const alone = await shrunk(1);
  expect(kindsIn(alone.small)).toEqual(['load', 'event', 'reset', 'event']);
  expect(alone.examined.every(({ id }) => id === shrinkingId)).toBe(true);
  expect(await shrunk(3)).toEqual(alone);
});

test('it does not become a failure for which a known cause accounts', async () => {
  const known: Cause = { signature, check: 'engine-opinion', kinds: new Set(['reset']), seen: 0 };
  const { small } = await shrunk(2, [known]);
  expect(kindsIn(small)).toContain('startSession');
  expect(kindsIn(small)).not.toContain('reset');
});

test('what fails with time between the sessions does not become two sessions of one instant', async () => {
  // Threads run what was built.
  const built: typeof import('../../src/target/index.js') = await import(compiled);
  const target = built.openTarget('rudderstack-js', { edition: '2026-11', seed: 1 });
  try {
    const examiner = new Examiner(target, { registry, policy: web, edition: '2026-11', deviations: [] }, 40);
    const startOnce = 'start-once SES-START-002';
    const failing = async (whole: Plan) => {
      const { breaches } = await examiner.examine(whole, 'x');
      return breaches.find((each) => each.signature === startOnce);
    };
    const later = (whole: Plan): Plan => withoutKinds(whole, new Set([oneTime]));
    const in2 = (action: PlannedAction) => ({ client: 'tab2', action });
    const consent: PlannedAction = { kind: 'consent' };
    const end: PlannedAction = { kind: 'endSession' };
    // At its end, another tab has sent the first message, which the tab that consents does not know. With a second in between,
    // the session after the consent before has an id of its own.
    const one = planOf([load, track, end, consent, track, reset, consent, track]);
    const whole = later({ ...one, steps: one.steps.toSpliced(6, 0, in2(load), in2(track)) });
    const breach = await failing(whole);
    if (breach === undefined) throw new Error('nothing is broken');
    const sharing: Cause = { signature, check: 'engine-opinion', kinds: new Set([oneTime]), seen: 0 };
    const players = new Players([examiner]);
    const small = await shrinkFailure(
      { plan: whole, breach },
      { players, examiner, causes: [sharing], onExamined: () => {} },
    );
    expect(kindsIn(small)).not.toContain('endSession');
    expect(await failing(later(small))).toBeDefined();
    // What it could have become, for it fails alike.
    const alike = planOf([load, track, end, consent, track]);
    expect(await failing(alike)).toBeDefined();
    expect(await failing(later(alike))).toBeUndefined();
  } finally {
    await target.close();
  }
}, 60_000);
