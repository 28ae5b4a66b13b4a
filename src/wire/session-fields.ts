import type { Json, JsonObject } from '../record/timeline.js';

/** The session fields as they stand on the wire, right or wrong; `undefined` means that the key is absent. */
export interface SessionFields {
  readonly sessionId: Json | undefined;
  readonly sessionStart: Json | undefined;
}

/** Where each type of message has its name. */
const nameKeys: ReadonlyMap<string, string> = new Map([
  ['track', 'event'],
  ['page', 'name'],
  ['screen', 'name'],
  ['identify', 'userId'],
  ['group', 'groupId'],
  ['alias', 'userId'],
]);

/** A date that says its time zone: the others would be read in the time zone of the machine. */
const zonedTimestamp = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** Reads `context.sessionId` and `context.sessionStart`, the two places that the session tracking guide names. */
export function sessionFields(body: JsonObject): SessionFields {
  const context = own(body, 'context');
  if (!isObject(context)) return { sessionId: undefined, sessionStart: undefined };
  return { sessionId: own(context, 'sessionId'), sessionStart: own(context, 'sessionStart') };
}

/** The type of the message, if it is a text; whether it is a known one is not looked at. */
export function typeOf(body: JsonObject): string | undefined {
  return text(own(body, 'type'));
}

/**
 * What the call was about: the event of a track, the name of a page or screen, the user id of an identify or alias,
 * the group id of a group. `undefined` if it is absent or not a text, or if the type is unknown.
 */
export function nameOf(body: JsonObject): string | undefined {
  const key = nameKeys.get(typeOf(body) ?? '');
  return key === undefined ? undefined : text(own(body, key));
}

/** When the SDK says that the event happened, in milliseconds since the epoch; `undefined` if that cannot be read. */
export function originalTimestampMs(body: JsonObject): number | undefined {
  const timestamp = text(own(body, 'originalTimestamp'));
  if (timestamp === undefined || !zonedTimestamp.test(timestamp)) return undefined;
  const instantMs = Date.parse(timestamp);
  return Number.isNaN(instantMs) ? undefined : instantMs;
}

/** Own keys only: a message is data from outside, and `constructor` is not a field of it. */
function own(body: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(body, key) ? body[key] : undefined;
}

function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
