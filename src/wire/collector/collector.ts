import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CapturedRequest, Purpose } from '../../record/capture.js';
import { type JsonObject, messageTypes, type serverAnswers } from '../../record/timeline.js';
import { InputError, reasonOf } from '../../spec/input-error.js';
import { hostWallMs, startWatchdog, type Watchdog } from '../../time/host.js';
import { type ReadBody, readBody } from './body.js';
import { asHost, isKnownHost, knownHosts, reachableHosts } from './known-hosts.js';
import { plainSourceConfig } from './source-config.js';

/** A request as a capture holds it. */
export type CollectedRequest = CapturedRequest;

export type CollectorAnswer = (typeof serverAnswers)[number];

export interface CollectorOptions {
  /** The address to listen at; default: this machine alone. */
  readonly host?: string;
  /** Default: any that is free. */
  readonly port?: number;
  /** Unpacked, of one request; default: what the vendor's data plane takes in one request, 4 MiB. */
  readonly maximumBodyBytes?: number;
  /** What `/sourceConfig` says; default: a source without destinations. */
  readonly sourceConfig?: JsonObject;
  /** Names of this machine, apart from its addresses, under which clients may ask for it. */
  readonly allowedHosts?: readonly string[];
  /**
   * Told of every request before it is answered, in the order in which they are complete. Who cannot keep one throws
   * `NotKept`, and the request is answered 503; nothing else may be thrown.
   */
  onRequest(request: CollectedRequest): void;
  /** Told of every request that is refused because it means another host. */
  onForeignHost?(host: string): void;
}

/** Whoever is told of a request cannot keep it, so that its sender must not believe that it was delivered. */
export class NotKept extends Error {}

/** An HTTP server that speaks the vendor's data plane and control plane, so that any SDK can send to it. */
export interface Collector {
  /** Without a final slash. For a client on this machine, also if others may come. */
  readonly url: string;
  /** Each address at which somebody may reach it, `url` first; several when it listens at all addresses of the machine. */
  readonly urls: readonly [string, ...string[]];
  readonly port: number;
  /**
   * From now on the data plane answers like this, after `delayMs` of real time. Requests that hang or wait already are
   * left as they are. The source configuration is not affected, nor is what cannot be read.
   */
  answerWith(answer: CollectorAnswer, delayMs?: number): void;
  /** Whether it can be reached from now on. If not, the connection of every request is broken, whatever it asks for. */
  connect(isOnline: boolean): void;
  /** Ends all connections, also those that wait for an answer. Nothing is told any more. */
  close(): Promise<void>;
}

/** A data plane may live below a path of its own, so only the end of the address counts. */
const endpoints: readonly (readonly [Purpose, RegExp])[] = [
  ['messages', new RegExp(`/v1/(${messageTypes.join('|')}|batch)/?$`)],
  ['sourceConfig', /\/sourceConfig\/?$/],
];

const defaultMaximumBodyBytes = 4 * 1_048_576;

/** More at a time are turned away, for each may hold a body; no SDK has as many. */
const maximumConnections = 32;

/** In milliseconds; a client that sends more slowly is cut off. */
const receivingLimitMs = 30_000;

/**
 * Listens until it is closed.
 * @throws InputError when it cannot listen there
 */
