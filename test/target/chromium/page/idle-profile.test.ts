import { JSDOM } from 'jsdom';
import { expect, test } from 'vitest';
import { idleProfile } from '../../../../src/target/chromium/page/idle-profile.js';
import { nativeArea } from '../../../../src/target/chromium/page/native-area.js';

function openedAreas() {
  const { window } = new JSDOM('', { url: 'https://shop.example/' });
  const { prototype } = window.Storage;
  return { local: nativeArea(window.localStorage, prototype), session: nativeArea(window.sessionStorage, prototype) };
}

test('what a device holds while nobody does anything is that of all its pages', () => {
  const { local, session } = openedAreas();
  local.restore('a', '1');
  session.restore('b', '2');
  const storage = { local, session, cookies: () => 'id=7' };
  const restored: string[][] = [];
  const profile = idleProfile(
    [
      { pendingStorageEvents: 1, storage },
      { pendingStorageEvents: 2, storage: { ...storage, cookies: () => 'the same jar' } },
    ],
    'full',
    [local, session],
    (key, text) => restored.push([key, text]),
  );
  expect([profile.condition, profile.storageEvents.pending]).toEqual(['full', 3]);
  expect([...profile.cookies()]).toEqual([{ text: 'id=7' }]);
  const areas = [...profile.areas()];
  expect(areas.map((area) => [...area.items()])).toEqual([[['a', '1']], [['b', '2']]]);
  for (const area of areas) area.restore('c', '3');
  // The local storage is written by whoever keeps the other pages from hearing of it.
  expect([restored, local.read('c'), session.read('c')]).toEqual([[['c', '3']], undefined, '3']);
});

test('a device without pages has no cookies to look at', () => {
  expect([...idleProfile([], 'available', [], () => {}).cookies()]).toEqual([]);
});
