import type { CollectedRequest } from '../../wire/collector/collector.js';

/** What identifies a request on both sides of the wire. */
export interface Sent {
  readonly method: string;
  /** The path, with its query. */
  readonly path: string;
  /** Absent where the page did not say what it sent. */
  readonly body?: string | undefined;
}

/** The requests that have arrived at the collector, each to be paired with the one that a page is known to have sent. */
export class Arrivals {
  readonly #arrived: CollectedRequest[] = [];
  readonly #waiting: { readonly sent: Sent; readonly resolve: () => void }[] = [];

  receive(request: CollectedRequest): void {
    this.#arrived.push(request);
    const index = this.#waiting.findIndex(({ sent }) => isSame(sent, request));
    if (index !== -1) this.#waiting.splice(index, 1)[0]?.resolve();
  }

  /** Resolves when the request is there. It stays to be taken. */
  until(sent: Sent): Promise<void> {
    if (this.#arrived.some((request) => isSame(sent, request))) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.push({ sent, resolve });
    });
  }

  /** Takes the request out, if it has arrived. */
  take(sent: Sent): CollectedRequest | undefined {
    const index = this.#arrived.findIndex((request) => isSame(sent, request));
    return index === -1 ? undefined : this.#arrived.splice(index, 1)[0];
  }

  /** What nobody is known to have sent. */
  takeRest(): CollectedRequest[] {
    return this.#arrived.splice(0);
  }
}

function isSame(sent: Sent, request: CollectedRequest): boolean {
  if (sent.path !== request.url || sent.method.toUpperCase() !== request.method) return false;
  return sent.body === undefined || sent.body === request.body;
}
