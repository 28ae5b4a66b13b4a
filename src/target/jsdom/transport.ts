import type { DOMWindow } from 'jsdom';

/** A request as it left the page, whatever it left through. */
export interface PageRequest {
  readonly method: string;
  readonly url: string;
  readonly body: string;
}

/** Told of every request; answers with the status that the server would give. */
export type Server = (request: PageRequest) => number;

/**
 * Puts transports on the window that end in `server` instead of a network. They answer as the real server does, with a
 * status and a JSON body, after the running script has finished: a silent server would make the SDK retry for ever.
 */
export function installTransports(window: DOMWindow, server: Server): void {
  // Reflect.set, because these stand in for the parts of the real things that SDKs use, and for no more.
  Reflect.set(window, 'XMLHttpRequest', xmlHttpRequest(window, server));
  const pagePromise: PromiseConstructor = Reflect.get(window, 'Promise');
  Reflect.set(window, 'fetch', (input: unknown, options?: { method?: string; body?: unknown }) => {
    const status = server({
      method: options?.method ?? 'GET',
      url: resolve(window, input),
      body: bodyText(options?.body),
    });
    // A promise of Node's own realm would not be recognised by code that asks `instanceof Promise`.
    return pagePromise.resolve(fetchResponse(status, pagePromise));
  });
  Reflect.set(window.navigator, 'sendBeacon', (url: unknown, data: unknown) => {
    server({ method: 'POST', url: resolve(window, url), body: bodyText(data) });
    return true;
  });
}

const answer = '{"status":"OK"}';

function resolve(window: DOMWindow, url: unknown): string {
  return new URL(String(url), window.location.href).href;
}

function bodyText(body: unknown): string {
  return body === undefined || body === null ? '' : String(body);
}

function fetchResponse(status: number, pagePromise: PromiseConstructor): object {
  return {
    ok: status >= 200 && status < 300,
    status,
    statusText: String(status),
    headers: { get: () => null },
    text: () => pagePromise.resolve(answer),
    json: () => pagePromise.resolve({ status: 'OK' }),
  };
}

const responseEvents = ['readystatechange', 'load', 'loadend'];
const handledEvents = [...responseEvents, 'error', 'timeout', 'abort'];

/** The part of XMLHttpRequest that analytics SDKs use. */
function xmlHttpRequest(window: DOMWindow, server: Server) {
  // The page may put something else in its place.
  const { Event: PageEvent } = window;
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
    #url = '';
    #isAborted = false;

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
      this.#method = method;
      this.#url = resolve(window, url);
      this.#isAborted = false;
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
      this.#isAborted = true;
      this.readyState = 0;
      this.dispatchEvent(new PageEvent('abort'));
    }

    send(body?: unknown): void {
      const status = server({ method: this.#method, url: this.#url, body: bodyText(body) });
      queueMicrotask(() => {
        if (this.#isAborted) return;
        this.readyState = 4;
        this.status = status;
        this.responseURL = this.#url;
        this.responseText = answer;
        this.response = answer;
        for (const type of responseEvents) this.dispatchEvent(new PageEvent(type));
      });
    }
  };
}
