import { createClock } from '@sinonjs/fake-timers';
import fc from 'fast-check';
import type { World } from '../../src/time/recurrence.js';
import { SteppedClock } from '../../src/time/stepped-clock.js';

export const startMs = 1_772_442_000_000;

/**
 * A page of timers: each writes into a diary of its own kind, keeps a heartbeat, or schedules others. Nothing is kept in
 * closures but what the world shows, as fast-forwarding asks for.
 */
export class TimerPage implements World {
  readonly looksBackMs = 60_000;
  readonly clock = createClock(startMs, Number.MAX_SAFE_INTEGER);
  readonly stepped: SteppedClock;
  /** What a trace would hold. */
  readonly diary: string[] = [];
  readonly times = new Map<string, number>();
  readonly texts = new Map<string, string>();
  readonly log: { readonly text: string; readonly atMs: number }[] = [];
  steps = 0;
  readonly #names = new Map<unknown, string>();

  constructor(fastForward: boolean) {
    this.stepped = new SteppedClock(this.clock, fastForward ? this : undefined);
  }

  state() {
    return {
      rest: `${this.diary.length} ${[...this.times.keys()]} ${[...this.texts.values()]}`,
      timesMs: [...this.times.values()],
      deadlinesMs: [],
      lines: this.log.length,
    };
  }

  saidAgain(lines: number, lengthMs: number): boolean {
    const end = this.log.length;
    for (let index = end - lines; index < end; index++) {
      const [now, before] = [this.log[index], this.log[index - lines]];
      if (now?.text !== before?.text || Number(now?.atMs) - Number(before?.atMs) !== lengthMs) return false;
    }
    return true;
  }

  sayAgain(lines: number, times: number, lengthMs: number): void {
    const round = lines === 0 ? [] : this.log.slice(-lines);
    for (let time = 1; time <= times; time++)
      this.log.push(...round.map(({ text, atMs }) => ({ text, atMs: atMs + time * lengthMs })));
  }

  describeCallback(func: unknown): string {
    return this.#names.get(func) ?? 'nobody';
  }

  moveTimes(positions: ReadonlySet<number>, byMs: number): void {
    for (const [position, [key, timeMs]] of [...this.times].entries()) {
      if (positions.has(position)) this.times.set(key, timeMs + byMs);
    }
  }

  named(name: string, run: () => void): () => void {
    const callback = (): void => {
      this.steps += 1;
      run();
    };
    this.#names.set(callback, name);
    return callback;
  }

  add(part: Part, number: number): void {
    const { clock, times, texts, diary } = this;
    const write = (text: string) => diary.push(`${text} ${number} at ${clock.now - startMs}, ${[...times.values()]}`);
    switch (part.kind) {
      case 'interval':
        clock.setInterval(
          this.named(`interval ${number}`, () => {}),
          part.everyMs,
        );
        break;
      case 'chain': {
        const again = (): void => {
          clock.setTimeout(this.named(`chain ${number}`, again), part.everyMs);
        };
        again();
        break;
      }
      case 'heartbeat':
        times.set(`beat ${number}`, clock.now);
        clock.setInterval(
          this.named(`heartbeat ${number}`, () => times.set(`beat ${number}`, clock.now)),
          part.everyMs,
        );
        break;
      case 'toggle':
        clock.setInterval(
          this.named(`toggle ${number}`, () => {
            texts.set(`toggle ${number}`, texts.get(`toggle ${number}`) === 'on' ? 'off' : 'on');
          }),
          part.everyMs,
        );
        break;
      case 'tick-tock': {
        const tick = (): void => {
          clock.setTimeout(this.named(`tick ${number}`, tock), part.everyMs);
        };
        const tock = (): void => {
          clock.setTimeout(this.named(`tock ${number}`, tick), part.everyMs);
        };
        tick();
        break;
      }
      case 'talker':
        clock.setInterval(
          this.named(`talker ${number}`, () => this.log.push({ text: 'still here', atMs: clock.now - startMs })),
          part.everyMs,
        );
        break;
      case 'counter':
        clock.setInterval(
          this.named(`counter ${number}`, () =>
            this.log.push({ text: `line ${this.log.length}`, atMs: clock.now - startMs }),
          ),
          part.everyMs,
        );
        break;
      case 'late-looker': {
        // Like the queues of the RudderStack SDKs: a timer that comes late is put off, and does nothing.
        const again = (): void => {
          const askedMs = clock.now;
          clock.setTimeout(
            this.named(`late-looker ${number}`, () => {
              const isLate = clock.now - askedMs > 2 * part.everyMs;
              if (!isLate && texts.get('storage') === 'refused') write('refused');
              else again();
            }),
            part.everyMs,
          );
        };
        again();
        break;
      }
      case 'alarm':
        clock.setTimeout(
          this.named(`alarm ${number}`, () => write('alarm')),
          part.everyMs,
        );
        break;
      case 'deadline':
        // A stored instant in the future, which an interval looks for.
        times.set(`deadline ${number}`, startMs + part.afterMs);
        clock.setInterval(
          this.named(`deadline ${number}`, () => {
            if (clock.now < (times.get(`deadline ${number}`) ?? 0)) return;
            write('deadline');
            times.set(`deadline ${number}`, clock.now + part.afterMs);
          }),
          part.everyMs,
        );
        break;
    }
  }
}

const kinds = [
  'interval',
  'chain',
  'heartbeat',
  'toggle',
  'tick-tock',
  'alarm',
  'deadline',
  'talker',
  'counter',
  'late-looker',
] as const;

export interface Part {
  readonly kind: (typeof kinds)[number];
  readonly everyMs: number;
  readonly afterMs: number;
}

export const part: fc.Arbitrary<Part> = fc.record({
  kind: fc.constantFrom(...kinds),
  everyMs: fc.oneof(
    { arbitrary: fc.constantFrom(100, 250, 500, 1_000, 2_000, 3_000, 5_000), weight: 6 },
    { arbitrary: fc.integer({ min: 50, max: 20_000 }), weight: 1 },
  ),
  afterMs: fc.integer({ min: 1_000, max: 900_000 }),
});

/** What happens before a wait. */
export type Between = 'nothing' | 'sleep' | 'set' | 'refuse';
export const between = fc.constantFrom<Between>('nothing', 'sleep', 'set', 'refuse');

export async function play(
  parts: readonly Part[],
  waitsMs: readonly number[],
  fastForward: boolean,
  betweens: readonly Between[] = [],
) {
  const page = new TimerPage(fastForward);
  for (const [number, each] of parts.entries()) page.add(each, number);
  for (const [index, waitMs] of waitsMs.entries()) {
    if (betweens[index] === 'sleep') await page.stepped.sleep(hourMs);
    if (betweens[index] === 'set') await page.stepped.set(hourMs);
    if (betweens[index] === 'refuse') page.texts.set('storage', 'refused');
    await page.stepped.tick(waitMs);
    page.diary.push(`waited until ${page.clock.now - startMs}, ${page.stepped.timersFired} timers`);
  }
  const pending = [...(page.clock.timers?.values() ?? [])]
    .map(({ callAt, type, func }) => `${page.describeCallback(func)}, ${type} ${(callAt ?? 0) - page.clock.now}`)
    .sort();
  return {
    seen: {
      diary: page.diary,
      log: page.log,
      times: [...page.times],
      texts: [...page.texts],
      pending,
      read: page.stepped.read(),
    },
    steps: page.steps,
  };
}

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
