import type { World, WorldState } from '../../time/recurrence.js';

/** An area of storage as it is looked at, and wound on, by whoever is not a page. */
export interface IdleArea {
  items(): Iterable<readonly [string, string]>;
  /** Puts a value in the place of another without anybody having written it. */
  restore(key: string, value: string): void;
}

/** What a browser profile holds while nobody does anything. */
export interface IdleProfile {
  readonly condition: string;
  readonly storageEvents: { readonly pending: number };
  areas(): Iterable<IdleArea>;
  cookies(): Iterable<{ readonly text: string; readonly expiresMs?: number }>;
}

/** The lines that pages log, which may be the same in every round. */
export interface IdleLines {
  /** How many there are so far. */
  readonly lines: number;
  saidAgain(lines: number, lengthMs: number): boolean;
  sayAgain(lines: number, times: number, lengthMs: number): void;
}

/** What the player can tell of the pages that are open. */
export interface IdlePages {
  readonly profiles: Iterable<IdleProfile>;
  /**
   * How many entries the trace has, how many requests nobody has answered yet, and how many random numbers were drawn:
   * none of them may change in a round.
   */
  readonly entries: number;
  readonly pendingRequests: number;
  readonly draws: number;
  /** The lines that are logged; absent when each of them counts as an entry. */
  readonly log?: IdleLines;
}

/** A time in milliseconds as it stands in stored texts: the digits reach from 1973 to the year 33658. */
const timeInText = /(?<!\d)\d{12,15}(?!\d)/g;

/** What a stored text says apart from the times in it, as a number, and the times. */
interface ReadText {
  readonly number: number;
  readonly timesMs: readonly number[];
}

/** How far back pages are taken to look where nothing is known of their SDK. */
const defaultLooksBackMs = 60_000;

/** Texts of which it is remembered how they were read; most stay as they are from one timer to the next. */
const mostReadTexts = 2_000;

/**
 * The pages of a timeline as the clock sees them while nobody does anything: what they have stored, and how much they
 * have said. Stored times are told apart from the rest, because SDKs that watch over each other's tabs rewrite the time
 * at which they were last alive every second.
 */
export class IdleWorld implements World {
  readonly looksBackMs: number;
  readonly #pages: () => IdlePages;
  readonly #callbacks: WeakMap<object, unknown>;
  readonly #sources = new Map<string, string>();
  /** Texts are long and mostly the same, so that each is looked at once, and its number stands for it. */
  readonly #numbers = new Map<string, number>();
  readonly #read = new Map<string, ReadText>();

  /**
   * @param pages looked up at every call, for pages come and go
   * @param callbacks what stands behind the functions that the clock calls
   * @param looksBackMs the longest time from a stored instant until now that the SDK compares with anything
   */
  constructor(pages: () => IdlePages, callbacks: WeakMap<object, unknown>, looksBackMs = defaultLooksBackMs) {
    this.looksBackMs = looksBackMs;
    this.#pages = pages;
    this.#callbacks = callbacks;
  }

  state(): WorldState {
    const { profiles, entries, pendingRequests, draws, log } = this.#pages();
    let rest = `${entries} entries, ${pendingRequests} requests, ${draws} draws`;
    const timesMs: number[] = [];
    const deadlinesMs: number[] = [];
    for (const profile of profiles) {
      rest += `; storage ${profile.condition}, ${profile.storageEvents.pending} events`;
      for (const area of profile.areas()) {
        rest += ', area';
        for (const [key, value] of area.items()) {
          const read = this.#readText(value);
          rest += ` ${this.#numberOf(key)}=${read.number}`;
          timesMs.push(...read.timesMs);
        }
      }
      rest += ', cookies';
      for (const { text, expiresMs } of profile.cookies()) {
        rest += ` ${this.#numberOf(text)}`;
        if (expiresMs !== undefined) deadlinesMs.push(expiresMs);
      }
    }
    return { rest, timesMs, deadlinesMs, lines: log?.lines ?? 0 };
  }

  #numberOf(text: string): number {
    const number = this.#numbers.get(text) ?? this.#numbers.size;
    this.#numbers.set(text, number);
    return number;
  }

  #readText(text: string): ReadText {
    const known = this.#read.get(text);
    if (known !== undefined) return known;
    const timesMs: number[] = [];
    const withoutTimes = text.replace(timeInText, (digits) => {
      timesMs.push(Number(digits));
      return '#';
    });
    const read = { number: this.#numberOf(withoutTimes), timesMs };
    if (this.#read.size >= mostReadTexts) this.#read.clear();
    this.#read.set(text, read);
    return read;
  }

  /** By its source, numbered: two closures of one function are taken for the same. */
  describeCallback(func: unknown): string {
    const original = typeof func === 'function' ? (this.#callbacks.get(func) ?? func) : func;
    const source = String(original);
    const known = this.#sources.get(source);
    if (known !== undefined) return known;
    const number = `callback ${this.#sources.size}`;
    this.#sources.set(source, number);
    return number;
  }

  saidAgain(lines: number, lengthMs: number): boolean {
    return this.#pages().log?.saidAgain(lines, lengthMs) === true;
  }

  sayAgain(lines: number, times: number, lengthMs: number): void {
    if (lines > 0) this.#pages().log?.sayAgain(lines, times, lengthMs);
  }

  moveTimes(positions: ReadonlySet<number>, byMs: number): void {
    if (positions.size === 0) return;
    let position = 0;
    for (const profile of this.#pages().profiles) {
      for (const area of profile.areas()) moveTimesIn(area);
    }

    function moveTimesIn(area: IdleArea): void {
      for (const [key, value] of [...area.items()]) {
        const moved = value.replace(timeInText, (digits) =>
          positions.has(position++) ? String(Number(digits) + byMs) : digits,
        );
        if (moved !== value) area.restore(key, moved);
      }
    }
  }
}
