import { expect, test } from 'vitest';
import type { EventRow } from '../../src/dataset/rows.js';
import { foundIn } from '../warehouse/audit/audited.js';
import { planted, sessionsOf } from '../warehouse/audit/planted.js';

test.each([
  ['id-with-a-fraction', 'id-not-integer', ({ sessionId }: EventRow) => !Number.isInteger(sessionId)],
  ['no-marker', 'unmarked-session', () => true],
] as const)('finds the faulty SDK %s as %s in each of its sessions', async (fault, id, shows) => {
  const { result, messages } = await planted({ fault: `{ id: ${fault}, share: 0.3 }` });
  const faulty = sessionsOf(messages).filter((session) => session.some((each) => each.dirt.faultySdk && shows(each)));
  expect(foundIn(result)).toEqual({ [id]: faulty.length });
  expect(faulty.length).toBeGreaterThan(9);
});

test.each([
  ['marked-on-every-page', 'marked-again'],
  ['marker-on-the-wrong-events', 'marker-not-first'],
  ['session-not-stored', 'split-within-timeout'],
  ['third-session-reuses-the-first-id', 'id-goes-back'],
  ['anonymous-id-of-the-moment', 'id-shared'],
])('finds the faulty SDK %s as %s, and nothing at devices without it', async (fault, id) => {
  const { result, messages } = await planted({ fault: `{ id: ${fault}, share: 0.3 }` });
  expect(foundIn(result)[id]).toBeGreaterThan(9);
  const faulty = new Set(messages.flatMap(({ dirt, anonymousId }) => (dirt.faultySdk ? [anonymousId] : [])));
  const users = result.findings.flatMap(({ examples }) => examples.map(({ user }) => user ?? ''));
  expect(users.filter((user) => !faulty.has(user))).toEqual([]);
});
