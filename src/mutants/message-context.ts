import type { JsonObject } from '../record/timeline.js';

/** The context of a message that the engine has built, in which its session fields stand. */
export function contextOf({ context }: JsonObject): JsonObject {
  if (typeof context !== 'object' || context === null || !('library' in context)) {
    throw new Error('the message has no context');
  }
  return context;
}
