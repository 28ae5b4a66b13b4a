import type { Json } from '../record/timeline.js';
import type { ObservedEvent } from './observation.js';

/** What a comparison with a label came to; the texts are for people. */
export interface LabelComparison {
  readonly holds: boolean;
  readonly expected: string;
  readonly observed: string;
  /** The step at which the label, or the id that was seen instead, appeared first. */
  readonly relatedStep?: number;
}

/**
 * The labels of a scenario's sessions. A label is bound to the id on the wire at its first use; later the same label
 * must be the same id and another label another id, on the same device. `none` and `some` are no labels: the message belongs
 * to no session, or to whichever.
 */
export class SessionLabels {
  readonly #byLabel = new Map<string, { readonly id: Json; readonly step: number }>();
  readonly #byId = new Map<string, { readonly label: string; readonly step: number }>();

  /** The id that a label is bound to. */
  idOf(label: string): Json | undefined {
    return this.#byLabel.get(label)?.id;
  }

  /** Compares a message with a label, and binds the label if it is new and its id is free. */
  compare(label: string, event: ObservedEvent | undefined, step: number): LabelComparison {
    const observed = this.#describe(event);
    if (label === 'none') {
      const holds = event?.message !== undefined && event.sessionId === undefined;
      return { holds, expected: 'no session', observed };
    }
    if (label === 'some') return { holds: event?.sessionId !== undefined, expected: 'some session', observed };
    const id = event?.sessionId;
    const bound = this.#byLabel.get(label);
    const expected = bound === undefined ? `a new session, "${label}"` : `session "${label}" (${String(bound.id)})`;
    if (event?.message === undefined || id === undefined) {
      return { holds: false, expected, observed, ...(bound === undefined ? {} : { relatedStep: bound.step }) };
    }
    if (bound !== undefined) return { holds: bound.id === id, expected, observed, relatedStep: bound.step };
    const key = JSON.stringify([event.device, id]);
    const owner = this.#byId.get(key);
    if (owner !== undefined) return { holds: false, expected, observed, relatedStep: owner.step };
    this.#byLabel.set(label, { id, step });
    this.#byId.set(key, { label, step });
    return { holds: true, expected, observed };
  }

  #describe(event: ObservedEvent | undefined): string {
    if (event?.message === undefined) return 'no message';
    if (event.sessionId === undefined) return 'no session';
    const label = this.#byId.get(JSON.stringify([event.device, event.sessionId]))?.label;
    return label === undefined
      ? `session ${String(event.sessionId)}`
      : `session "${label}" (${String(event.sessionId)})`;
  }
}
