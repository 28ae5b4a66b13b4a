import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Context, Script } from 'node:vm';
import type { SdkOnPage, WebSdk } from '../web/sdk.js';
import { looksBackMs, sdkOnPage } from './calls.js';
import { damageStoredSession } from './damaged-session.js';
import { findSdk } from './find-sdk.js';
import { afterwards, type Bundle, runBundle, wrapper } from './script-frame.js';

export interface ScriptOptions {
  /** Whether a debugger is to find the script, and its source map, by its address. */
  readonly inspected?: boolean;
}

/** RudderStack's JavaScript SDK, v3, as one self-contained script: CommonJS, UMD, or an IIFE that sets a global. */
export function rudderStackJs(file: string, options: ScriptOptions = {}): WebSdk {
  return rudderStackScript(file, damageStoredSession, options);
}

/**
 * Any of RudderStack's web SDKs, for they have their calls and their options in common.
 * @param damageSession spoils what this one has stored of the session
 */
export function rudderStackScript(
  file: string,
  damageSession: NonNullable<WebSdk['damageSession']>,
  { inspected = false }: ScriptOptions = {},
): WebSdk {
  const fileName = path.basename(file);
  const script = new Script(`${wrapper}${readFileSync(file, 'utf8')}${afterwards}`, {
    // Without its folder otherwise, for an SDK may write down where it was when something went wrong.
    filename: inspected ? pathToFileURL(file).href : fileName,
    // So that every position is the one in the file.
    columnOffset: -wrapper.length,
  });
  // Makes the function and does not call it. A debugger is told of a script only now, and wants its breakpoints before
  // the first page runs it.
  if (inspected) script.runInThisContext();
  const bundles = new WeakMap<Context, Bundle>();
  return {
    start(page: Context): SdkOnPage {
      // The engine compiles and optimises what has run in a realm before, but only for the function that it knows.
      const bundle: Bundle = bundles.get(page) ?? script.runInContext(page);
      bundles.set(page, bundle);
      const analytics = findSdk(runBundle(bundle, fileName), fileName);
      return sdkOnPage(analytics);
    },
    looksBackMs,
    damageSession,
  };
}
