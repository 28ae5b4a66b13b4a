import { describe, expect, test } from 'vitest';
import { buildMessage, campaignOf } from '../../src/engine/payload.js';
import type { CallStep } from '../../src/record/timeline.js';

type EventCall = Extract<CallStep, { kind: 'event' }>;

const envelope = {
  message: 26,
  wallMs: Date.parse('2026-03-02T09:00:00.123Z'),
  platform: 'web' as const,
  url: 'https://shop.example/shoes?utm_source=newsletter&size=42',
  userId: 'ada',
  anonymousId: 'device1-1',
  callerContext: {},
};

const build = (call: Omit<EventCall, 'kind'>, stamp = {}) => buildMessage({ kind: 'event', ...call }, stamp, envelope);

describe('campaignOf', () => {
  test('the parameters lose their prefix, and utm_campaign is the name', () => {
    expect(campaignOf('https://shop.example/?utm_campaign=spring&utm_source=mail&utm_term=a%20b&size=42')).toEqual({
      name: 'spring',
      source: 'mail',
      term: 'a b',
    });
  });

  test('empty parameters and other ones are no campaign', () => {
    expect(campaignOf('https://shop.example/?utm_source=&source=mail&xutm_source=mail')).toEqual({});
  });
});

describe('buildMessage', () => {
  test('a track, whole', () => {
    expect(
      build({ type: 'track', name: 'Product Viewed', properties: { price: 9 } }, { sessionId: 7, sessionStart: true }),
    ).toEqual({
      type: 'track',
      channel: 'web',
      messageId: '00000000-0000-4000-8000-00000000001a',
      originalTimestamp: '2026-03-02T09:00:00.123Z',
      sentAt: '2026-03-02T09:00:00.123Z',
      anonymousId: 'device1-1',
      userId: 'ada',
      event: 'Product Viewed',
      properties: { price: 9 },
      context: {
        app: { name: 'Lapse reference engine', version: '1' },
        library: { name: 'lapse-reference', version: '1' },
        campaign: { source: 'newsletter' },
        page: {
          url: 'https://shop.example/shoes?utm_source=newsletter&size=42',
          path: '/shoes',
          search: '?utm_source=newsletter&size=42',
          title: 'Lapse',
        },
        sessionId: 7,
        sessionStart: true,
      },
      integrations: { All: true },
    });
  });

  test('without a session, and after the first message, the keys are absent', () => {
    expect(Object.keys(Object(build({ type: 'track' }).context))).not.toContain('sessionId');
    expect(Object.keys(Object(build({ type: 'track' }, { sessionId: 7 }).context))).not.toContain('sessionStart');
  });

  test.each<[Omit<EventCall, 'kind'>, object]>([
    [
      { type: 'page', name: 'Home' },
      { name: 'Home', properties: {} },
    ],
    [
      { type: 'screen', name: 'Start', properties: { a: 1 } },
      { name: 'Start', properties: { a: 1 } },
    ],
    [
      { type: 'group', name: 'acme', properties: { plan: 'pro' } },
      { groupId: 'acme', traits: { plan: 'pro' } },
    ],
    [
      { type: 'alias', name: 'lovelace' },
      { userId: 'lovelace', previousId: 'ada' },
    ],
    [
      { type: 'alias', name: 'lovelace', previousId: 'a.l.' },
      { userId: 'lovelace', previousId: 'a.l.' },
    ],
    [
      { type: 'page', name: 'Home', category: 'Shop' },
      { name: 'Home', category: 'Shop' },
    ],
    [{ type: 'identify', name: 'ada', properties: { plan: 'pro' } }, { userId: 'ada' }],
  ])('what is special about %j', (call, special) => {
    expect(build(call)).toMatchObject({ type: call.type, ...special });
  });

  test('a page without a name has no name, and an identify carries its traits in the context', () => {
    expect(build({ type: 'page' })).not.toHaveProperty('name');
    expect(build({ type: 'identify', properties: { plan: 'pro' } })).toHaveProperty('context.traits', { plan: 'pro' });
    expect(build({ type: 'track' })).not.toHaveProperty('context.traits');
  });

  test('the previous id of somebody unknown is the anonymous one', () => {
    const call: EventCall = { kind: 'event', type: 'alias', name: 'lovelace' };
    expect(buildMessage(call, {}, { ...envelope, userId: '' })).toMatchObject({ previousId: 'device1-1' });
  });

  test('the context of the caller is added to the SDK’s own', () => {
    const call: EventCall = { kind: 'event', type: 'track' };
    const message = buildMessage(call, { sessionId: 7 }, { ...envelope, callerContext: { locale: 'de' } });
    expect(message.context).toMatchObject({ sessionId: 7, locale: 'de' });
  });

  test('an application has no page and no campaign, and tells of its phone', () => {
    const call: EventCall = { kind: 'event', type: 'screen', name: 'Basket' };
    const message = buildMessage(call, { sessionId: 7 }, { ...envelope, platform: 'mobile' });
    expect(message).toMatchObject({ type: 'screen', channel: 'mobile', name: 'Basket', context: { sessionId: 7 } });
    expect(Object.keys(Object(message.context))).toEqual([
      'app',
      'library',
      'device',
      'network',
      'os',
      'screen',
      'locale',
      'timezone',
      'sessionId',
    ]);
  });
});
