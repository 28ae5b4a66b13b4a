import { expect, test } from 'vitest';
import { loadPolicy } from '../../src/spec/policies.js';
import { ModelTarget } from '../../src/target/model.js';
import { ReferenceTarget } from '../../src/target/reference.js';
import { identify, load, timelineOf } from '../engine/timelines.js';
import { told } from '../engine/told-sessions.js';

const policy = loadPolicy('rudderstack-ios');
const timeline = timelineOf([load({}), identify('ada'), { kind: 'wait', durationMs: 1_000 }, identify('grace')]);

test('a model plays the policy with the quirks of its family, and the reference without them', async () => {
  const model = new ModelTarget(policy, '2026-11', '1.2.3');
  const trace = await model.play(timeline);
  expect(told(trace)).toBe('0* 0');
  expect(told(await new ReferenceTarget(policy, '2026-11', '1.2.3').play(timeline))).toBe('0* 1*');
  expect(trace.target).toBe('model:rudderstack-ios');
  await model.close();
});

test('a model says of itself that no SDK is executed', () => {
  expect(new ModelTarget(policy, '2026-11', '1.2.3').description).toEqual({
    name: 'model:rudderstack-ios',
    subject: 'model of the RudderStack iOS SDK (Objective-C), version 1',
    version: '1.2.3',
    environment: 'model',
    executed: false,
    platform: 'mobile',
  });
});
