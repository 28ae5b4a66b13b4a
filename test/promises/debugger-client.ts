import { WebSocket } from 'undici';

interface Event {
  readonly method: string;
  readonly params: Record<string, unknown>;
}

/** What a debugger does: it attaches to the socket of Node's inspector, sends commands and is told of events. */
export class DebuggerClient {
  readonly #socket: WebSocket;
  readonly #answers = new Map<number, (result: unknown) => void>();
  readonly #events: Event[] = [];
  #onEvent: () => void = () => {};
  #commands = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => {
      const message: Event & { id?: number; result?: unknown } = JSON.parse(String(data));
      if (message.id === undefined) {
        this.#events.push(message);
        this.#onEvent();
      } else this.#answers.get(message.id)?.(message.result);
    });
  }

  static attach(url: string): Promise<DebuggerClient> {
    const socket = new WebSocket(url);
    return new Promise((resolve, reject) => {
      socket.addEventListener('open', () => resolve(new DebuggerClient(socket)));
      socket.addEventListener('error', () => reject(new Error(`nobody listens at ${url}`)));
    });
  }

  send(method: string, params: object = {}): Promise<unknown> {
    const id = ++this.#commands;
    const answer = new Promise((resolve) => this.#answers.set(id, resolve));
    this.#socket.send(JSON.stringify({ id, method, params }));
    return answer;
  }

  /** The first event of the kind that fits, also if it has come already; each is taken once. */
  async event(
    method: string,
    fits: (params: Record<string, unknown>) => boolean = () => true,
  ): Promise<Event['params']> {
    for (;;) {
      const index = this.#events.findIndex((event) => event.method === method && fits(event.params));
      const [found] = index < 0 ? [] : this.#events.splice(index, 1);
      if (found !== undefined) return found.params;
      await new Promise<void>((resolve) => {
        this.#onEvent = resolve;
      });
    }
  }

  /** Lets the process that waits for a debugger go on. */
  async start(): Promise<void> {
    await this.send('Runtime.enable');
    await this.send('Debugger.enable');
    await this.send('Runtime.runIfWaitingForDebugger');
  }

  detach(): void {
    this.#socket.close();
  }
}
