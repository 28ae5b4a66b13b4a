import { isAccepted } from '../../record/trace.js';
import { type Collector, type CollectorAnswer, openCollector } from '../../wire/collector/collector.js';
import { Arrivals, type Sent } from './arrivals.js';
import type { SentRequest } from './page/observation.js';

/** A request as the trace holds it. */
export interface WireRecord {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly status: number;
}

/** The data plane of the timeline that is played: a collector on this machine, at an address of the timeline's own. */
export class Wire {
  readonly #collector: Collector;
  #arrivals = new Arrivals();
  #plays = 0;

  private constructor(collector: Collector) {
    this.#collector = collector;
  }

  static async open(): Promise<Wire> {
    const wire: { current?: Wire } = {};
    const collector = await openCollector({ onRequest: (request) => wire.current?.receive(request) });
    wire.current = new Wire(collector);
    return wire.current;
  }

  /** Begins a timeline; what is still sent to an earlier one is not taken for it. */
  begin(): void {
    this.#plays += 1;
    this.#arrivals = new Arrivals();
    this.answerWith('ok');
  }

  get url(): string {
    return `${this.#collector.url}${this.#root}`;
  }

  answerWith(answer: CollectorAnswer): void {
    this.#collector.answerWith(answer);
  }

  receive(request: Parameters<Arrivals['receive']>[0]): void {
    if (request.url.startsWith(`${this.#root}/`)) this.#arrivals.receive(request);
  }

  /** Resolves when a request that a page has sent is there. */
  until(request: SentRequest): Promise<void> {
    return this.#arrivals.until(sentOf(request));
  }

  /**
   * A request that a page has sent, as it arrived. What has not arrived is as the page sent it, for the connection was
   * broken.
   */
  take(request: SentRequest): WireRecord {
    const sent = sentOf(request);
    const arrived = this.#arrivals.take(sent);
    const { method } = request;
    const path = this.#shortened(sent.path);
    if (arrived === undefined) return { method, path, body: sent.body ?? '', status: 0 };
    const { body, status } = arrived;
    // An answer that the page did not get is none.
    const isLost = request.status === 0 || (request.status === undefined && !isAccepted({ status }));
    return { method, path, body, status: isLost ? 0 : status };
  }

  /** Requests that arrived, and that no page is known to have sent. */
  takeRest(): WireRecord[] {
    return this.#arrivals
      .takeRest()
      .map(({ method, url, body, status }) => ({ method, path: this.#shortened(url), body, status }));
  }

  close(): Promise<void> {
    return this.#collector.close();
  }

  get #root(): string {
    return `/play-${this.#plays}`;
  }

  #shortened(path: string): string {
    return path.startsWith(this.#root) ? path.slice(this.#root.length) : path;
  }
}

function sentOf({ method, url, body }: SentRequest): Sent {
  const { pathname, search } = new URL(url);
  return { method, path: `${pathname}${search}`, body };
}
