import { Worker } from 'node:worker_threads';
import { endThread } from '../../time/host-thread.js';
import type { BlockSetup, NewTexts, ScannedBlock } from './block-scanner.js';
import type { TextColumn } from './column-choice.js';
import type { EventTexts } from './event-fields.js';
import type { Stretch } from './scan-worker.js';
import type { TextDictionary } from './text-dictionary.js';

const firstCodes = 4_096;

/** A thread that reads stretches of a file, and what its codes of texts mean here. */
export class ScanThread {
  readonly #worker: Worker;
  readonly #blocks: (ScannedBlock | undefined)[] = [];
  readonly #users: CodeTranslation;
  readonly #texts: ReadonlyMap<TextColumn, CodeTranslation>;
  #fault: Error | undefined;
  #wake: () => void = () => {};

  constructor(setup: BlockSetup, { users, texts }: EventTexts) {
    // From the sources, as tests run them, the thread is the one that was built.
    const file = new URL('./scan-worker.js', import.meta.url.replace('/src/warehouse/', '/dist/warehouse/'));
    this.#worker = new Worker(file, { workerData: setup });
    this.#worker.on('message', (block: ScannedBlock | undefined) => {
      this.#blocks.push(block);
      this.#wake();
    });
    this.#worker.on('error', (error: Error) => {
      this.#fault = error;
      this.#wake();
    });
    this.#users = new CodeTranslation(users);
    this.#texts = new Map([...texts].map(([column, dictionary]) => [column, new CodeTranslation(dictionary)]));
  }

  begin(stretch: Stretch): void {
    this.#worker.postMessage(stretch);
  }

  /**
   * The block of the first stretch that has not been asked for, with the codes of here, and nothing if it has to be read
   * together with those before.
   * @throws what the thread has thrown
   */
  async next(): Promise<ScannedBlock | undefined> {
    while (this.#blocks.length === 0) {
      if (this.#fault !== undefined) throw this.#fault;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const block = this.#blocks.shift();
    if (block === undefined) return undefined;
    this.#users.learn(block.users);
    for (const [column, texts] of block.texts) this.#texts.get(column)?.learn(texts);
    for (const { length, users, campaigns, pages, events } of block.batches) {
      this.#users.translate(users, length);
      for (const [column, codes] of [
        ['campaign', campaigns] as const,
        ['page', pages] as const,
        ['event', events] as const,
      ]) {
        if (codes !== undefined) this.#texts.get(column)?.translate(codes, length);
      }
    }
    return block;
  }

  async close(): Promise<void> {
    await endThread(this.#worker);
  }
}

/** The codes that texts of another dictionary have in one of here. */
class CodeTranslation {
  readonly #dictionary: TextDictionary;
  #codes = new Int32Array(firstCodes);
  /** The greatest code of the other dictionary that is known; 0 is 0 everywhere. */
  #size = 0;

  constructor(dictionary: TextDictionary) {
    this.#dictionary = dictionary;
  }

  learn({ bytes, ends }: NewTexts): void {
    if (this.#size + ends.length >= this.#codes.length) {
      const codes = new Int32Array((this.#size + ends.length + 1) * 2);
      codes.set(this.#codes);
      this.#codes = codes;
    }
    let start = 0;
    for (let at = 0; at < ends.length; at++) {
      const end = ends[at] as number;
      this.#size += 1;
      this.#codes[this.#size] = this.#dictionary.codeOf(bytes, start, end);
      start = end;
    }
  }

  translate(codes: Int32Array, length: number): void {
    const known = this.#codes;
    for (let place = 0; place < length; place++) codes[place] = known[codes[place] as number] as number;
  }
}
