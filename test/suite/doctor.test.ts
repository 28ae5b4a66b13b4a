import { describe, expect, test } from 'vitest';
import { loadCases } from '../../src/cli/options.js';
import { isSound } from '../../src/record/examination.js';
import type { Trace } from '../../src/record/trace.js';
import { doctorScenarios, examine, examineTarget } from '../../src/suite/doctor.js';
import { withBodies } from '../../src/suite/edited-trace.js';
import { allTamperings } from '../../src/suite/tamperings/index.js';
import type { HelloAnswer } from '../../src/target/index.js';
import { bench } from '../judge/bench.js';
import { caseOf, doubleMessage, eagerId, load, silent, track } from '../judge/fixture.js';
import { hanging, SpoiltTarget, stoppedClock } from './targets.js';

const cases = loadCases(doctorScenarios, bench);

const outcomes = ({ tamperings }: Awaited<ReturnType<typeof examine>>) =>
  Object.fromEntries(tamperings.map(({ id, outcome }) => [id, outcome]));

describe('the doctor', () => {
  test('plays scenarios that there are', () => {
    expect(cases.map(({ id }) => id).sort()).toEqual([...doctorScenarios].sort());
  });

  test('is content with the engine: every tampering is noticed, by checks that speak of it', async () => {
    const examination = await examine('reference:rudderstack-web', cases, bench, { seed: 1 });
    expect(isSound(examination)).toBe(true);
    expect(outcomes(examination)).toEqual(
      Object.fromEntries(['silence', 'fast-clock', ...allTamperings.map(({ id }) => id)].map((id) => [id, 'noticed'])),
    );
    const checksOf = (id: string) => examination.tamperings.find((each) => each.id === id)?.checks;
    expect(checksOf('fast-clock')).toEqual(['the clock probe']);
    expect(checksOf('silence')).toEqual(['the wire probe']);
    expect(checksOf('reorder-messages')).toContain('delivery');
    expect(checksOf('change-id')).toContain('start-first');
    expect(checksOf('delay-event')).toEqual(['expected-fields']);
    // What the engine thinks of it does not count.
    expect(examination.tamperings.flatMap(({ checks }) => checks)).not.toContain('engine-opinion');
  });

  test.each<[string, (trace: Trace) => Trace]>([
    ['is silent', silent],
    ['has a clock that stands still', stoppedClock],
  ])('spoils nothing of a target that %s', async (_what, spoil) => {
    const examination = await examineTarget(new SpoiltTarget(spoil), cases, bench);
    expect(examination.probes.some(({ ok }) => !ok)).toBe(true);
    expect(examination).toMatchObject({ scenarios: [], tamperings: [] });
    expect(isSound(examination)).toBe(false);
  });

  describe('of an adapter', () => {
    const settings = { strict: false };
    const address = { command: 'adapter' };
    const hello: HelloAnswer = {
      protocol: 1,
      sdk: { name: 'engine', version: '1' },
      platform: 'web',
      policy: 'rudderstack-web',
      clock: 'told',
      capabilities: ['load', 'track', 'page'],
    };

    test('goes the way through it first, and judges nothing before it is ready', async () => {
      const examination = await examineTarget(hanging(), cases, bench, { settings, address, hello });
      expect(examination.walk?.map(({ place, outcome }) => [place, outcome])).toEqual([
        ['handshake', 'ok'],
        ['open, clock', 'not ok'],
        ['load', 'not tried'],
        ['track', 'not tried'],
        ['page', 'not tried'],
        ['further', 'not tried'],
      ]);
      expect(examination).toMatchObject({ probes: [], scenarios: [], tamperings: [] });
      expect(isSound(examination)).toBe(false);
    });

    test('goes on as for every target when it is', async () => {
      const target = new SpoiltTarget((trace) => trace);
      const examination = await examineTarget(target, cases, bench, { settings, address, hello });
      expect(examination.walk?.some(({ outcome }) => outcome === 'not ok')).toBe(false);
      expect(isSound(examination)).toBe(true);
    });

    test('has nothing to tell beyond a handshake that failed', async () => {
      const fault = 'the adapter ended by itself';
      const examination = await examineTarget(hanging(), cases, bench, { settings, address, fault });
      expect(examination.walk).toMatchObject([{ place: 'handshake', outcome: 'not ok', message: fault }]);
      expect(examination.probes).toEqual([]);
    });
  });

  test('says why a target cannot be played at all, or not in one scenario', async () => {
    const { probes } = await examineTarget(hanging(), cases, bench);
    expect(probes).toEqual([
      { probe: 'clock', ok: false, message: 'the SDK hung' },
      { probe: 'wire', ok: false, message: 'the SDK hung' },
    ]);
    const examination = await examineTarget(hanging(['timeout/within']), cases, bench);
    expect(examination.scenarios).toContainEqual({
      scenario: 'timeout/within',
      outcome: 'untestable',
      message: 'the SDK hung',
    });
    expect(isSound(examination)).toBe(false);
  });

  test('spoils nothing of a scenario in which the SDK reads another clock, and is not content', async () => {
    const elsewhere = { originalTimestamp: '2020-01-01T00:00:00.000Z' };
    const target = new SpoiltTarget((trace, { id }) =>
      id === 'timeout/within' ? withBodies(trace, ({ body }) => ({ ...body, ...elsewhere })) : trace,
    );
    const examination = await examineTarget(target, cases, bench);
    expect(examination.scenarios.filter(({ outcome }) => outcome === 'untestable')).toEqual([
      { scenario: 'timeout/within', outcome: 'untestable', message: expect.stringContaining('reads another clock') },
    ]);
    expect(isSound(examination)).toBe(false);
  });

  test('does not take a failure for noticing that was there before', async () => {
    // Whoever sends something twice is caught already; that it is sent once more changes nothing that could be seen.
    const doubled = new SpoiltTarget((trace, { id }) => (id === 'timeout/within' ? doubleMessage(trace, 0) : trace));
    const examination = await examineTarget(doubled, cases, bench);
    // That the same is noticed elsewhere is no help.
    expect(examination.tamperings.find(({ id }) => id === 'double-message')).toMatchObject({
      outcome: 'unnoticed',
      message: 'no other check fails in timeout/within',
    });
    expect(isSound(examination)).toBe(false);
  });

  test('is told nothing by a deviation that would cover what it has spoilt', async () => {
    const deviations = [...new Set(cases.flatMap(({ requirements }) => requirements))].map((requirement) => ({
      id: `known-${requirement}`,
      requirement,
      scenarios: ['**'],
      reason: 'a test',
      review: '2027-01-01',
      place: { file: 'known.yaml', line: 1, column: 1 },
    }));
    const plain = await examineTarget(new SpoiltTarget(), cases, bench);
    expect(await examineTarget(new SpoiltTarget(), cases, { ...bench, deviations })).toEqual(plain);
  });

  test('does not take a warning for a failure', async () => {
    const byId = new Map([...bench.registry.byId].map(([id, each]) => [id, { ...each, level: 'SHOULD' as const }]));
    const mild = { ...bench, registry: { ...bench.registry, byId } };
    const { tamperings } = await examineTarget(new SpoiltTarget(), cases, mild);
    const noticed = tamperings.filter(({ outcome }) => outcome === 'noticed').map(({ id }) => id);
    expect(noticed).toEqual(['silence', 'fast-clock']);
  });

  test('tells what a target should have shown from what no scenario speaks of', async () => {
    const eager = await examineTarget(new SpoiltTarget(eagerId), cases, bench);
    expect(eager.tamperings.find(({ id }) => id === 'mark-again')).toMatchObject({
      outcome: 'unobserved',
      message: 'no scenario that was played has a session with an unmarked message',
    });
    const mute = caseOf([load, track('one')], { 1: { session: 'first' } });
    const few = await examineTarget(new SpoiltTarget(), [mute], bench);
    expect(few.tamperings.find(({ id }) => id === 'delay-event')).toMatchObject({
      outcome: 'inapplicable',
      message: 'no scenario that could be played says what would be wrong',
    });
  });

  test('skips what does not apply, and says why', async () => {
    const { scenarios } = await examine('reference:rudderstack-web', cases, bench, { seed: 1 });
    expect(scenarios).toContainEqual({
      scenario: 'timeout/away-beyond/more=1s',
      outcome: 'skipped',
      message: 'for mobile, and the target is web',
    });
  });
});
