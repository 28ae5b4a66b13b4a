import type { DOMWindow } from 'jsdom';
import { answerTo, pageRequest, type Server } from './page-request.js';

const handledEvents = ['readystatechange', 'load', 'loadend', 'error', 'timeout', 'abort'];

/**
 * The part of XMLHttpRequest that analytics SDKs use.
 * @param waiting holds the requests that are neither answered nor given up
 */
export function xmlHttpRequest(window: DOMWindow, server: Server, waiting: Set<object>): new () => EventTarget {
  // The page may put something else in the place of its event and of its timers.
  const { Event: PageEvent, setTimeout: startTimer, clearTimeout: stopTimer } = window;
  return class extends window.EventTarget {
    // Where jsdom looks for the window to which it reports what a listener throws; it would swallow it otherwise.
    readonly _ownerDocument = { _defaultView: window };
    readyState = 0;
    status = 0;
    statusText = '';
    response = '';
    responseText = '';
    responseURL = '';
    timeout = 0;
    withCredentials = false;
    responseType = '';
    onload: ((event: Event) => void) | null = null;
    onloadend: ((event: Event) => void) | null = null;
    onreadystatechange: ((event: Event) => void) | null = null;
    onerror: ((event: Event) => void) | null = null;
    ontimeout: ((event: Event) => void) | null = null;
    onabort: ((event: Event) => void) | null = null;
    #method = 'GET';
    #url: unknown = '';
    /** Counts the requests that this object has begun, so that an answer is told apart from that of an earlier one. */
    #sent = 0;
    #isPending = false;
    #patience: number | undefined;

    constructor() {
      super();
      for (const type of handledEvents) {
        // As a listener, because what a listener throws is reported to the window instead of ending the thread.
        this.addEventListener(type, (event) => {
          const handler: unknown = Reflect.get(this, `on${type}`);
          if (typeof handler === 'function') handler.call(this, event);
        });
      }
    }

    open(method: string, url: unknown): void {
      this.#settle();
      this.#method = method;
      this.#url = url;
      this.status = 0;
      this.readyState = 1;
    }

    setRequestHeader(): void {}

    getResponseHeader(): string | null {
      return null;
    }

    getAllResponseHeaders(): string {
      return '';
    }

    abort(): void {
      if (this.#isPending) this.#fail('abort');
      this.readyState = 0;
    }

    send(body?: unknown): void {
      this.#isPending = true;
      const sent = ++this.#sent;
      const request = pageRequest(window, this.#method, this.#url, body);
      const outcome = server(request);
      if (outcome.kind === 'unanswered') {
        waiting.add(this);
        if (this.timeout > 0) this.#patience = startTimer(() => this.#fail('timeout'), this.timeout);
        return;
      }
      queueMicrotask(() => {
        if (!this.#isPending || sent !== this.#sent) return;
        if (outcome.kind === 'failed') this.#fail('error');
        else this.#answer(request.url, outcome.status);
      });
    }

    #answer(url: string, status: number): void {
      this.#settle();
      this.readyState = 4;
      this.status = status;
      this.responseURL = url;
      this.responseText = answerTo(status);
      this.response = this.responseText;
      for (const type of ['readystatechange', 'load', 'loadend']) this.dispatchEvent(new PageEvent(type));
    }

    /** In the order of a browser, and without a status: it says nothing of what went wrong. */
    #fail(why: 'error' | 'timeout' | 'abort'): void {
      this.#settle();
      this.readyState = 4;
      this.status = 0;
      this.responseURL = '';
      this.responseText = '';
      this.response = '';
      for (const type of ['readystatechange', why, 'loadend']) this.dispatchEvent(new PageEvent(type));
    }

    #settle(): void {
      this.#isPending = false;
      waiting.delete(this);
      if (this.#patience !== undefined) stopTimer(this.#patience);
      this.#patience = undefined;
    }
  };
}
