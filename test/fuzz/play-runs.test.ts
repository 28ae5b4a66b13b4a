import { expect, test } from 'vitest';
import { type Cause, explain } from '../../src/fuzz/causes.js';
import { type Examined, Examiner } from '../../src/fuzz/examine.js';
import type { Plan } from '../../src/fuzz/plan.js';
import { examineOrFault, idOf, type PlayedRun, playRuns } from '../../src/fuzz/play-runs.js';
import { Players } from '../../src/fuzz/players.js';
import { openTarget } from '../../src/target/index.js';
import { android, examinerOf, load, planOf, registry, reset, track } from './planned.js';

const sharing: Cause = { signature: 'engine-opinion shares the id', check: 'x', kinds: new Set(['reset']), seen: 0 };
const once: Cause = { ...sharing, signature: 'start-once SES-START-002' };
/** Every second of them breaks something. */
const draw = (run: number): Plan => planOf([load, track, ...(run % 2 === 0 ? [] : [reset, track])]);

async function played(examiners: readonly Examiner[], changes: { readonly twice?: boolean } = {}) {
  const players = new Players(examiners);
  const runs: PlayedRun[] = [];
  const options = { players, runs: 40, draw, twice: false, causes: () => [sharing, once], ...changes };
  for await (const each of playRuns(options)) runs.push(each);
  return runs;
}

const model = (): Examiner => examinerOf('model:rudderstack-android', android);

test('runs come in their order, each with its plan, however many play', async () => {
  const alone = await played([model()]);
  expect(alone.map(({ run }) => run)).toEqual(Array.from({ length: 40 }, (_, run) => run));
  expect(alone.every(({ run, plan, examined }) => examined.timeline.id === idOf(run) && plan.steps.length > 1)).toBe(
    true,
  );
  expect(await played([model(), model(), model()])).toEqual(alone);
});

test('what explains a failure by the causes that are known is played with it, and need not be played again', async () => {
  const [passing, failing] = await played([model(), model()]);
  expect(passing?.replays.size).toBe(0);
  if (failing === undefined) throw new Error('nothing was played');
  const asked: (Examined | undefined)[] = [];
  await explain(failing.plan, failing.examined, [sharing, once], async (each) => {
    const replay = failing.replays.get(JSON.stringify(each));
    asked.push(replay);
    return replay ?? model().examine(each, 'x');
  });
  expect(asked.length).toBeGreaterThan(0);
  expect(asked).not.toContain(undefined);
});

test('a single player plays nothing ahead, for it would keep others waiting', async () => {
  const drawn: number[] = [];
  const counting = (run: number): Plan => {
    drawn.push(run);
    return draw(run);
  };
  const players = new Players([model()]);
  const runs = playRuns({ players, runs: 40, draw: counting, twice: false, causes: () => [] });
  await runs.next();
  await players.rest();
  expect(drawn).toEqual([0]);
  await runs.return();
});

test('what cannot be judged is a fault of Lapse, and has no trace', async () => {
  const bench = { registry, policy: android, edition: '2026-11', deviations: [] };
  const target = openTarget('model:rudderstack-android', { edition: '2026-11', seed: 1 });
  const broken = new Examiner({ ...target, play: () => Promise.reject(new Error('it is broken')) }, bench, 40);
  const examined = await examineOrFault(broken, draw(0), 'x');
  expect(examined).toMatchObject({ discarded: 'it could not be judged: it is broken', isFault: true, breaches: [] });
  expect(examined.timeline.id).toBe('x');
});

test('played twice, what differs is told, and nothing is explained by it', async () => {
  const bench = { registry, policy: android, edition: '2026-11', deviations: [] };
  const target = openTarget('model:rudderstack-android', { edition: '2026-11', seed: 1 });
  let plays = 0;
  const unsteady = new Examiner(
    {
      ...target,
      async play(timeline) {
        const trace = await target.play(timeline);
        plays += 1;
        return plays % 2 === 0 ? { ...trace, entries: trace.entries.slice(1) } : trace;
      },
    },
    bench,
    40,
  );
  const [, failing] = await played([unsteady], { twice: true });
  expect(failing?.difference).toContain('step 1');
  expect(failing?.replays.size).toBe(0);
});
