import { type Json, type JsonObject, messageTypes } from '../record/timeline.js';

/** A request as it left a client. The URL may be whole or only a path. */
export interface WireRequest {
  readonly method: string;
  readonly url: string;
  readonly body: string;
}

export type ReadMessages = { readonly messages: JsonObject[] } | { readonly unreadable: string };

/** A data plane may live below a path of its own, and beacons go below `/beacon`, so only the end of the address counts. */
const singleEndpoint = new RegExp(`/v1/(${messageTypes.join('|')})/?$`);
const batchEndpoint = /\/v1\/batch\/?$/;

const longestShownText = 80;

/** Values are read, copied and compared by recursion, and a full stack would end more than the one message. */
const maximumNesting = 500;

/**
 * The messages that a request carries: one for `/v1/<type>`, all of the envelope for `/v1/batch` and
 * `/beacon/v1/batch`, in their order. A message of a batch that has no `sentAt` gets that of the envelope, because one
 * instant of sending holds for all of them. If it cannot be read the reason is given, in one sentence without the
 * final stop. It never throws.
 *
 * Integers beyond 2^53 are rounded, as everywhere where JSON is read into numbers.
 */
export function readMessages(request: WireRequest): ReadMessages {
  const path = pathOf(request.url);
  if (path === undefined) return { unreadable: `the address ${shown(request.url)} cannot be read` };
  const isBatch = batchEndpoint.test(path);
  if (!isBatch && !singleEndpoint.test(path)) {
    return {
      unreadable: `${shown(path)} is no address for messages; allowed: /v1/ and one of ${messageTypes.join(', ')}, batch`,
    };
  }
  if (request.method.toUpperCase() !== 'POST') {
    return { unreadable: `the method is ${shown(request.method)}; allowed: POST` };
  }
  if (isNestedTooDeeply(request.body))
    return { unreadable: `the body is nested more than ${maximumNesting} levels deep` };
  const body = parse(request.body);
  if (body === undefined) return { unreadable: `the body is not JSON: ${shown(request.body)}` };
  if (!isObject(body)) return { unreadable: `the body is ${kindOf(body)}; allowed: an object` };
  return isBatch ? readBatch(body) : { messages: [body] };
}

function readBatch(envelope: JsonObject): ReadMessages {
  const { batch, sentAt } = envelope;
  if (!Array.isArray(batch)) return { unreadable: `batch is ${kindOf(batch)}; allowed: an array of messages` };
  const messages: JsonObject[] = [];
  for (const [index, message] of batch.entries()) {
    if (!isObject(message)) return { unreadable: `batch[${index}] is ${kindOf(message)}; allowed: an object` };
    messages.push(Object.hasOwn(message, 'sentAt') || sentAt === undefined ? message : { ...message, sentAt });
  }
  return { messages };
}

function pathOf(url: string): string | undefined {
  // The base only completes an address that is a path; nothing is ever looked up there.
  const base = 'http://data-plane.invalid';
  return URL.canParse(url, base) ? new URL(url, base).pathname : undefined;
}

function isNestedTooDeeply(text: string): boolean {
  let depth = 0;
  let isInText = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (isInText) {
      if (character === '\\') index += 1;
      else if (character === '"') isInText = false;
    } else if (character === '"') isInText = true;
    else if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
    if (depth > maximumNesting) return true;
  }
  return false;
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function kindOf(value: Json | undefined): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function shown(text: string): string {
  return JSON.stringify(text.length > longestShownText ? `${text.slice(0, longestShownText)}…` : text);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
