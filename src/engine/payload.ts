import type { CallStep, JsonObject } from '../record/timeline.js';
import type { Platform } from '../record/trace.js';
import type { Stamp } from './tracker.js';

/** What a message says beyond its session fields. */
export interface Envelope {
  /** Counts messages, so that each has an id of its own without drawing a random number. */
  readonly message: number;
  readonly wallMs: number;
  readonly platform: Platform;
  /** The address of the page; an application has none. */
  readonly url: string;
  readonly userId: string;
  readonly anonymousId: string;
  /** Context that the caller passed, without session fields unless the rules let the caller win. */
  readonly callerContext: JsonObject;
}

/**
 * The campaign parameters of an address, as they travel in `context.campaign`: `utm_campaign` is called `name` there
 * and the others lose their prefix (documented in the vendor's event specification, common fields).
 */
export function campaignOf(url: string): JsonObject {
  const campaign: Record<string, string> = {};
  for (const [key, value] of new URL(url).searchParams) {
    if (!key.startsWith('utm_') || value === '') continue;
    const name = key.slice('utm_'.length);
    campaign[name === 'campaign' ? 'name' : name] = value;
  }
  return campaign;
}

/** A message as a correct SDK of the platform would put it on the wire. */
export function buildMessage(call: Extract<CallStep, { kind: 'event' }>, stamp: Stamp, envelope: Envelope): JsonObject {
  const timestamp = new Date(envelope.wallMs).toISOString();
  return {
    type: call.type,
    channel: envelope.platform,
    messageId: `00000000-0000-4000-8000-${envelope.message.toString(16).padStart(12, '0')}`,
    originalTimestamp: timestamp,
    sentAt: timestamp,
    anonymousId: envelope.anonymousId,
    userId: envelope.userId,
    ...bodyOf(call, envelope),
    context: {
      ...(call.type === 'identify' ? { traits: call.properties ?? {} } : {}),
      app: applicationOf(envelope.platform),
      library: { name: 'lapse-reference', version: '1' },
      ...(envelope.platform === 'web' ? describeAddress(envelope.url) : phoneContext),
      ...stampFields(stamp),
      ...envelope.callerContext,
    },
    integrations: { All: true },
  };
}

/** What an SDK on a phone tells of it (documented in the vendor's event specification, contextual fields). */
const phoneContext: JsonObject = {
  device: { id: 'lapse-phone', manufacturer: 'Lapse', model: 'Phone', name: 'phone', type: 'Phone' },
  network: { bluetooth: false, carrier: 'Lapse', cellular: true, wifi: true },
  os: { name: 'Lapse', version: '1' },
  screen: { density: 2, height: 1920, width: 1080 },
  locale: 'en-GB',
  timezone: 'UTC',
};

function applicationOf(platform: Platform): JsonObject {
  const app = { name: 'Lapse reference engine', version: '1' };
  return platform === 'web' ? app : { ...app, build: '1', namespace: 'example.lapse' };
}

function stampFields(stamp: Stamp): JsonObject {
  return {
    ...(stamp.sessionId === undefined ? {} : { sessionId: stamp.sessionId }),
    ...(stamp.sessionStart === undefined ? {} : { sessionStart: stamp.sessionStart }),
  };
}

/** The address that was described last: message after message comes from one page, and reading an address takes time. */
let described: { readonly address: string; readonly context: JsonObject } | undefined;

function describeAddress(address: string): JsonObject {
  if (described?.address !== address) {
    described = { address, context: { campaign: campaignOf(address), page: pageOf(address) } };
  }
  return described.context;
}

function pageOf(address: string): JsonObject {
  const url = new URL(address);
  return { url: address, path: url.pathname, search: url.search, title: 'Lapse' };
}

function bodyOf(call: Extract<CallStep, { kind: 'event' }>, { userId, anonymousId }: Envelope): JsonObject {
  const name = call.name ?? '';
  const properties = call.properties ?? {};
  switch (call.type) {
    case 'track':
      return { event: name, properties };
    case 'page':
    case 'screen':
      return {
        ...(name === '' ? {} : { name }),
        ...(call.category === undefined ? {} : { category: call.category }),
        properties,
      };
    case 'group':
      return { groupId: name, traits: properties };
    case 'alias':
      // Without an id of the caller it is the user's, and of a user who is unknown the anonymous one (SES-WIRE-007).
      return { previousId: call.previousId ?? (userId === '' ? anonymousId : userId), userId: name };
    case 'identify':
      return {};
  }
}
