import type { serverAnswers } from '../../record/timeline.js';

/** What becomes of a request that a page has sent. */
export type Outcome =
  /** It is answered with this status. */
  | { readonly kind: 'answered'; readonly status: number }
  /** There is no connection, or it breaks: the page learns that at once, and nothing of why. */
  | { readonly kind: 'failed' }
  /** Nobody ever answers, and only the page's own patience ends it. */
  | { readonly kind: 'unanswered' };

export type ServerAnswer = (typeof serverAnswers)[number];

/** The data plane that every page of a timeline sends to: it answers as the timeline last said. */
export class DataPlane {
  #answer: ServerAnswer = 'ok';

  /** From now on requests are answered like this. Those that hang already are not answered any more. */
  answer(answer: ServerAnswer): void {
    this.#answer = answer;
  }

  /** @param isOnline whether the device that sends the request has a connection */
  receive(isOnline: boolean): Outcome {
    if (!isOnline || this.#answer === 'reset') return { kind: 'failed' };
    if (this.#answer === 'hang') return { kind: 'unanswered' };
    return { kind: 'answered', status: this.#answer === 'ok' ? 200 : this.#answer };
  }
}

/** The status that a trace holds of it: 0, as in a browser, where there was no answer. */
export function statusOf(outcome: Outcome): number {
  return outcome.kind === 'answered' ? outcome.status : 0;
}
