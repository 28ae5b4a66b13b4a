/** One request that a page has sent, for whoever waits for it. */
export interface Exchange {
  /** Resolves when the browser may send it. */
  readonly turn: Promise<void>;
  /** It is about to end, for the page has lost its patience. */
  ending(): void;
  /** It has ended with this status, or with 0 because it failed. */
  end(status: number): void;
}

export interface Sending {
  readonly through: 'request' | 'beacon';
  readonly method: string;
  readonly url: string;
  /** Absent if it is no text. */
  readonly body?: string;
}

export type Window = globalThis.Window & typeof globalThis;

/**
 * Tells of every request that a page sends, and of its end; the browser itself sends it. Only how long a page is willing to
 * wait is taken out of the browser's hands, which would count it in real time.
 */
export function watchTransports(window: Window, begin: (sending: Sending) => Exchange): void {
  watchXmlHttpRequest(window, begin);
  watchFetch(window, begin);
  const { navigator } = window;
  const sendBeacon = navigator.sendBeacon.bind(navigator);
  navigator.sendBeacon = (url, data) => {
    const isSent = sendBeacon(url, data);
    if (isSent) begin({ through: 'beacon', method: 'POST', url: absolute(window, url), ...textOf(data) });
    return isSent;
  };
}

function watchXmlHttpRequest(window: Window, begin: (sending: Sending) => Exchange): void {
  const { prototype } = window.XMLHttpRequest;
  const { open, send, abort } = prototype;
  const own = Object.getOwnPropertyDescriptor(prototype, 'timeout');
  // The timers of the page, which a script on it may replace later.
  const { setTimeout: startTimer, clearTimeout: stopTimer } = window;
  const asked = new WeakMap<XMLHttpRequest, { method: string; url: string }>();
  /** Ends those whose turn has not come, of which the browser knows nothing yet. */
  const held = new WeakMap<XMLHttpRequest, () => void>();
  const patience = new WeakMap<XMLHttpRequest, number>();
  Object.defineProperty(prototype, 'timeout', {
    configurable: true,
    enumerable: true,
    get(this: XMLHttpRequest) {
      return patience.get(this) ?? 0;
    },
    set(this: XMLHttpRequest, value: unknown) {
      patience.set(this, Number(value) || 0);
    },
  });
  prototype.open = function (this: XMLHttpRequest, ...values: unknown[]) {
    held.get(this)?.();
    asked.set(this, { method: String(values[0]), url: absolute(window, values[1]) });
    return Reflect.apply(open, this, values);
  };
  prototype.send = function (this: XMLHttpRequest, body) {
    const { method = 'GET', url = '' } = asked.get(this) ?? {};
    const exchange = begin({ through: 'request', method, url, ...textOf(body) });
    const limitMs = patience.get(this) ?? 0;
    const timer =
      limitMs > 0
        ? startTimer(() => {
            exchange.ending();
            // Its real time has long been over, so that the browser ends it now, as it would have then.
            own?.set?.call(this, 1);
          }, limitMs)
        : undefined;
    const onEnd = (): void => {
      stopTimer(timer);
      exchange.end(this.status);
    };
    const giveUp = (): void => {
      held.delete(this);
      this.removeEventListener('loadend', onEnd);
      stopTimer(timer);
      exchange.end(0);
    };
    this.addEventListener('loadend', onEnd, { once: true });
    held.set(this, giveUp);
    void exchange.turn.then(() => {
      // Whoever has given it up, or opened another with the same object, does not send it any more.
      if (held.get(this) !== giveUp) return;
      held.delete(this);
      send.call(this, body);
    });
  };
  prototype.abort = function (this: XMLHttpRequest) {
    const giveUp = held.get(this);
    if (giveUp === undefined) {
      abort.call(this);
      return;
    }
    giveUp();
    for (const type of ['abort', 'loadend']) this.dispatchEvent(new window.ProgressEvent(type));
  };
}

function watchFetch(window: Window, begin: (sending: Sending) => Exchange): void {
  const send = window.fetch.bind(window);
  window.fetch = (input, init) => {
    const request = input instanceof window.Request ? input : undefined;
    const signal = init?.signal ?? request?.signal;
    const method = init?.method ?? request?.method ?? 'GET';
    const url = absolute(window, request?.url ?? input);
    if (signal?.aborted === true) return send(input, init);
    const exchange = begin({ through: 'request', method, url, ...textOf(init?.body) });
    signal?.addEventListener('abort', () => exchange.ending());
    const answer: Promise<Response> = new window.Promise((resolve, reject) => {
      void exchange.turn.then(() => send(input, init).then(resolve, reject));
    });
    answer.then(
      async (response) => {
        // What the page reads of the body has arrived by then as well.
        await response.clone().arrayBuffer();
        exchange.end(response.status);
      },
      () => exchange.end(0),
    );
    return answer;
  };
}

function absolute(window: Window, url: unknown): string {
  return new URL(String(url), window.document.baseURI).href;
}

function textOf(body: unknown): { readonly body?: string } {
  if (body === undefined || body === null) return { body: '' };
  return typeof body === 'string' ? { body } : {};
}
