import { appendFileSync, closeSync, ftruncateSync, openSync, rmSync } from 'node:fs';
import { type CapturedRequest, captureEnding, captureHead, captureLine } from '../record/capture.js';
import { countOf } from '../report/count.js';
import { displayPath, InputError, reasonOf } from '../spec/input-error.js';
import { packageVersion } from '../spec/package-root.js';
import { readMessages } from '../wire/messages.js';

/** Writes a capture while it is recorded: each request before it is answered, so that nothing an app was told is lost. */
export class CaptureWriter {
  readonly #path: string;
  readonly #file: number;
  #bytes: number;
  #requests = 0;
  #messages = 0;

  /** @throws InputError when there is such a file already, or there can be none */
  constructor(path: string) {
    const shown = displayPath(path);
    this.#path = path;
    if (!path.endsWith(captureEnding)) {
      throw new InputError([
        { message: `--out is ${JSON.stringify(path)}`, allowed: `a name that ends in ${captureEnding}` },
      ]);
    }
    try {
      this.#file = openSync(path, 'wx');
    } catch (error) {
      const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
      // What a person played for an hour is not written over by a slip of the pen.
      const message = isThere ? `${shown} is there already` : `${shown} cannot be written: ${reasonOf(error)}`;
      throw new InputError([{ message, allowed: 'a new file in a folder that is there' }]);
    }
    const head = captureHead(packageVersion);
    appendFileSync(this.#file, head);
    this.#bytes = Buffer.byteLength(head);
  }

  /** How much was written so far. */
  get told(): string {
    return `${countOf(this.#requests, 'request')} with ${countOf(this.#messages, 'message')}`;
  }

  /** @throws InputError when the disk takes no more; what was written before is whole then */
  write(request: CapturedRequest): void {
    const line = Buffer.from(captureLine(request));
    try {
      appendFileSync(this.#file, line);
    } catch (error) {
      // The disk may have taken a part of the line.
      ftruncateSync(this.#file, this.#bytes);
      const message = `${displayPath(this.#path)} takes no more than the ${this.told} that are in it: ${reasonOf(error)}`;
      throw new InputError([{ message, allowed: 'a disk that has room' }]);
    }
    this.#bytes += line.length;
    this.#requests += 1;
    const read = readMessages(request);
    this.#messages += 'messages' in read ? read.messages.length : 0;
  }

  close(): void {
    closeSync(this.#file);
  }

  /** Closes it as if it had never been there. */
  discard(): void {
    this.close();
    rmSync(this.#path, { force: true });
  }
}
