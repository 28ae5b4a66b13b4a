import { describe, expect, test } from 'vitest';
import { loadPolicy } from '../../src/spec/policies.js';
import { ReferenceTarget } from '../../src/target/reference.js';
import { sessionFields } from '../../src/wire/session-fields.js';
import { load, messagesOf, minuteMs, open, startMs, timeline, track, wait } from './timeline.js';

const target = new ReferenceTarget(loadPolicy('rudderstack-web'), '2026-11', '1.2.3');

describe('ReferenceTarget', () => {
  test('says that no code of a vendor runs', () => {
    expect(target.description).toEqual({
      name: 'reference:rudderstack-web',
      subject: 'reference engine, rudderstack-web',
      version: '1.2.3',
      environment: 'engine',
      executed: false,
      platform: 'web',
    });
  });

  test('takes the platform from the policy', () => {
    const mobile = new ReferenceTarget({ ...loadPolicy('rudderstack-web'), platform: 'mobile' }, '2026-11', '1.2.3');
    expect(mobile.description.platform).toBe('mobile');
  });

  test('plays a timeline by the rules of its policy, under its own name', async () => {
    const trace = await target.play(timeline([open(), load(), track(), wait(31 * minuteMs), track()]));
    expect(trace).toMatchObject({ timeline: 'test', target: 'reference:rudderstack-web', elapsedMs: 31 * minuteMs });
    expect(messagesOf(trace).map(({ body }) => sessionFields(body))).toEqual([
      { sessionId: startMs, sessionStart: true },
      { sessionId: startMs + 31 * minuteMs, sessionStart: true },
    ]);
    await target.close();
  });
});
