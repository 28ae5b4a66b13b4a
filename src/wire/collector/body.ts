import type { IncomingMessage } from 'node:http';
import { PassThrough, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createInflate } from 'node:zlib';

/** The body of a request, or why there is none, with the status that says so. */
export type ReadBody = { readonly body: string } | { readonly unreadable: string; readonly status: 400 | 413 | 415 };

const decoders: ReadonlyMap<string, () => Transform> = new Map([
  ['', () => new PassThrough()],
  ['identity', () => new PassThrough()],
  ['gzip', () => createGunzip()],
  ['x-gzip', () => createGunzip()],
  ['deflate', () => createInflate()],
]);

/** Thrown in the middle of a body, so that the rest of it is never held. */
class TooLarge extends Error {}

/**
 * Reads and unpacks a body. It never holds more than `maximumBytes` of it, packed or not: a few bytes of gzip can say a
 * gigabyte.
 * @returns `undefined` if the sender has gone before the body was complete
 */
export async function readBody(request: IncomingMessage, maximumBytes: number): Promise<ReadBody | undefined> {
  const encoding = (request.headers['content-encoding'] ?? '').trim().toLowerCase();
  const decoder = decoders.get(encoding);
  if (decoder === undefined) {
    const known = [...decoders.keys()].filter((name) => name !== '').join(', ');
    return { unreadable: `the body is packed with ${JSON.stringify(encoding)}; allowed: ${known}`, status: 415 };
  }
  const tooLarge = { unreadable: `the body is larger than ${maximumBytes} bytes`, status: 413 } as const;
  if (Number(request.headers['content-length'] ?? 0) > maximumBytes) return tooLarge;
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    await pipeline(
      // Read by hand: a pipeline would end the connection with the body, and the answer with it.
      request.iterator({ destroyOnReturn: false }),
      decoder(),
      async (unpacked: AsyncIterable<Buffer>) => {
        for await (const chunk of unpacked) {
          bytes += chunk.length;
          if (bytes > maximumBytes) throw new TooLarge();
          chunks.push(chunk);
        }
      },
    );
  } catch (error) {
    if (error instanceof TooLarge) return tooLarge;
    if (request.destroyed && !request.complete) return undefined;
    return { unreadable: `the body cannot be unpacked as ${encoding}`, status: 400 };
  }
  return { body: Buffer.concat(chunks).toString('utf8') };
}
