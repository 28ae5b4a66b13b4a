import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { EventBatch } from '../read/event-batch.js';
import { sortByUser } from './by-user.js';
import { type EventPart, PartedEvents } from './parted-events.js';
import { OutOfOrder, SessionRun } from './session-run.js';

/** What an event takes in memory until it is cut. */
const bytesOfEvent = 24;
/** What a session takes in memory until it is written. */
const bytesOfSession = 60;

/** Nothing of an event is kept but what is known of its user. */
export class OrderedRun extends SessionRun {
  protected takeUsers(batch: EventBatch): EventBatch {
    const labels = this.makeRoomForLabels(this.eventCount + batch.length)?.subarray(this.eventCount);
    const { size } = this.request.texts.users;
    if (this.cutter.take(batch, size, labels) !== undefined) throw new OutOfOrder();
    if (!this.request.keepsLabels && isMuch(this.cutter.sessionCount, size, this.request.memoryBytes))
      this.cutter.takeClosed((sessions, places) => this.rows.add(sessions, places));
    return batch;
  }

  finish(): void {
    this.writeAll();
    this.rows.flush();
  }
}

/** Keeps all events until the last has come: in memory, or where there are too many, in files. */
export class UnorderedRun extends SessionRun {
  readonly #events = new PartedEvents(this.request.texts.has, this.request.keepsLabels);

  protected takeUsers(batch: EventBatch): EventBatch {
    keepEvents(this.#events, batch, this.eventCount, this.request);
    return batch;
  }

  finish(): void {
    const labels = this.makeRoomForLabels(this.eventCount);
    for (const part of this.#events.parts()) {
      this.#cut(part, labels);
      if (!this.request.keepsLabels) this.writeAll();
    }
    if (this.request.keepsLabels) this.writeAll();
    this.rows.flush();
  }

  override async close(): Promise<void> {
    this.#events.close();
  }

  #cut({ lowest, batches, origins }: EventPart, labels: Int32Array | undefined): void {
    const { texts } = this.request;
    const { events, origins: order } = sortByUser(batches, { greatest: texts.users.size, lowest }, texts.has);
    const found = labels === undefined ? undefined : new Int32Array(events.length);
    this.cutter.take(events, texts.users.size, found);
    if (labels === undefined || found === undefined) return;
    const came = new Int32Array(events.length);
    let at = 0;
    for (const [index, { length }] of batches.entries()) {
      came.set((origins[index] as Int32Array).subarray(0, length), at);
      at += length;
    }
    for (let place = 0; place < events.length; place++)
      labels[came[order[place] as number] as number] = found[place] as number;
  }
}

/** Whether sessions that are over have to be written for the sake of memory, and are enough for it to be worth it. */
export function isMuch(sessionCount: number, userCount: number, memoryBytes: number): boolean {
  return sessionCount * bytesOfSession > memoryBytes && sessionCount > 2 * userCount;
}

/** Keeps the events of a batch, and from when there are too many, in files. */
export function keepEvents(
  kept: PartedEvents,
  batch: EventBatch,
  countBefore: number,
  { memoryBytes, folder }: { readonly memoryBytes: number; readonly folder: string },
): void {
  kept.add(batch, countBefore);
  if (kept.isSpilled || countBefore * bytesOfEvent * 2 <= memoryBytes) return;
  const own = path.join(folder, 'events');
  mkdirSync(own);
  kept.spill(own);
}
