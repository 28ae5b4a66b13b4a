import type { IdleProfile } from '../../web/idle-world.js';
import type { NativeArea } from './native-area.js';
import type { TabPage } from './tab-page.js';

/**
 * What a device holds while nobody does anything.
 * @param areas the local storage first
 * @param restoreLocal puts a text into the local storage without any page hearing of it
 */
export function idleProfile(
  pages: readonly Pick<TabPage, 'pendingStorageEvents' | 'storage'>[],
  condition: string,
  areas: readonly NativeArea[],
  restoreLocal: (key: string, text: string) => void,
): IdleProfile {
  return {
    condition,
    storageEvents: { pending: pages.reduce((sum, page) => sum + page.pendingStorageEvents, 0) },
    areas: () =>
      areas.map((area, index) => ({
        items: () => area.items(),
        restore: (key: string, value: string) => (index === 0 ? restoreLocal(key, value) : area.restore(key, value)),
      })),
    // No instant at which one expires: the browser judges that by real time.
    cookies: () => (pages[0] === undefined ? [] : [{ text: pages[0].storage.cookies() }]),
  };
}
