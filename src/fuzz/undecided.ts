import type { LoadConfig, Timeline } from '../record/timeline.js';

/**
 * Whether pages of one visitor are open side by side that were configured differently. No requirement says which of their
 * configurations the session that they share obeys, so that the engine's
 * opinion proves nothing but that two sessions share an id; the laws hold.
 */
export function hasMixedPages({ steps }: Timeline): boolean {
  const open = new Map<string, LoadConfig>();
  return steps.some(({ client, action }) => {
    switch (action.kind) {
      case 'close':
        open.delete(client);
        return false;
      case 'load':
        if (!open.has(client)) open.set(client, action.config);
        break;
      case 'restart':
      case 'crash': {
        const before = open.get(client) ?? {};
        open.clear();
        open.set(client, action.config ?? before);
        break;
      }
      case 'reload':
      case 'navigate':
        open.set(client, action.config ?? open.get(client) ?? {});
        break;
      default:
        return false;
    }
    return new Set([...open.values()].map((config) => JSON.stringify(config))).size > 1;
  });
}
