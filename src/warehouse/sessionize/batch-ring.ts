import type { TextColumn } from '../read/column-choice.js';
import { batchCapacity, columnsOf, type EventBatch } from '../read/event-batch.js';

/** How many batches may wait: enough that neither side waits for the other because of a hiccup. */
const slotCount = 16;

/** The numbers that both threads see, by their places. */
const published = 0;
const released = 1;
/** Changes whenever the side that fills has something to look at: room, or a message. */
const signals = 2;
const told = 3;
const heard = 4;
const refusedPlace = 5;
const controlLength = 6;

/** What a slot says of its batch. */
const lengthPlace = 0;
const greatestUserPlace = 1;
const wordsOfSlot = 2;

/** The length of what is no batch: none comes after it. */
const ended = -1;

/** Memory that two threads have in common; it may be sent from one to the other. */
export interface RingMemory {
  readonly control: Int32Array;
  /** Two words for each slot. */
  readonly words: Int32Array;
  readonly slots: readonly Omit<EventBatch, 'length'>[];
}

export function newRing(has: ReadonlySet<TextColumn>): RingMemory {
  const integers = (length: number): Int32Array => new Int32Array(new SharedArrayBuffer(length * 4));
  const column = (name: TextColumn): Int32Array | undefined => (has.has(name) ? integers(batchCapacity) : undefined);
  return {
    control: integers(controlLength),
    words: integers(slotCount * wordsOfSlot),
    slots: Array.from({ length: slotCount }, () => ({
      users: integers(batchCapacity),
      timesMs: new Float64Array(new SharedArrayBuffer(batchCapacity * 8)),
      campaigns: column('campaign'),
      pages: column('page'),
      events: column('event'),
    })),
  };
}

/**
 * Batches of events on their way from the thread that reads them to the one that cuts them. Both sides wait where they have
 * to, without giving way to anything else of their thread.
 */
export class BatchRing {
  readonly #memory: RingMemory;
  readonly #control: Int32Array;

  constructor(memory: RingMemory) {
    this.#memory = memory;
    this.#control = memory.control;
  }

  /**
   * Sends a copy of a batch.
   * @param onSignal called while there is no room: the other side may have said why
   */
  put(batch: EventBatch, greatestUser: number, onSignal: () => void): void {
    const slot = this.#room(onSignal);
    const { words, slots } = this.#memory;
    const to = columnsOf({ length: 0, ...(slots[slot] as RingMemory['slots'][number]) });
    for (const [index, from] of columnsOf(batch).entries()) to[index]?.set(from.subarray(0, batch.length));
    words[slot * wordsOfSlot + lengthPlace] = batch.length;
    words[slot * wordsOfSlot + greatestUserPlace] = greatestUser;
    this.#publish();
  }

  /** Says that no batch comes any more. */
  end(onSignal: () => void): void {
    const slot = this.#room(onSignal);
    this.#memory.words[slot * wordsOfSlot + lengthPlace] = ended;
    this.#publish();
  }

  /** The batches in their order; each is given back when the next is asked for. */
  *batches(): Generator<{ readonly batch: EventBatch; readonly greatestUser: number }, void> {
    const { words, slots } = this.#memory;
    for (let taken = 0; ; taken++) {
      for (;;) {
        const count = Atomics.load(this.#control, published);
        if (count !== taken) break;
        Atomics.wait(this.#control, published, count);
      }
      const slot = taken % slotCount;
      const length = words[slot * wordsOfSlot + lengthPlace] as number;
      if (length === ended) return;
      const batch = { length, ...(slots[slot] as RingMemory['slots'][number]) };
      yield { batch, greatestUser: words[slot * wordsOfSlot + greatestUserPlace] as number };
      Atomics.store(this.#control, released, taken + 1);
      this.#signal();
    }
  }

  /** Says that no more batches are wanted, though they may still be put. */
  refuse(): void {
    Atomics.store(this.#control, refusedPlace, 1);
  }

  get isRefused(): boolean {
    return Atomics.load(this.#control, refusedPlace) === 1;
  }

  /** The side that takes has sent a message. */
  tell(): void {
    Atomics.add(this.#control, told, 1);
    this.#signal();
  }

  /** The side that puts has done what a message asked for. */
  hear(): void {
    Atomics.add(this.#control, heard, 1);
    Atomics.notify(this.#control, heard);
  }

  /** How many messages have not been heard yet. */
  get unheard(): number {
    return Atomics.load(this.#control, told) - Atomics.load(this.#control, heard);
  }

  /** Waits until there are no more messages than these that nobody has heard. */
  waitUntilHeard(most: number): void {
    for (;;) {
      const count = Atomics.load(this.#control, heard);
      if (Atomics.load(this.#control, told) - count <= most) return;
      Atomics.wait(this.#control, heard, count);
    }
  }

  /** Waits until `isDone` holds; what it looks at changes only when the other side signals. */
  waitUntil(isDone: () => boolean): void {
    for (;;) {
      const count = Atomics.load(this.#control, signals);
      if (isDone()) return;
      Atomics.wait(this.#control, signals, count);
    }
  }

  #room(onSignal: () => void): number {
    const count = Atomics.load(this.#control, published);
    this.waitUntil(() => {
      onSignal();
      return count - Atomics.load(this.#control, released) < slotCount;
    });
    return count % slotCount;
  }

  #publish(): void {
    Atomics.add(this.#control, published, 1);
    Atomics.notify(this.#control, published);
  }

  #signal(): void {
    Atomics.add(this.#control, signals, 1);
    Atomics.notify(this.#control, signals);
  }
}
