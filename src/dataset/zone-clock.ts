const dayMs = 86_400_000;
const minuteMs = 60_000;

/** A stretch of time in which the clocks of a zone are ahead of UTC by the same. */
interface Stretch {
  readonly untilMs: number;
  readonly offsetMs: number;
}

/**
 * The clocks on the wall of a time zone, from a day before `fromMs` to a day after `toMs`. Asking the library takes a
 * microsecond or more, so it is asked once a day, and by halves for the minute at which a summer begins or ends.
 */
export class ZoneClock {
  readonly zone: string;
  readonly #stretches: readonly Stretch[];

  constructor(zone: string, fromMs: number, toMs: number) {
    this.zone = zone;
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    const stretches: Stretch[] = [];
    let beforeMs = fromMs - dayMs;
    let offsetMs = offsetAt(format, beforeMs);
    for (let nextMs = beforeMs + dayMs; nextMs <= toMs + dayMs; nextMs += dayMs) {
      const nextOffsetMs = offsetAt(format, nextMs);
      if (nextOffsetMs !== offsetMs) {
        stretches.push({ untilMs: changeBetween(format, beforeMs, nextMs, offsetMs), offsetMs });
        offsetMs = nextOffsetMs;
      }
      beforeMs = nextMs;
    }
    this.#stretches = [...stretches, { untilMs: Number.POSITIVE_INFINITY, offsetMs }];
  }

  /**
   * The instant at which the clock on the wall shows a time, which is given in milliseconds as if it were UTC. A time
   * that is left out when summer begins is an hour later, and of one that comes twice when it ends it is the first.
   */
  toUtc(wallMs: number): number {
    let before = 0;
    let fromMs = Number.NEGATIVE_INFINITY;
    for (const { untilMs, offsetMs } of this.#stretches) {
      const instantMs = wallMs - offsetMs;
      if (instantMs < fromMs) return wallMs - before;
      if (instantMs < untilMs) return instantMs;
      before = offsetMs;
      fromMs = untilMs;
    }
    return wallMs - before;
  }
}

function offsetAt(format: Intl.DateTimeFormat, instantMs: number): number {
  const parts = new Map(format.formatToParts(instantMs).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const wallMs = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return wallMs - Math.floor(instantMs / 1000) * 1000;
}

/** The first minute at which the clocks are no longer ahead by the same. */
function changeBetween(format: Intl.DateTimeFormat, fromMs: number, toMs: number, offsetMs: number): number {
  let same = fromMs;
  let changed = toMs;
  while (changed - same > minuteMs) {
    const middle = Math.floor((same + changed) / 2 / minuteMs) * minuteMs;
    if (offsetAt(format, middle) === offsetMs) same = middle;
    else changed = middle;
  }
  return changed;
}
