import type { WebSdk } from '../jsdom/sdk.js';
import { loadOptions, rudderStackScript, type ScriptOptions } from '../rudderstack-js/sdk.js';

/**
 * RudderStack's legacy JavaScript SDK, v1.1: functions of a module, which have the names and the arguments that the
 * methods of v3 were given later, and the same options as far as it has them.
 */
export function rudderStackJsLegacy(file: string, options: ScriptOptions = {}): WebSdk {
  return rudderStackScript(file, loadOptions, options);
}
