import type { DOMWindow } from 'jsdom';
import { answerTo, isSuccess, pageRequest, type Server } from './page-request.js';
import { xmlHttpRequest } from './xml-http-request.js';

/** What a page is still waiting for. */
export interface PendingRequests {
  /** Requests that were sent and neither answered nor given up. */
  readonly count: number;
}

/**
 * Puts transports on the window that end in `server` instead of a network. They answer as the real server does, with a
 * status and a JSON body, after the running script has finished: a silent server would make the SDK retry for ever. A
 * request that fails, or that nobody answers, ends in them as it does in a browser.
 */
export function installTransports(window: DOMWindow, server: Server): PendingRequests {
  const waiting = new Set<object>();
  // Reflect.set, because these stand in for the parts of the real things that SDKs use, and for no more.
  Reflect.set(window, 'XMLHttpRequest', xmlHttpRequest(window, server, waiting));
  Reflect.set(window, 'fetch', fetchFunction(window, server, waiting));
  Reflect.set(window.navigator, 'sendBeacon', (url: unknown, data: unknown) => {
    server(pageRequest(window, 'POST', url, data));
    // A browser says that it will send the data, offline as well, and never how that went.
    return true;
  });
  return {
    get count() {
      return waiting.size;
    },
  };
}

interface FetchOptions {
  readonly method?: string;
  readonly body?: unknown;
  readonly signal?: AbortSignal | null;
}

function fetchFunction(window: DOMWindow, server: Server, waiting: Set<object>) {
  // Promises and errors of Node's own realm would not be recognised by code that asks `instanceof`.
  const { Promise: PagePromise, TypeError: PageTypeError } = window as DOMWindow & typeof globalThis;
  return (input: unknown, { method = 'GET', body, signal }: FetchOptions = {}) => {
    if (signal?.aborted) return PagePromise.reject(signal.reason);
    const outcome = server(pageRequest(window, method, input, body));
    if (outcome.kind === 'answered') return PagePromise.resolve(fetchResponse(outcome.status, PagePromise));
    if (outcome.kind === 'failed') return PagePromise.reject(new PageTypeError('Failed to fetch'));
    return new PagePromise((_resolve, reject) => {
      const request = {};
      waiting.add(request);
      signal?.addEventListener('abort', () => {
        waiting.delete(request);
        reject(signal.reason);
      });
    });
  };
}

function fetchResponse(status: number, pagePromise: PromiseConstructor): object {
  const answer = answerTo(status);
  return {
    ok: isSuccess(status),
    status,
    statusText: String(status),
    headers: { get: () => null },
    text: () => pagePromise.resolve(answer),
    json: () => pagePromise.resolve(JSON.parse(answer)),
  };
}
