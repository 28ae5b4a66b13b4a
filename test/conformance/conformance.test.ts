import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { Conformance, type Outcome } from '../../src/conformance/conformance.js';
import type { ConformanceOptions } from '../../src/conformance/options.js';
import type { SdkFactory } from '../../src/conformance/subject.js';
import type { TraceEntry } from '../../src/record/trace.js';
import { inputErrorOf, inputFolder } from '../spec/input-folder.js';
import { SpoiltTarget } from '../suite/targets.js';

const fixed = { config: false, asOf: '2026-11-23' } as const;

async function judgeAll(factory: SdkFactory, options: ConformanceOptions) {
  const conformance = new Conformance(factory, { ...fixed, ...options });
  await conformance.open();
  const outcomes = new Map<string, Outcome>();
  for (const scenario of conformance.cases) outcomes.set(scenario.id, await conformance.judge(scenario));
  await conformance.close();
  return { outcomes, verified: conformance.verified(), whole: conformance.whole(), title: conformance.title };
}

/** An SDK whose sessions are never marked. */
class Unmarked extends SpoiltTarget {
  override readonly description = { ...new SpoiltTarget().description, name: 'own:unmarked' };

  constructor() {
    super((trace) => ({ ...trace, entries: trace.entries.map(withoutMarker) }));
  }
}

function withoutMarker(entry: TraceEntry): TraceEntry {
  if (entry.kind !== 'message') return entry;
  const { sessionStart: _marker, ...context } = Object(entry.body.context);
  return { ...entry, body: { ...entry.body, context } };
}

/** Options with which it is known that they are not. */
function known(): ConformanceOptions {
  const entry = (id: string, requirement: string) => `  - id: ${id}
    requirement: ${requirement}
    scenarios: [timeout/within]
    reason: The marker is lost on the way.
    review: 2027-01-01
`;
  const text = `target: own:unmarked\ndeviations:\n${entry('no-marker', 'SES-START-001')}${entry('expected-marker', 'SES-TIMEOUT-004')}`;
  const folder = inputFolder({ 'known.yaml': text, 'other.yaml': 'target: own:other\ndeviations: []\n' });
  const deviationFiles = ['known.yaml', 'other.yaml'].map((name) => path.join(folder, name));
  return { scenarios: ['timeout/within'], deviationFiles };
}

const installed: SdkFactory = () => ({});
const pass = { kind: 'pass', text: '' };

describe('a scenario', () => {
  test('fails with what the console would say', async () => {
    const target = 'mutant:one-millisecond-early';
    const { outcomes, title, whole } = await judgeAll(installed, { target, scenarios: ['timeout/within'] });
    expect(title).toBe('mutant:one-millisecond-early · edition 2022-12 · policy announcement-web');
    expect([...outcomes.keys()]).toEqual(['timeout/within']);
    expect(outcomes.get('timeout/within')).toMatchObject({ kind: 'fail' });
    expect(outcomes.get('timeout/within')?.text).toMatchInlineSnapshot(`
      "FAIL timeout/within · One millisecond before the timeout the session goes on
        SES-TIMEOUT-004 (MUST, announced): Events that follow each other within the timeout belong to the same session.
                      0ms ─ step 3, tab1: track "Product Viewed"
            29m 59s 999ms ─ step 4, tab1: wait 29m 59s 999ms
          ▶ 29m 59s 999ms ─ step 5, tab1: track "Product Viewed"
            expected  session "first" (1772442000000)
            observed  session 1772443799999
        also fail  expected-start: step 5: expected sessionStart absent, observed sessionStart true
        also fail  engine-opinion: step 5: the reference engine says session 1, the target session 2 with the start marker
        scenarios/timeout/within.yaml:1:1
        npx lapse run 'timeout/within' --target mutant:one-millisecond-early
        lapse 0.1.0 · mutant:one-millisecond-early 0.1.0 (mutant, SDK not executed) · edition 2022-12 · policy announcement-web"
    `);
    expect(whole).toEqual(pass);
  });

  test('passes, or is skipped with the reason', async () => {
    const { outcomes } = await judgeAll(installed, {
      target: 'reference:rudderstack-web',
      scenarios: ['timeout/within', 'lifecycle/**'],
    });
    expect(outcomes.get('timeout/within')).toEqual(pass);
    const skipped = [...outcomes.values()].find(({ kind }) => kind === 'skip');
    expect(skipped?.text).toBe('for mobile, and the target is web');
  });

  test('that fails as is known is no pass, and says which deviation it is', async () => {
    const { outcomes, verified, whole } = await judgeAll(() => new Unmarked(), known());
    const lost = 'The marker is lost on the way.';
    const text = `known deviation no-marker: ${lost}; expected-marker: ${lost}`;
    expect([...outcomes.values()]).toEqual([{ kind: 'known', text }]);
    expect({ verified, whole }).toEqual({ verified: pass, whole: pass });
  });
});

