import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Players, type Urgency } from '../../src/fuzz/players.js';

/** Work that ends when it is told to. */
function endless(): { readonly work: () => Promise<void>; readonly begun: () => boolean; end(): void } {
  let end: () => void = () => {};
  let isBegun = false;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const work = (): Promise<void> => {
    isBegun = true;
    return ended;
  };
  return { work, begun: () => isBegun, end };
}

describe('Players', () => {
  test('each plays one thing at a time, in whatever order things end, and all of them are done', async () => {
    const asked = fc.array(fc.constantFrom<Urgency>('urgent', 'ahead'), { minLength: 1, maxLength: 10 });
    const property = fc.asyncProperty(
      fc.scheduler(),
      asked,
      fc.integer({ min: 1, max: 3 }),
      async (scheduler, urgencies, count) => {
        const busy = new Set<string>();
        const players = new Players(['one', 'two', 'three'].slice(0, count));
        const done = urgencies.map((urgency, index) =>
          players.play(urgency, async (player) => {
            expect(busy).not.toContain(player);
            busy.add(player);
            await scheduler.schedule(Promise.resolve(), `work ${index}`);
            busy.delete(player);
            return index;
          }),
        );
        expect(await scheduler.waitFor(Promise.all(done))).toEqual(urgencies.map((_, index) => index));
        await players.rest();
        expect(busy.size).toBe(0);
      },
    );
    await fc.assert(property, { seed: 1, numRuns: 50 });
  });

  test('what is urgent goes before what is played ahead, also when it is asked for as soon as something has ended', async () => {
    const players = new Players(['one']);
    const order: string[] = [];
    const play = (urgency: Urgency, what: string): Promise<void> =>
      players.play(urgency, async () => {
        order.push(what);
      });
    const playing = [play('ahead', 'first'), play('ahead', 'second'), play('ahead', 'third'), play('urgent', 'asked')];
    await playing[3];
    // Whoever hears of it through others hears of it a little later.
    for (let hop = 0; hop < 10; hop++) await undefined;
    await play('urgent', 'asked afterwards');
    await Promise.all(playing);
    expect(order).toEqual(['first', 'asked', 'asked afterwards', 'second', 'third']);
  });

  test('what is not wanted any more is not begun; what has begun ends', async () => {
    const players = new Players(['one']);
    const controller = new AbortController();
    const [begun, waiting] = [endless(), endless()];
    const playing = players.play('ahead', begun.work, controller.signal);
    const dropped = players.play('ahead', waiting.work, controller.signal);
    controller.abort('enough');
    begun.end();
    await expect(dropped).rejects.toBe('enough');
    await playing;
    expect(waiting.begun()).toBe(false);
    expect(await players.play('urgent', async (player) => player)).toBe('one');
  });

  test('whoever fails is free for the next', async () => {
    const players = new Players(['one']);
    await expect(players.play('urgent', () => Promise.reject(new Error('it broke')))).rejects.toThrow('it broke');
    expect(await players.play('urgent', async (player) => player)).toBe('one');
  });

  test('rest waits for all that is played', async () => {
    const players = new Players(['one', 'two']);
    const works = [endless(), endless()];
    for (const { work } of works) void players.play('ahead', work);
    let isOver = false;
    const rest = players.rest().then(() => {
      isOver = true;
    });
    works[0]?.end();
    for (let count = 0; count < 3; count++) await players.play('urgent', async () => {});
    expect(isOver).toBe(false);
    works[1]?.end();
    await rest;
    expect(isOver).toBe(true);
  });
});
