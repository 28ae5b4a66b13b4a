import { expect, test } from 'vitest';
import { fullStorageNotRead } from '../../../src/engine/quirks/full-storage-not-read.js';
import { load, reload, track, wait } from '../timelines.js';
import { withAndWithout } from '../told-sessions.js';

test('a page that finds its storage full begins a session of its own', () => {
  const steps = [load({}), track, wait(1_000), { kind: 'storage', state: 'full' } as const, track, reload, track];
  expect(withAndWithout(fullStorageNotRead, 'rudderstack-web', steps)).toEqual({
    without: '0* 0 0',
    with: '0* 0 1*',
  });
});
