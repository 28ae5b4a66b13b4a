import { expect, test } from 'vitest';
import type { Cause } from '../../src/fuzz/causes.js';
import type { Examined } from '../../src/fuzz/examine.js';
import type { PlannedAction } from '../../src/fuzz/plan.js';
import { Players } from '../../src/fuzz/players.js';
import { shrinkFailure, shrinkingId } from '../../src/fuzz/shrink-failure.js';
import { android, examinerOf, kindsIn, load, planOf, reset, track, wait } from './planned.js';

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
