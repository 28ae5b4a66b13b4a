const dayMs = 86_400_000;
const zero = 0x30;

/** Timestamps as text, `2026-03-02T09:00:00.000Z`. The date of a day is looked up once, and the rest is arithmetic. */
export class TimestampText {
  readonly #dates = new Map<number, Buffer>();
  #day = Number.NaN;
  #date: Buffer = Buffer.alloc(0);

  /**
   * Writes 24 bytes, for which there must be room, or more for years beyond 9999.
   * @param ms whole milliseconds since the epoch
   * @returns where they end
   */
  write(bytes: Buffer, start: number, ms: number): number {
    const day = Math.floor(ms / dayMs);
    if (day !== this.#day) {
      this.#date = this.#dateOf(day);
      this.#day = day;
    }
    const date = this.#date;
    let at = start;
    for (let index = 0; index < date.length; index++) bytes[at++] = date[index] as number;
    let rest = (ms - day * dayMs) | 0;
    const hours = (rest / 3_600_000) | 0;
    rest -= hours * 3_600_000;
    const minutes = (rest / 60_000) | 0;
    rest -= minutes * 60_000;
    const seconds = (rest / 1_000) | 0;
    rest -= seconds * 1_000;
    const hundreds = (rest / 100) | 0;
    rest -= hundreds * 100;
    at = twoDigits(bytes, at, hours, 0x3a);
    at = twoDigits(bytes, at, minutes, 0x3a);
    at = twoDigits(bytes, at, seconds, 0x2e);
    bytes[at++] = zero + hundreds;
    return twoDigits(bytes, at, rest, 0x5a);
  }

  #dateOf(day: number): Buffer {
    const known = this.#dates.get(day);
    if (known !== undefined) return known;
    const [text] = new Date(day * dayMs).toISOString().split('T');
    const date = Buffer.from(`${text}T`);
    this.#dates.set(day, date);
    return date;
  }
}

/** Two digits and the byte that follows them. */
function twoDigits(bytes: Buffer, at: number, value: number, next: number): number {
  const tens = (value / 10) | 0;
  bytes[at] = zero + tens;
  bytes[at + 1] = zero + value - tens * 10;
  bytes[at + 2] = next;
  return at + 3;
}
