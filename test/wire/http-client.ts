import { request as startRequest } from 'node:http';

export interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Ends the connection when the request is sent, without waiting for an answer. */
  readonly leaves?: boolean;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/**
 * Sends one request on a connection of its own; unlike `fetch` it can say that it means another host.
 * @throws Error when the connection ends without an answer
 */
export function send(url: string, { method = 'POST', headers = {}, body = '', leaves = false }: Sent = {}) {
  return new Promise<Answer>((resolve, reject) => {
    const request = startRequest(url, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    request.on('error', reject);
    request.end(body, () => {
      if (leaves) request.destroy(new Error('left'));
    });
  });
}
