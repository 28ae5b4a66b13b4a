import { describe, expect, test } from 'vitest';
import {
  alongside,
  type Cause,
  causeOf,
  causesOf,
  explain,
  neededBy,
  presentIn,
  suspect,
} from '../../src/fuzz/causes.js';
import { generatedCase } from '../../src/fuzz/examine.js';
import { oneTime } from '../../src/fuzz/kinds.js';
import type { PlannedAction } from '../../src/fuzz/plan.js';
import { resolvePlan } from '../../src/fuzz/resolve-plan.js';
import { unjudged } from '../../src/judge/judge.js';
import { android, examinerOf, kindsIn, load, planOf, registry, reload, reset, track, web } from './planned.js';

const examiner = examinerOf('model:rudderstack-android', android);
const examine = (plan: Parameters<typeof examiner.examine>[0]) => examiner.examine(plan, 'x');
const cause = (signature: string, ...kinds: string[]): Cause => ({
  signature,
  check: signature.split(' ')[0] ?? '',
  kinds: new Set(kinds),
  seen: 0,
});
/** A reset within a second shares its id with the session before; so does a session that is started within one. */
const twoCauses = planOf([load, track, reset, track, { kind: 'startSession' }, track]);
const ofReset = [cause('engine-opinion shares the id', 'reset'), cause('start-once SES-START-002', 'reset')];

describe('what is new in a timeline', () => {
  test('without known causes it is its first failure', async () => {
    const { by, fresh } = await explain(twoCauses, await examine(twoCauses), [], examine);
    expect(fresh?.breach.verdict.step).toBe(3);
    expect(by).toEqual([]);
  });

  test('a known cause does not hide another one', async () => {
    const { by, fresh } = await explain(twoCauses, await examine(twoCauses), ofReset, examine);
    expect(fresh?.breach.signature).toBe('engine-opinion shares the id');
    expect(kindsIn(fresh?.plan ?? planOf([]))).not.toContain('reset');
    expect(by).toEqual([ofReset[0]]);
  });

  test('nothing is new if all of it is known', async () => {
    const all = [...ofReset, ...ofReset.map(({ signature }) => cause(signature, 'startSession'))];
    const { by, fresh } = await explain(twoCauses, await examine(twoCauses), all, examine);
    expect(fresh).toBeUndefined();
    expect(by).toEqual([all[0], all[2]]);
  });
});

test('however sessions begin at one time that share an id, it is one cause', async () => {
  const shared = ['engine-opinion shares the id', 'start-once SES-START-002'].map((each) => cause(each, oneTime));
  const examined = await examine(twoCauses);
  expect(await explain(twoCauses, examined, shared, examine)).toEqual({ by: [shared[0]] });
  expect(neededBy(examined.timeline, examined.breaches)).toEqual(new Set([oneTime]));
  expect(presentIn(examined.timeline, examined.breaches)).toEqual(new Set(['reset', 'startSession', oneTime]));
  expect(presentIn(examined.timeline, [])).toEqual(new Set(['reset', 'startSession']));
});

test('a session that is marked again may share an id: what is left when sessions begin at different times tells', async () => {
  // Within a second the model shares an id where the engine has begun no session.
  const plan = planOf([load, { kind: 'endSession' }, track, { kind: 'startSession' }, track, reset, track]);
  const examined = await examine(plan);
  const again = examined.breaches.filter(({ signature }) => signature === 'start-once SES-START-002');
  const marked = { ...examined, breaches: again };
  expect(again).toHaveLength(1);
  expect(await explain(plan, marked, [], examine)).toHaveProperty('fresh');
  const shared = cause('engine-opinion shares the id', oneTime);
  expect(await explain(plan, marked, [shared], examine)).toEqual({ by: [shared] });
});

test('whatever else there is beside a context of the caller, it is the context that a failure needs', () => {
  const context = { kind: 'event', type: 'track', name: 'x', context: { sessionId: 1_234_567_890 } } as const;
  const { timeline } = resolvePlan(planOf([load, { kind: 'endSession' }, context]), android, 'x');
  expect(neededBy(timeline, [{ signature: 'engine-opinion has a session' }])).toEqual(new Set(['context']));
});

