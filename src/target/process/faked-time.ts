import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MovedClock } from './timeline-clock.js';

/**
 * The clock of a process as libfaketime puts it before the one of the machine: what a file says, which stands still until
 * the file says another time. Timers of the process fire by the machine's own clock.
 */
export class FakedTime {
  readonly environment: Readonly<Record<string, string>>;
  readonly #folder: string;
  readonly #file: string;

  /** @param library where libfaketime is */
  constructor(library: string) {
    this.#folder = mkdtempSync(path.join(tmpdir(), 'lapse-faketime-'));
    this.#file = path.join(this.#folder, 'time');
    this.show(0);
    this.environment = {
      [process.platform === 'darwin' ? 'DYLD_INSERT_LIBRARIES' : 'LD_PRELOAD']: library,
      FAKETIME_TIMESTAMP_FILE: this.#file,
      FAKETIME_NO_CACHE: '1',
      // Who waits for an answer of the network waits by the machine's own clock.
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      DONT_FAKE_MONOTONIC: '1',
    };
  }

  /** @param wallMs milliseconds since the epoch; the zone of the process is UTC */
  show(wallMs: number): void {
    writeFileSync(this.#file, new Date(wallMs).toISOString().replace('T', ' ').replace('Z', ''));
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** The time of a timeline for a process whose clock is faked. */
export class FakedClock extends MovedClock {
  readonly #fakedTime: FakedTime;

  constructor(startMs: number, fakedTime: FakedTime) {
    super(startMs);
    this.#fakedTime = fakedTime;
  }

  async begin(): Promise<void> {
    this.#fakedTime.show(this.read().wallMs);
  }

  protected async tell(): Promise<void> {
    this.#fakedTime.show(this.read().wallMs);
  }
}
