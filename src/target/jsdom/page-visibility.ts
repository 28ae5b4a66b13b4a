import type { DOMWindow } from 'jsdom';

type Visibility = 'visible' | 'hidden';

/**
 * Whether a page can be seen, and the events that tell it so. `pagehide` and `pageshow` are not among them: a browser
 * fires these when a page is left and entered, not when another tab comes in front of it.
 */
export class PageVisibility {
  readonly #dispatch: EventTarget['dispatchEvent'];
  readonly #Event: DOMWindow['Event'];
  readonly #document: Document;
  #visibility: Visibility = 'visible';
  #beforeFreeze: Visibility = 'visible';

  constructor(window: DOMWindow) {
    const { Event, EventTarget, document } = window;
    // Before any script runs, which may replace them.
    this.#Event = Event;
    this.#dispatch = EventTarget.prototype.dispatchEvent;
    this.#document = document;
    const visibility = (): Visibility => this.#visibility;
    Object.defineProperty(document, 'visibilityState', { get: visibility, configurable: true });
    Object.defineProperty(document, 'hidden', { get: () => visibility() === 'hidden', configurable: true });
  }

  /** Tells the page only if something changes. */
  change(visibility: Visibility): void {
    if (this.#visibility === visibility) return;
    this.#visibility = visibility;
    this.#fire('visibilitychange');
  }

  /** Only hidden pages are frozen, so the page is hidden first. */
  freeze(): void {
    this.#beforeFreeze = this.#visibility;
    this.change('hidden');
    this.#fire('freeze');
  }

  thaw(): void {
    this.#fire('resume');
    this.change(this.#beforeFreeze);
  }

  #fire(type: string): void {
    this.#dispatch.call(this.#document, new this.#Event(type, { bubbles: true }));
  }
}