describe('an SDK of which nothing is to be believed', () => {
  test('fails every scenario with what the probes found, and is not judged', async () => {
    const silent = new SpoiltTarget((trace) => ({ ...trace, entries: [] }));
    const { outcomes, verified, whole } = await judgeAll(() => silent, { scenarios: ['timeout/within'] });
    expect(verified.kind).toBe('fail');
    expect(verified.text).toContain('the wire probe failed: 2 events in, 0 messages out');
    expect([...outcomes.values()]).toEqual([
      { kind: 'fail', text: expect.stringMatching(/^it could not be judged: the clock probe failed: /) },
    ]);
    expect(whole.text).toContain('not a single check passed, so that nothing was judged');
  });
});

describe('a target of a person', () => {
  test('is judged as it is, without what is known of the SDK of Lapse, and no command plays it again', async () => {
    const own = new Unmarked();
    const { outcomes, whole } = await judgeAll(() => own, { scenarios: ['timeout/within'] });
    const [outcome] = outcomes.values();
    expect(outcome?.text).toContain('expected  sessionStart true');
    expect(outcome?.text).toContain('played by a target of your own, which no command can open');
    expect(outcome?.text).toContain('own:unmarked 1');
    expect(own.closed).toBe(true);
    expect(whole).toEqual(pass);
  });

  test('passes if it does what is required', async () => {
    const { outcomes } = await judgeAll(() => new SpoiltTarget(), { scenarios: ['timeout/within'] });
    expect([...outcomes.values()]).toEqual([pass]);
  });
});

test('a review that is overdue fails the whole, whatever the scenarios do', async () => {
  const { whole } = await judgeAll(() => new Unmarked(), { ...known(), asOf: '2027-01-02' });
  expect(whole).toEqual({
    kind: 'fail',
    text: ['no-marker', 'expected-marker']
      .map((id) => `the deviation ${id} was to be reviewed by 2027-01-01`)
      .join('\n'),
  });
});

test('of a deviation of which nothing was judged, no review is overdue', async () => {
  const text = `target: own:unmarked
deviations:
  - id: later
    requirement: SES-TIMEOUT-009
    scenarios: [timeout/within]
    reason: It is not of this edition.
    review: 2027-01-01
`;
  const options = {
    scenarios: ['timeout/within'],
    deviationFiles: [path.join(inputFolder({ 'later.yaml': text }), 'later.yaml')],
    edition: '2022-12',
    asOf: '2027-01-02',
  };
  expect((await judgeAll(() => new Unmarked(), options)).whole).toEqual(pass);
  const unplayed = new Conformance(() => new Unmarked(), { ...fixed, ...known(), asOf: '2027-01-02' });
  await unplayed.open();
  await unplayed.close();
  expect(unplayed.whole().text).toBe('not a single check passed, so that nothing was judged');
});

test('a command that plays a scenario again has the seed and the time limit', async () => {
  const { outcomes } = await judgeAll(installed, {
    target: 'mutant:one-millisecond-early',
    scenarios: ['timeout/within'],
    seed: 7,
    timeLimit: '2m',
  });
  expect(outcomes.get('timeout/within')?.text).toContain(
    "  npx lapse run 'timeout/within' --target mutant:one-millisecond-early --seed 7 --time-limit 2m\n",
  );
});

test('all that is wrong with the options is told at once, before anything is opened', () => {
  const wrong = { ...fixed, target: 'rudderstack-jz', suite: 'smok', seed: -1, timeLimit: 'soon', asOf: 'today' };
  const never: SdkFactory = () => {
    throw new Error('it was asked for');
  };
  const message = inputErrorOf(undefined, () => new Conformance(never, wrong));
  expect(message.split('\n').map((line) => line.replace(/;.*/, ''))).toEqual([
    'unknown target "rudderstack-jz" (did you mean "rudderstack-js"?)',
    'unknown suite "smok" (did you mean "smoke"?)',
    '--as-of is "today"',
    '--seed is "-1"',
    '--time-limit is "soon"',
  ]);
});