test('where the context of the caller is known to be taken for the session, it is suspected whatever fails beside one', () => {
  const known = cause('start-first SES-START-001', 'context');
  const breach = { signature: 'read-id SES-ID-007' };
  expect(suspect(breach, new Set(['reset', 'context']), [known])).toBe(known);
  expect(suspect(breach, new Set(['reset']), [known])).toBeUndefined();
  expect(suspect(breach, new Set(['reset', 'context']), [cause(known.signature, 'reset', 'context')])).toBeUndefined();
});

test('a context of the caller does not hide what fails without it', async () => {
  const context = { kind: 'event', type: 'track', name: 'x', context: { sessionId: 1_234_567_890 } } as const;
  const plan = planOf([load, track, context, reset, track]);
  const known = cause('start-first SES-START-001', 'context');
  const { fresh } = await explain(plan, await examine(plan), [known], examine);
  expect(fresh?.breach.signature).toBe('engine-opinion shares the id');
  expect(kindsIn(fresh?.plan ?? planOf([]))).toEqual(['load', 'event', 'reset', 'event']);
});

test('scenarios that fail or deviate are known causes; those that pass are none', () => {
  const { timeline } = resolvePlan(planOf([load, track, reset, track]), android, 'reset/x');
  const scenario = generatedCase(timeline, 'mobile');
  const verdict = unjudged(scenario, 'skip', 'start-once', 'x', registry);
  const result = (status: 'known' | 'pass') => [{ case: scenario, verdicts: [{ ...verdict, status }], sessions: [] }];
  expect(causesOf(result('pass'))).toEqual([]);
  expect(causesOf(result('known'))).toMatchObject([
    { check: 'start-once', scenario: 'reset/x', kinds: new Set(['reset']) },
  ]);
});

test('a shrunk failure is known by the same kinds, or by fewer than a scenario of a person has', () => {
  const own = cause('start-once x', 'reset', 'reload');
  expect(causeOf('start-once x', new Set(['reload', 'reset']), [own])).toBe(own);
  expect(causeOf('start-once x', new Set(['reset']), [own])).toBeUndefined();
  expect(causeOf('start-first x', new Set(['reload', 'reset']), [own])).toBeUndefined();
  const written = { ...own, scenario: 'reset/twice' };
  expect(causeOf('start-once x', new Set(['reset']), [written])).toBe(written);
  expect(causeOf('start-once x', new Set(['reset', 'crash']), [written])).toBeUndefined();
});

test('what else is broken in a shrunk timeline is counted with it, unless it is known by itself or there already', () => {
  const breach = (signature: string) => ({ signature, verdict: unjudged(scenario, 'skip', 'x', 'x', registry) });
  const { timeline } = resolvePlan(planOf([load, track]), android, 'x');
  const scenario = generatedCase(timeline, 'mobile');
  const kinds = new Set(['reset']);
  const main = { ...cause('start-once x', 'reset', 'reload'), scenario: 'reset/twice' };
  const own = { ...cause('start-first x', 'reset', 'crash'), scenario: 'reset/crash' };
  const there = cause('one-visitor x', 'reset');
  const broken = ['start-once x', 'start-first x', 'one-visitor x', 'read-id x'].map(breach);
  const added = alongside(main, kinds, broken, [main, own, there]);
  expect(added.map((each) => [each.signature, each.with])).toEqual([
    ['start-once x', main],
    ['start-first x', own],
    ['read-id x', main],
  ]);
  expect(added.every((each) => each.kinds === kinds && each.seen === 0)).toBe(true);
  expect(suspect({ signature: 'start-once x' }, new Set(['reset']), [main, ...added])?.with).toBe(main);
});

test('what is stored with values of another type is one cause in whatever check it shows', () => {
  const damage: PlannedAction = { kind: 'damage', how: 'wrong-type' };
  const { timeline } = resolvePlan(planOf([load, track, damage, reload, track]), web, 'test');
  const goesOn = { signature: 'engine-opinion goes on' };
  const wrongType = new Set(['damage wrong-type']);
  expect(neededBy(timeline, [goesOn])).toEqual(wrongType);
  const known: Cause = { signature: 'wire-schema SES-WIRE-002', check: 'wire-schema', kinds: wrongType, seen: 0 };
  expect(suspect(goesOn, new Set(['damage wrong-type', 'reload']), [known])).toBe(known);
  expect(suspect(goesOn, new Set(['reload']), [known])).toBeUndefined();
});
