const dayMs = 86_400_000;

/** How long the date of a year of four digits is, with the `T` after it. */
const usualDate = 11;

/** Timestamps as text, `2026-03-02T09:00:00.000Z`. The date of a day is looked up once, and the rest is arithmetic. */
export class TimestampText {
  readonly #dates = new Map<number, DateText>();
  /** The day of the timestamp before. */
  #dayMs = Number.NaN;
  #date: DateText = dateOf(0);

  /**
   * Writes 24 bytes, for which there must be room, or more for years beyond 9999. They are written as numbers of four bytes,
   * which takes a third of the time of one after the other; what is too much in one is written over by the next.
   * @param ms whole milliseconds since the epoch
   * @returns where they end
   */
  write(view: DataView, start: number, ms: number): number {
    let rest = ms - this.#dayMs;
    if (!(rest >= 0 && rest < dayMs)) {
      this.#turnTo(Math.floor(ms / dayMs));
      rest = ms - this.#dayMs;
    }
    const { text, words } = this.#date;
    const { length } = text;
    const at = start + length;
    if (length === usualDate) {
      view.setInt32(start, words[0] as number, true);
      view.setInt32(start + 4, words[1] as number, true);
      view.setInt32(start + 8, words[2] as number, true);
    } else {
      for (let index = 0; index < length; index++) view.setUint8(start + index, text.charCodeAt(index));
    }
    rest |= 0;
    const hours = (rest / 3_600_000) | 0;
    rest -= hours * 3_600_000;
    const minutes = (rest / 60_000) | 0;
    rest -= minutes * 60_000;
    const seconds = (rest / 1_000) | 0;
    view.setInt32(at, beforeColon[hours] as number, true);
    view.setInt32(at + 3, beforeColon[minutes] as number, true);
    view.setInt32(at + 6, beforePoint[seconds] as number, true);
    view.setInt32(at + 9, milliseconds[rest - seconds * 1_000] as number, true);
    return at + 13;
  }

  #turnTo(day: number): void {
    let date = this.#dates.get(day);
    if (date === undefined) {
      date = dateOf(day);
      this.#dates.set(day, date);
    }
    this.#dayMs = day * dayMs;
    this.#date = date;
  }
}

/** A date with the `T` after it, and the same as numbers. */
interface DateText {
  readonly text: string;
  readonly words: Int32Array;
}

function dateOf(day: number): DateText {
  const [date] = new Date(day * dayMs).toISOString().split('T');
  const text = `${date}T`;
  return { text, words: Int32Array.from({ length: 3 }, (_, index) => numberOf(text.slice(4 * index, 4 * index + 4))) };
}

const beforeColon = Int32Array.from({ length: 60 }, (_, value) => numberOf(`${String(value).padStart(2, '0')}:`));
const beforePoint = Int32Array.from({ length: 60 }, (_, value) => numberOf(`${String(value).padStart(2, '0')}.`));
const milliseconds = Int32Array.from({ length: 1_000 }, (_, value) => numberOf(`${String(value).padStart(3, '0')}Z`));

/** Four characters as a number of which the lowest byte is the first of them. */
function numberOf(text: string): number {
  return Buffer.from(text.padEnd(4)).readInt32LE();
}
