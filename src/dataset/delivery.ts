import { dirtBits, labelsOf } from './dirt-labels.js';
import { type Draws, purposes } from './draws.js';
import type { Dirt } from './population.js';
import type { EventRow } from './rows.js';
import { type Sampler, sample, samplerOf } from './sampling.js';
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

  constructor(dirt: Dirt) {
    this.#dirt = dirt;
    const { late, duplicated, reordered, lost, missingId } = dirt;
    this.#isUnspoilt = [late, duplicated, reordered, lost, missingId].every(({ share }) => share === 0);
    this.#lateBy = samplerOf(late.delay);
    this.#repeatedAfter = samplerOf(duplicated.delay);
  }

  /** Spoils the events of the visit that has just been played. */
  spoil(ledger: UserLedger, visit: Draws): void {
    if (this.#isUnspoilt) return;
    const { late, duplicated, reordered, lost, missingId } = this.#dirt;
    const ofLate = visit.split(purposes.late, 0);
    const ofDuplicated = visit.split(purposes.duplicated, 0);
    const ofReordered = visit.split(purposes.reordered, 0);
    const ofLost = visit.split(purposes.lost, 0);
    const ofMissing = visit.split(purposes.missingId, 0);
    const played = ledger.events.splice(ledger.firstOfVisit);
    for (const [index, event] of played.entries()) {
      if (ofLost.at(index) < lost.share) {
        ledger.lost += 1;
        continue;
      }
      let bits = ledger.bits[index] ?? 0;
      const next = played[index + 1];
      if (next !== undefined && ofReordered.at(index) < reordered.share) {
        bits |= dirtBits.reordered;
        delay(event, next.receivedAtMs - event.receivedAtMs + 1);
      }
      if (ofLate.at(2 * index) < late.share) {
        bits |= dirtBits.late;
        delay(event, wholeMs(this.#lateBy, ofLate.at(2 * index + 1)));
      }
      if (ofMissing.at(index) < missingId.share) {
        bits |= dirtBits.missingId;
        event.anonymousId = '';
      }
      event.dirt = labelsOf(bits);
      ledger.events.push(event);
      if (ofDuplicated.at(2 * index) < duplicated.share) {
        const copy = { ...event, dirt: labelsOf(bits | dirtBits.duplicate) };
        delay(copy, wholeMs(this.#repeatedAfter, ofDuplicated.at(2 * index + 1)));
        ledger.events.push(copy);
      }
    }
  }
}

function wholeMs(sampler: Sampler, fraction: number): number {
  return Math.max(1, Math.round(sample(sampler, fraction)));
}

/** It leaves later and arrives later; that it was called when it was called stays as it is. */
function delay(event: EventRow, byMs: number): void {
  event.sentAtMs += byMs;
  event.receivedAtMs += byMs;
}
