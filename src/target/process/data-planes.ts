import type { Step, Timeline } from '../../record/timeline.js';
import { InputError } from '../../spec/input-error.js';
import {
  type CollectedRequest,
  type Collector,
  type CollectorAnswer,
  openCollector,
} from '../../wire/collector/collector.js';
import { UntestableError } from '../target.js';

/** Where the collectors of a target listen. */
export interface Listening {
  readonly host: string;
  /** Of the first device; 0 for any that is free. */
  readonly port: number;
}

/** Who sent a request, and the request with the address that the SDK would have used without a harness. */
export type OnDelivery = (from: Pick<Step, 'device' | 'client'> | undefined, request: CollectedRequest) => void;

/** Where this process has listened already: what a person has said of them was right. */
const proven = new Set<string>();

/**
 * A collector for each device of a timeline, so that each can be offline by itself. The path of an address says which
 * client sends to it.
 */
export class DataPlanes {
  readonly #collectors = new Map<string, Collector>();

  /**
   * @throws InputError when it cannot listen where it was told to; UntestableError when it could before, for then no other
   * words of the person would have helped
   */
  static async open(timeline: Timeline, { host, port }: Listening, onDelivery: OnDelivery): Promise<DataPlanes> {
    const planes = new DataPlanes();
    const devices = [...new Set(timeline.steps.map(({ device }) => device))];
    try {
      for (const [index, device] of devices.entries()) {
        const onRequest = (request: CollectedRequest): void => {
          const { client, url } = splitPath(request.url);
          onDelivery(client === undefined ? undefined : { device, client }, { ...request, url });
        };
        const collector = await openCollector({ host, port: index === 0 ? port : 0, onRequest });
        planes.#collectors.set(device, collector);
      }
    } catch (error) {
      await planes.close();
      if (error instanceof InputError && proven.has(`${host}:${port}`)) {
        throw new UntestableError(`the collector could not listen any more: ${error.problems[0]?.message}`);
      }
      throw error;
    }
    proven.add(`${host}:${port}`);
    return planes;
  }

  /** Where the SDK of a client sends to. */
  urlFor({ device, client }: Pick<Step, 'device' | 'client'>): string {
    return `${this.#of(device).url}${clientPrefix}${encodeURIComponent(client)}`;
  }

  /** From now on all data planes answer like this. */
  answerWith(answer: CollectorAnswer): void {
    for (const collector of this.#collectors.values()) collector.answerWith(answer);
  }

  /** The device gets a connection or loses it: offline, nothing that it asks for is answered, its configuration included. */
  connect(device: string, isOnline: boolean): void {
    this.#of(device).connect(isOnline);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#collectors.values()].map((collector) => collector.close()));
  }

  #of(device: string): Collector {
    const found = this.#collectors.get(device);
    if (found === undefined) throw new Error(`the timeline has no device ${device}`);
    return found;
  }
}

const clientPrefix = '/client/';

/** An SDK that keeps only the host of an address loses the path; then whoever acts has sent it. */
function splitPath(url: string): { readonly client?: string; readonly url: string } {
  const [, client, rest] = /^\/client\/([^/]+)(\/.*)$/.exec(url) ?? [];
  if (client === undefined || rest === undefined) return { url };
  try {
    return { client: decodeURIComponent(client), url: rest };
  } catch {
    return { url };
  }
}
