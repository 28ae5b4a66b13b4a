import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { editions, loadRequirements } from '../../src/spec/requirements.js';

/**
 * What was published of each edition, by the ids of its requirements with their level and platform. A pipeline names its
 * edition so that nothing newer fails its release: do not renew a line, give a new requirement a new edition.
 */
const published: Readonly<Record<string, { readonly requirements: number; readonly sha256: string }>> = {
  '2022-12': { requirements: 72, sha256: '7a8638a35664fc883b9589501a875951f9eabbc1d8e09a8d7a884f6857a6c7a9' },
  '2026-11': { requirements: 138, sha256: '3d8fa86d9079901a11ea63a3e7f2c533557287972815acb310be5eec3ad12e49' },
};

test('every edition is on record', () => {
  expect(Object.keys(published)).toEqual([...editions]);
});

test.each(Object.entries(published))('the edition %s is what it was when it was published', (edition, record) => {
  const rows = [...loadRequirements().byId.values()]
    .filter((each) => each.editions.includes(edition))
    .map(({ id, level, platform }) => `${id} ${level} ${platform}`)
    .sort();
  expect({
    requirements: rows.length,
    sha256: createHash('sha256').update(rows.join('\n')).digest('hex'),
  }).toEqual(record);
});
