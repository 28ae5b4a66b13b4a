import { describe, expect, test } from 'vitest';
import type { Played } from '../../src/record/bundle.js';
import type { Case } from '../../src/record/case.js';
import { playAll } from '../../src/suite/schedule.js';
import { hostTurn } from '../../src/time/host.js';
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

  test('from both ends, every other target takes the last case that is left', async () => {
    const targets = [new SpoiltTarget(), new SpoiltTarget(), new SpoiltTarget()];
    await playAll(cases, targets, () => true, { fromBothEnds: true });
    expect(targets.map(({ played }) => played[0])).toEqual(['a', 'e', 'b']);
    expect(targets.flatMap(({ played }) => played).sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
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
      { signal: controller.signal },
    );
    expect(seen).toEqual(['a']);
    expect(target.played).toEqual(['a']);
  });

  test('ahead, a target has begun its next case before the last one is looked at', async () => {
    const target = new SpoiltTarget();
    const begun: string[][] = [];
    await playAll(
      cases,
      [target],
      () => {
        begun.push([...target.played]);
        return true;
      },
      { ahead: true },
    );
    expect(begun.map((ids) => ids.join(''))).toEqual(['ab', 'abc', 'abcd', 'abcde', 'abcde']);
  });

  test('ahead, what is begun when it is enough is handed on, and nothing is begun after it', async () => {
    const target = new SpoiltTarget();
    const seen: string[] = [];
    await playAll(
      cases,
      [target],
      ({ id }) => {
        seen.push(id);
        return id !== 'a';
      },
      { ahead: true },
    );
    expect([seen, target.played]).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });

  test('ahead, an error of whoever looks at a case waits for what is begun', async () => {
    let ended = false;
    const target = new SpoiltTarget();
    const slow = {
      description: target.description,
      play: async (timeline: Parameters<SpoiltTarget['play']>[0]) => {
        await hostTurn();
        ended = timeline.id === 'b';
        return target.play(timeline);
      },
      close: () => target.close(),
    };
    const look = () => {
      throw new TypeError('a bug of Lapse');
    };
    await expect(playAll(cases, [slow], look, { ahead: true })).rejects.toThrow('a bug of Lapse');
    expect([ended, target.played]).toEqual([true, ['a', 'b']]);
  });

  describe('while it is not known whether anything counts', () => {
    async function counting(counts: boolean) {
      const [target, late] = [new SpoiltTarget(), new SpoiltTarget()];
      let decide: (answer: boolean) => void = () => {};
      const decided = new Promise<boolean>((resolve) => {
        decide = resolve;
      });
      const seen: string[] = [];
      const all = playAll(
        cases,
        [decided.then((yes) => (yes ? late : undefined)), target],
        ({ id }) => {
          seen.push(id);
          return true;
        },
        { ahead: true, counts: decided },
      );
      await hostTurn();
      const before = { seen: [...seen], played: [...target.played] };
      decide(counts);
      await all;
      return { before, seen: seen.sort(), played: target.played, late: late.played };
    }

    test('a target plays one case, and all are handed on when it counts', async () => {
      const { before, seen, late } = await counting(true);
      expect(before).toEqual({ seen: [], played: ['a'] });
      expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
      expect(late.length).toBeGreaterThan(0);
    });

    test('nothing is handed on when it does not', async () => {
      expect(await counting(false)).toEqual({
        before: { seen: [], played: ['a'] },
        seen: [],
        played: ['a'],
        late: [],
      });
    });
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
