import type { Json, JsonObject, MessageType } from '../../src/record/timeline.js';

/** A track message with the fields that an SDK in a browser sends, with changes at the top. */
export function payload(type: MessageType, changes: JsonObject = {}): JsonObject {
  const ofType: Record<MessageType, JsonObject> = {
    track: { event: 'Product Viewed', properties: { sku: 'A-1' } },
    page: { name: 'Home', properties: { path: '/' } },
    screen: { name: 'Main' },
    identify: { userId: 'user-1' },
    group: { groupId: 'group-1', traits: { name: 'A group' } },
    alias: { userId: 'user-2', previousId: 'user-1' },
  };
  return {
    type,
    messageId: '5b1e3444-adb5-4cae-ae97-873d1c1f47e9',
    channel: 'web',
    anonymousId: '23d51cf7-979e-4bc2-80c2-4ddc7f374080',
    userId: '',
    originalTimestamp: '2026-03-02T09:00:00.000Z',
    sentAt: '2026-03-02T09:00:00.250Z',
    integrations: { All: true },
    context: context(),
    ...ofType[type],
    ...changes,
  };
}

export function context(changes: JsonObject = {}): JsonObject {
  return {
    sessionId: 1_772_442_000_000,
    sessionStart: true,
    library: { name: 'A library', version: '3.34.1', variant: 'bundled' },
    app: { name: 'A library', namespace: 'com.example', version: '3.34.1' },
    campaign: { source: 'newsletter' },
    locale: 'en-US',
    timezone: 'GMT+0000',
    traits: {},
    ...changes,
  };
}

export function without(body: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== key)) as { [key: string]: Json };
}
