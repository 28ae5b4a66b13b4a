import { startWatchdog } from '../../time/host.js';
import { AdapterFault } from './adapter-fault.js';
import { type Channel, quotedBriefly } from './channel.js';
import { maximumLineBytes } from './protocol.js';

/** An adapter that is a server, such as an app on a phone: each message is posted to it, and its answer is the body. */
export class HttpChannel implements Channel {
  readonly #url: string;
  readonly #abandoned = new AbortController();

  constructor(url: string) {
    this.#url = url;
  }

  async ask(line: string, what: string, limitMs: number): Promise<string> {
    const late = new AbortController();
    const watchdog = startWatchdog(limitMs, () => late.abort());
    try {
      const response = await fetch(this.#url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: line,
        redirect: 'error',
        signal: AbortSignal.any([late.signal, this.#abandoned.signal]),
      });
      const body = await readAtMost(response, maximumLineBytes);
      if (body === undefined) {
        throw new AdapterFault(`the adapter answered ${what} with more than ${maximumLineBytes} bytes`);
      }
      if (response.status !== 200) {
        const said = body === '' ? '' : `: ${quotedBriefly(body)}`;
        throw new AdapterFault(`the adapter answered ${what} with status ${response.status}${said}`);
      }
      return body.trim();
    } catch (error) {
      if (error instanceof AdapterFault) throw error;
      if (late.signal.aborted) {
        throw new AdapterFault(`the adapter did not answer ${what} within ${limitMs / 1_000} s of real time`);
      }
      throw new AdapterFault(`the adapter at ${this.#url} cannot be asked ${what}: ${causeOf(error)}`);
    } finally {
      watchdog.cancel();
    }
  }

  async close(): Promise<void> {
    this.#abandoned.abort();
  }
}

/** @returns nothing if there is more; what is beyond is not read */
async function readAtMost({ body }: Response, maximumBytes: number): Promise<string | undefined> {
  if (body === null) return '';
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of body) {
    bytes += piece.length;
    if (bytes > maximumBytes) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED') return 'nobody listens there';
  return cause instanceof Error ? cause.message : String(cause);
}
