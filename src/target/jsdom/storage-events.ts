import type { StorageChange } from './storage-area.js';

/** The area of storage in which something changed, as a page knows it. */
export type EventArea = 'localStorage' | 'sessionStorage';

/** A change, and where it was made. */
export interface AreaChange extends StorageChange {
  readonly area: EventArea;
  /** The address of the page that made it; empty when no page did. */
  readonly url: string;
}

/** A page that is open and not frozen. */
export interface StorageListener {
  /** The tab, which has a session storage of its own. */
  readonly client: string;
  /** To fire a `storage` event with. It never throws: what a listener of the page throws is the page's affair. */
  storageChanged(change: AreaChange): void;
}

/**
 * Carries changes of storage to the other pages of a device, as a browser does: not while the writing script runs, but
 * right after it, at the same instant, and never to the page that wrote.
 */
export class StorageEvents {
  readonly #listeners = new Set<StorageListener>();
  #queue: { readonly change: AreaChange; readonly listeners: readonly StorageListener[] }[] = [];

  /** How many changes have been made that the others do not know of yet. */
  get pending(): number {
    return this.#queue.length;
  }

  join(listener: StorageListener): void {
    this.#listeners.add(listener);
  }

  /** Whether anybody but this page listens. */
  hasOthers(listener: StorageListener): boolean {
    return this.#listeners.size > (this.#listeners.has(listener) ? 1 : 0);
  }

  /** The page is frozen or gone: it is told no more, not even of what has changed already. */
  leave(listener: StorageListener): void {
    this.#listeners.delete(listener);
  }

  /**
   * @param writer the page that made the change; absent when somebody emptied the storage of the browser
   * @param client the only tab that sees the area; absent when all do
   */
  post(change: AreaChange, writer?: StorageListener, client?: string): void {
    const listeners = [...this.#listeners].filter(
      (each) => each !== writer && (client === undefined || each.client === client),
    );
    if (listeners.length === 0) return;
    this.#queue.push({ change, listeners });
    if (this.#queue.length === 1) queueMicrotask(() => this.#deliver());
  }

  #deliver(): void {
    const due = this.#queue;
    this.#queue = [];
    for (const { change, listeners } of due) {
      for (const listener of listeners) {
        if (this.#listeners.has(listener)) listener.storageChanged(change);
      }
    }
  }
}
