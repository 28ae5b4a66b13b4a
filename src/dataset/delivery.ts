import { dirtBits, labelsOf } from './dirt-labels.js';
import { Draws, purposes } from './draws.js';
import type { Dirt } from './population.js';
import type { EventRow } from './rows.js';
import { type Sampler, sampleMs, samplerOf } from './sampling.js';
import type { UserLedger } from './user-ledger.js';

/** How often a phone sends what it has gathered, and how soon a page sends a message; assumptions. */
const flushEveryMs = 10_000;
const pageSendsAfterMs = 10;

/** When a message leaves, by true time, if nothing is in its way. */
export function leavesAt(channel: 'web' | 'mobile', eventMs: number, visitStartMs: number): number {
  if (channel === 'web') return eventMs + pageSendsAfterMs;
  return visitStartMs + (Math.floor((eventMs - visitStartMs) / flushEveryMs) + 1) * flushEveryMs;
}

/** What happens to messages between the device and the server, dial by dial; each has a stream of its own. */
export class Delivery {
  readonly #dirt: Dirt;
  readonly #isUnspoilt: boolean;
  readonly #lateBy: Sampler;
  readonly #repeatedAfter: Sampler;
  readonly #late = new Draws(0);
  readonly #duplicated = new Draws(0);
  readonly #reordered = new Draws(0);
  readonly #lost = new Draws(0);
  readonly #missing = new Draws(0);

  constructor(dirt: Dirt) {
    this.#dirt = dirt;
    const { late, duplicated, reordered, lost, missingId } = dirt;
    this.#isUnspoilt = [late, duplicated, reordered, lost, missingId].every(({ share }) => share === 0);
    this.#lateBy = samplerOf(late.delay);
    this.#repeatedAfter = samplerOf(duplicated.delay);
  }

  /** Spoils the events of the visit that has just been played. Whatever is turned off asks its stream nothing. */
  spoil(ledger: UserLedger, visit: Draws): void {
    if (this.#isUnspoilt) return;
    const { late, duplicated, reordered, lost, missingId } = this.#dirt;
    this.#late.become(visit, purposes.late, 0);
    this.#duplicated.become(visit, purposes.duplicated, 0);
    this.#reordered.become(visit, purposes.reordered, 0);
    this.#lost.become(visit, purposes.lost, 0);
    this.#missing.become(visit, purposes.missingId, 0);
    const { events, bits: ofEvents, firstOfVisit } = ledger;
    const copies: EventRow[] = [];
    let kept = firstOfVisit;
    for (let at = firstOfVisit; at < events.length; at++) {
      const event = events[at];
      if (event === undefined) break;
      const index = at - firstOfVisit;
      if (lost.share > 0 && this.#lost.at(index) < lost.share) {
        ledger.lost += 1;
        continue;
      }
      const clean = ofEvents[index] ?? 0;
      let bits = clean;
      const next = events[at + 1];
      if (reordered.share > 0 && next !== undefined && this.#reordered.at(index) < reordered.share) {
        bits |= dirtBits.reordered;
        delay(event, next.receivedAtMs - event.receivedAtMs + 1);
      }
      if (late.share > 0 && this.#late.at(2 * index) < late.share) {
        bits |= dirtBits.late;
        delay(event, Math.max(1, sampleMs(this.#lateBy, this.#late.at(2 * index + 1))));
      }
      if (missingId.share > 0 && this.#missing.at(index) < missingId.share) {
        bits |= dirtBits.missingId;
        event.anonymousId = '';
      }
      if (bits !== clean) event.dirt = labelsOf(bits);
      events[kept] = event;
      kept += 1;
      if (duplicated.share > 0 && this.#duplicated.at(2 * index) < duplicated.share) {
        const copy = { ...event, dirt: labelsOf(bits | dirtBits.duplicate) };
        delay(copy, Math.max(1, sampleMs(this.#repeatedAfter, this.#duplicated.at(2 * index + 1))));
        copies.push(copy);
      }
    }
    events.length = kept;
    for (const copy of copies) events.push(copy);
  }
}

/** It leaves later and arrives later; that it was called when it was called stays as it is. */
function delay(event: EventRow, byMs: number): void {
  event.sentAtMs += byMs;
  event.receivedAtMs += byMs;
}
