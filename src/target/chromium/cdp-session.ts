import type { CDPSession } from 'playwright-core';

/** What a page of the browser, or its frame, is told and tells, in the words of Chrome's DevTools protocol. */
export interface PageSession {
  send(method: string, params?: object): Promise<Readonly<Record<string, unknown>>>;
  /** From now on each event of this name is handed on. */
  on(method: string, listener: (params: Readonly<Record<string, unknown>>) => void): void;
}

interface Waiting {
  readonly method: string;
  readonly resolve: (result: Readonly<Record<string, unknown>>) => void;
  readonly reject: (error: Error) => void;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}

/**
 * Speaks with the pages of contexts that Playwright does not know. Of those that it knows it claims that each has the
 * focus, which keeps them from ever being hidden.
 */
export class PageSessions {
  readonly #root: CDPSession;
  readonly #receivers = new Map<string, (message: Message) => void>();
  readonly #created: ((target: CreatedTarget) => void)[] = [];
  readonly #gone = new Map<string, () => void>();
  /** What is to be done for those who wait, when the browser ends. */
  readonly #atEnd = new Set<(error: Error) => void>();

  private constructor(root: CDPSession) {
    this.#root = root;
  }

  /** @param root a session of the browser itself */
  static async open(root: CDPSession): Promise<PageSessions> {
    const sessions = new PageSessions(root);
    root.on('Target.receivedMessageFromTarget', ({ sessionId, message }) => {
      sessions.#receivers.get(sessionId)?.(JSON.parse(message));
    });
    root.on('Target.targetCreated', ({ targetInfo }) => {
      for (const listener of sessions.#created) listener(targetInfo);
    });
    root.on('Target.targetDestroyed', ({ targetId }) => {
      sessions.#gone.get(targetId)?.();
      sessions.#gone.delete(targetId);
    });
    await root.send('Target.setDiscoverTargets', { discover: true });
    return sessions;
  }

  /** The browser has ended: whoever waits for it waits no longer. */
  end(): void {
    for (const tell of this.#atEnd) tell(new Error('the browser has ended'));
    this.#atEnd.clear();
  }

  /** What comes of a wait, or the end of the browser if that comes first. */
  async #unlessEnded<T>(wait: Promise<T>): Promise<T> {
    let tell: (error: Error) => void = () => {};
    const ended = new Promise<never>((_resolve, reject) => {
      tell = reject;
    });
    this.#atEnd.add(tell);
    try {
      return await Promise.race([wait, ended]);
    } finally {
      this.#atEnd.delete(tell);
    }
  }

  get root(): CDPSession {
    return this.#root;
  }

  /** Resolves with the next page that is opened in a context, from now on. */
  nextPage(browserContextId: string): Promise<string> {
    const opened = new Promise<string>((resolve) => {
      const listener = (target: CreatedTarget): void => {
        if (target.type !== 'page' || target.browserContextId !== browserContextId) return;
        this.#created.splice(this.#created.indexOf(listener), 1);
        resolve(target.targetId);
      };
      this.#created.push(listener);
    });
    return this.#unlessEnded(opened);
  }

  /** Closes a page. Resolves when it is gone. */
  async close(targetId: string): Promise<void> {
    const gone = new Promise<void>((resolve) => this.#gone.set(targetId, resolve));
    await this.#root.send('Target.closeTarget', { targetId });
    await this.#unlessEnded(gone);
  }

  async attach(targetId: string): Promise<PageSession> {
    const { sessionId } = await this.#root.send('Target.attachToTarget', { targetId });
    const waiting = new Map<number, Waiting>();
    const listeners = new Map<string, (params: Readonly<Record<string, unknown>>) => void>();
    let last = 0;
    this.#receivers.set(sessionId, ({ id, method = '', params = {}, result = {}, error }) => {
      if (id === undefined) {
        listeners.get(method)?.(params);
        return;
      }
      const asked = waiting.get(id);
      waiting.delete(id);
      if (error === undefined) asked?.resolve(result);
      else asked?.reject(new Error(`${asked.method}: ${error.message}`));
    });
    return {
      send: (method, params = {}) => {
        const answer = new Promise<Readonly<Record<string, unknown>>>((resolve, reject) => {
          const id = ++last;
          waiting.set(id, { method, resolve, reject });
          const message = JSON.stringify({ id, method, params });
          this.#root.send('Target.sendMessageToTarget', { sessionId, message }).catch(reject);
        });
        return this.#unlessEnded(answer);
      },
      on: (method, listener) => listeners.set(method, listener),
    };
  }
}

interface CreatedTarget {
  readonly targetId: string;
  readonly type: string;
  readonly browserContextId?: string;
}
