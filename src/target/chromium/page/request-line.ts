import type { SentRequest } from './observation.js';
import type { TabPage } from './tab-page.js';
import type { Exchange, Sending } from './transports.js';

export interface RequestLineOptions {
  readonly observe: (request: SentRequest) => void;
  /** Asks the player to say when a request has arrived that nobody answers, or not to this page. */
  readonly tellSent: (request: SentRequest) => void;
  readonly isOnline: () => boolean;
  /** Whether the data plane takes requests and does not answer them. */
  readonly isSilent: () => boolean;
}

/** The requests of a device. The browser sends one after the other, or their answers would come in any order. */
export class RequestLine {
  readonly #options: RequestLineOptions;
  readonly #arriving = new Map<number, () => void>();
  #last: Promise<void> = Promise.resolve();
  #count = 0;
  #unanswered = 0;

  constructor(options: RequestLineOptions) {
    this.#options = options;
  }

  /** How many requests have arrived that nobody has answered. */
  get unanswered(): number {
    return this.#unanswered;
  }

  /** The request has arrived, or never will. */
  arrived(number: number): void {
    this.#arriving.get(number)?.();
    this.#arriving.delete(number);
  }

  begin(
    { through, method, url, body }: Sending,
    page: Pick<TabPage, 'expect' | 'happened' | 'onLeave'>,
    from: Pick<SentRequest, 'client' | 'at'>,
  ): Exchange {
    const { observe, tellSent, isOnline, isSilent } = this.#options;
    const number = this.#count++;
    const sent: SentRequest = { kind: 'request', ...from, number, method, url };
    const request = body === undefined ? sent : { ...sent, body };
    observe(request);
    const turn = this.#last;
    let next: () => void = () => {};
    if (through === 'request') {
      this.#last = new Promise((resolve) => {
        next = resolve;
      });
      page.onLeave(() => next());
    } else if (!isOnline()) request.status = 0;
    const answered = {};
    const isWaitedFor = isOnline() && (through === 'beacon' || isSilent());
    if (isWaitedFor) {
      const arrival = {};
      page.expect(arrival);
      this.#arriving.set(number, () => {
        next();
        page.happened(arrival);
      });
      if (through === 'request') this.#unanswered += 1;
      tellSent(request);
    } else if (through === 'request') page.expect(answered);
    return {
      turn,
      ending: () => page.expect(answered),
      end: (status) => {
        if (isWaitedFor) this.#unanswered -= 1;
        request.status = status;
        next();
        page.happened(answered);
      },
    };
  }
}