export async function openCollector(options: CollectorOptions): Promise<Collector> {
  const { host = '127.0.0.1', port = 0 } = options;
  const hosts = knownHosts(host, options.allowedHosts);
  const delays = new Set<Watchdog>();
  let isClosed = false;
  let isOnline = true;
  let scripted: { readonly answer: CollectorAnswer; readonly delayMs: number } = { answer: 'ok', delayMs: 0 };

  const afterDelay = (act: () => void): void => {
    if (scripted.delayMs === 0) {
      act();
      return;
    }
    const delay = startWatchdog(scripted.delayMs, () => {
      delays.delete(delay);
      act();
    });
    delays.add(delay);
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!isKnownHost(request.headers.host, hosts)) {
      options.onForeignHost?.(request.headers.host ?? '');
      refuse(request, response, 403, 'this host is not served here');
      return;
    }
    allowOrigin(request, response);
    if (request.method === 'OPTIONS') {
      if (!isOnline) {
        request.socket.resetAndDestroy();
        return;
      }
      request.resume();
      response.writeHead(204).end();
      return;
    }
    const read = await readBody(request, options.maximumBodyBytes ?? defaultMaximumBodyBytes);
    // What is still being unpacked when the collector is closed has nobody who listens.
    if (read === undefined || isClosed) return;
    const purpose = purposeOf(request.url ?? '/');
    const { answer } = scripted;
    const isReached = isOnline;
    const answered = 'status' in read ? read.status : statusOf(purpose, request.method ?? '', answer);
    const status = isReached ? answered : 0;
    try {
      options.onRequest(collected(request, purpose, read, status));
    } catch (error) {
      if (!(error instanceof NotKept)) throw error;
      refuse(request, response, 503, 'the request could not be kept');
      return;
    }
    if (!isReached) request.socket.resetAndDestroy();
    else if ('status' in read) refuse(request, response, status, read.unreadable);
    else if (purpose === 'sourceConfig') send(response, status, options.sourceConfig ?? plainSourceConfig);
    else if (purpose === 'other') send(response, status, { status: 'OK', message: 'Lapse collects at /v1/batch' });
    else if (status !== 0) afterDelay(() => send(response, status, { status: status < 300 ? 'OK' : 'ERROR' }));
    else if (answer === 'reset') afterDelay(() => request.socket.resetAndDestroy());
  };

  const server = createServer({ requestTimeout: receivingLimitMs }, (request, response) => {
    void serve(request, response);
  });
  server.maxConnections = maximumConnections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(cannotListen(error, host, port)));
    server.listen(port, host, resolve);
  });
  const bound = boundTo(server.address());
  const [own = asHost(host), ...others] = reachableHosts(host);
  const urlOf = (name: string): string => `http://${name}:${bound.port}`;
  return {
    url: urlOf(own),
    urls: [urlOf(own), ...others.map(urlOf)],
    port: bound.port,
    answerWith: (answer, delayMs = 0) => {
      scripted = { answer, delayMs };
    },
    connect: (reachable) => {
      isOnline = reachable;
    },
    close: () => {
      isClosed = true;
      for (const delay of delays) delay.cancel();
      delays.clear();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function purposeOf(url: string): Purpose {
  // The base only completes an address that is a path; nothing is ever looked up there.
  const base = 'http://collector.invalid';
  const path = URL.canParse(url, base) ? new URL(url, base).pathname : '';
  return endpoints.find(([, pattern]) => pattern.test(path))?.[0] ?? 'other';
}

function statusOf(purpose: Purpose, method: string, answer: CollectorAnswer): number {
  if (purpose === 'sourceConfig') return method === 'GET' || method === 'HEAD' ? 200 : 405;
  // A person who looks whether the phone reaches this machine opens the address without a path.
  if (purpose === 'other') return method === 'GET' || method === 'HEAD' ? 200 : 404;
  if (method !== 'POST') return 405;
  if (answer === 'hang' || answer === 'reset') return 0;
  return answer === 'ok' ? 200 : answer;
}

function collected(request: IncomingMessage, purpose: Purpose, read: ReadBody, status: number): CollectedRequest {
  const headers = Object.entries(request.headers).map(([name, value = '']) => [name, String(value)]);
  return {
    arrivedMs: hostWallMs(),
    purpose,
    method: request.method ?? '',
    url: request.url ?? '/',
    headers: Object.fromEntries(headers),
    status,
    ...('body' in read ? { body: read.body } : { body: '', unreadable: read.unreadable }),
  };
}

/** A page may send from wherever it came, with its cookies, as to the real data plane. */
function allowOrigin({ headers }: IncomingMessage, response: ServerResponse): void {
  if (headers.origin === undefined) return;
  response.setHeader('access-control-allow-origin', headers.origin);
  response.setHeader('access-control-allow-credentials', 'true');
  response.setHeader('vary', 'origin');
  const asked = headers['access-control-request-headers'];
  if (headers['access-control-request-method'] === undefined) return;
  response.setHeader('access-control-allow-methods', 'GET, HEAD, POST');
  if (asked !== undefined) response.setHeader('access-control-allow-headers', asked);
  if (headers['access-control-request-private-network'] === 'true') {
    response.setHeader('access-control-allow-private-network', 'true');
  }
}

function send(response: ServerResponse, status: number, body: JsonObject): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** What is still to come is thrown away unread, so that the client gets to read why. */
function refuse(request: IncomingMessage, response: ServerResponse, status: number, message: string): void {
  request.resume();
  response.setHeader('connection', 'close');
  send(response, status, { status: 'ERROR', message });
}

function boundTo(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('the collector has no port');
  return address;
}

function cannotListen(error: Error, host: string, port: number): InputError {
  const code = 'code' in error ? String(error.code) : '';
  const where = `${asHost(host)}:${port}`;
  if (code === 'EADDRINUSE') {
    return new InputError([{ message: `port ${port} is taken`, allowed: 'a port that is free, or 0 for any' }]);
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new InputError([
      { message: `${JSON.stringify(host)} is no address of this machine`, allowed: '127.0.0.1, 0.0.0.0, ::' },
    ]);
  }
  return new InputError([{ message: `cannot listen at ${where}: ${reasonOf(error)}` }]);
}
