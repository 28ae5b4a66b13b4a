import { describe, expect, test } from 'vitest';
import type { Played } from '../../src/record/bundle.js';
import type { Case } from '../../src/record/case.js';
import { playAll } from '../../src/suite/schedule.js';
import { caseOf, load, track } from '../judge/fixture.js';
import { hanging, SpoiltTarget } from './targets.js';

const cases = ['a', 'b', 'c', 'd', 'e'].map((id) => caseOf([load, track(id)], {}, { id }));

async function played(targets: readonly SpoiltTarget[], goOn: (scenario: Case) => boolean = () => true) {
  const seen: [string, Played][] = [];
  await playAll(cases, targets, (scenario, result) => {
    seen.push([scenario.id, result]);
    return goOn(scenario);
  });
  return seen;
}

describe('playAll', () => {
  test('plays every case once, and hands on its own trace', async () => {
    const target = new SpoiltTarget();
    const seen = await played([target]);
    expect(seen.map(([id]) => id)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(seen.map(([, result]) => ('trace' in result ? result.trace.timeline : undefined))).toEqual(target.played);
    expect(target.closed).toBe(false);
  });

  test('goes on after a case that cannot be played, and tells why', async () => {
    const seen = await played([hanging(['b'])]);
    expect(seen.map(([id, result]) => [id, 'untestable' in result ? result.untestable : 'played'])).toEqual([
      ['a', 'played'],
      ['b', 'the SDK hung'],
      ['c', 'played'],
      ['d', 'played'],
      ['e', 'played'],
    ]);
  });

  test('stops when it is told to', async () => {
    const target = new SpoiltTarget();
    const seen = await played([target], ({ id }) => id !== 'b');
    expect(seen.map(([id]) => id)).toEqual(['a', 'b']);
    expect(target.played).toEqual(['a', 'b']);
  });

  test('with several targets, a stop ends them all', async () => {
    const targets = [new SpoiltTarget(), new SpoiltTarget()];
    const seen = await played(targets, () => false);
    expect(seen.length).toBeLessThanOrEqual(targets.length);
    expect(targets.flatMap((target) => target.played).length).toBe(seen.length);
  });

  test('a stop stays a stop when what another target was playing ends well', async () => {
    const seen = await played([new SpoiltTarget(), new SpoiltTarget()], ({ id }) => id !== 'a');
    expect(seen.map(([id]) => id)).toEqual(['a', 'b']);
  });

  test('uses all targets, and plays nothing twice', async () => {
    const targets = [new SpoiltTarget(), new SpoiltTarget(), new SpoiltTarget()];
    const seen = await played(targets);
    expect(targets.every((target) => target.played.length > 0)).toBe(true);
    expect(targets.flatMap((target) => target.played).sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(seen.map(([id]) => id).sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('when the signal is aborted, nobody waits for what is played, and nothing is begun', async () => {
    const controller = new AbortController();
    const target = new SpoiltTarget();
    const seen: string[] = [];
    const never = new Promise<never>(() => {});
    const slow = {
      description: target.description,
      play: (timeline: Parameters<SpoiltTarget['play']>[0]) => {
        if (timeline.id !== 'b') return target.play(timeline);
        controller.abort('SIGINT');
        return never;
      },
      close: () => target.close(),
    };
    await playAll(
      cases,
      [slow],
      ({ id }) => {
        seen.push(id);
        return true;
      },
      controller.signal,
    );
    expect(seen).toEqual(['a']);
    expect(target.played).toEqual(['a']);
  });

  test('more targets than cases are no harm', async () => {
    const seen = await played(Array.from({ length: 8 }, () => new SpoiltTarget()));
    expect(seen.length).toBe(5);
  });

  test('an error of Lapse ends it', async () => {
    const broken = new SpoiltTarget(() => {
      throw new TypeError('a bug of Lapse');
    });
    await expect(played([broken])).rejects.toThrow('a bug of Lapse');
    expect(broken.played).toEqual(['a']);
    const other = new SpoiltTarget();
    await expect(played([broken, other])).rejects.toThrow('a bug of Lapse');
    // The other one finished what it was playing and took nothing more.
    expect(other.played.length).toBeLessThanOrEqual(1);
  });
});
