import type { JsonObject } from '../record/timeline.js';
import type { CallEntry, TraceEntry } from '../record/trace.js';
import type { Policy } from '../spec/policies.js';
import type { Client } from './device-storage.js';
import { mark } from './marks.js';
import type { Rules } from './rules.js';
import type { Tracker } from './tracker.js';

/** Where the engine's messages go; the address is as fictional as the one that SDKs are loaded with. */
const dataPlaneUrl = 'https://dataplane.example';

/** Where and when something happens. */
export type Moment = Pick<CallEntry, 'step' | 'device' | 'client' | 'elapsedMs' | 'wallMs'>;

type Build = (tracker: Tracker) => JsonObject;

/** What becomes of a message once there is one: it is delivered at the moment of its call, or held until the user consents. */
export class Outbox {
  readonly #platform: Policy['platform'];
  readonly #rules: Pick<Rules, 'onWire'>;
  readonly #entries: TraceEntry[];
  /** What is not to be sent before the user consents, and is built by then at the latest. */
  readonly #held = new Map<Client, Build[]>();
  #delivered = 0;

  /** @param entries the trace, to which what is delivered is added */
  constructor(platform: Policy['platform'], rules: Pick<Rules, 'onWire'>, entries: TraceEntry[]) {
    this.#platform = platform;
    this.#rules = rules;
    this.#entries = entries;
  }

  hold(client: Client, build: Build): void {
    mark('consent/held');
    this.#held.set(client, [...(this.#held.get(client) ?? []), build]);
  }

  /** What a client holds back is in its memory, and goes with it. */
  forget(client: Client): void {
    this.#held.delete(client);
  }

  /** The user has consented: what was held back is delivered, in the order of its calls. */
  release(client: Client, tracker: Tracker, at: Moment): void {
    const held = this.#held.get(client) ?? [];
    this.#held.delete(client);
    for (const build of held) {
      mark('consent/sent');
      this.deliver(build(tracker), at);
    }
  }

  deliver(message: JsonObject, at: Moment): void {
    for (const body of this.#rules.onWire(message)) this.#put(body, at);
  }

  #put(body: JsonObject, at: Moment): void {
    const message = this.#delivered;
    const url = `${dataPlaneUrl}/v1/${this.#platform === 'web' ? String(body.type) : 'batch'}`;
    this.#entries.push({ kind: 'request', ...at, request: message, method: 'POST', url, status: 200 });
    this.#entries.push({ kind: 'message', ...at, message, request: message, body });
    this.#delivered += 1;
  }
}
