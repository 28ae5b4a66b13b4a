import { expect, test } from 'vitest';
import { sampleCsv } from '../../../src/dataset/answers/sample.js';
import { plainUsers } from '../plain-users.js';
import { shop } from '../shop.js';

test('a header and a thousand rows, however many users there are', () => {
  const users = plainUsers(shop, 80, 14);
  const lines = sampleCsv(shop, users).trimEnd().split('\n');
  expect(lines).toHaveLength(1001);
  expect(lines[0]).toMatch(/^message_id,type,event,anonymous_id,user_id,context_session_id/);
  expect(sampleCsv(shop, users.slice(0, 1)).trimEnd().split('\n').length).toBeLessThan(1001);
});
