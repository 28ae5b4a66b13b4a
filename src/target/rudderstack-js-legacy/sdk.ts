import { damageStoredSession, type StoredForm } from '../rudderstack-js/damaged-session.js';
import { rudderStackScript, type ScriptOptions } from '../rudderstack-js/sdk.js';
import type { WebSdk } from '../web/sdk.js';
import { encrypted } from './encryption.js';
import { storedMeaning } from './stored-value.js';

/** The first versions stored plain texts. */
const storedForm: StoredForm = { meaningOf: storedMeaning, written: encrypted, writtenByOlder: (json) => json };

/**
 * RudderStack's legacy JavaScript SDK, v1.1: functions of a module, which have the names and the arguments that the
 * methods of v3 were given later, and the same options as far as it has them.
 */
export function rudderStackJsLegacy(file: string, options: ScriptOptions = {}): WebSdk {
  return rudderStackScript(file, (places, how) => damageStoredSession(places, how, storedForm), options);
}
