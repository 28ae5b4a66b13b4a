import { thrownText } from '../web/thrown-text.js';
import type { ScriptResult } from './find-sdk.js';

/** In front of the script, on its first line: it keeps the names of a CommonJS bundle from those of the page. */
export const wrapper = '(function (exports, module) {';

/**
 * Behind it. What a script leaves behind is read where the script ends, for a `var` of an IIFE bundle is local to the
 * function around it.
 */
export const afterwards = `
;return {
  exported: module.exports,
  rudderanalytics: typeof rudderanalytics === 'undefined' ? undefined : rudderanalytics,
  RudderAnalytics: typeof RudderAnalytics === 'undefined' ? undefined : RudderAnalytics,
};})`;

/** The script as a function of the realm that it is to run in. */
export type Bundle = (exports: object, module: object) => ScriptResult;

/** @throws Error that names the file, for whoever reads it has not written that script's messages */
export function runBundle(bundle: Bundle, fileName: string): ScriptResult {
  const module = { exports: {} };
  try {
    return bundle(module.exports, module);
  } catch (error) {
    throw new Error(`${fileName} threw while it was run: ${thrownText(error)}`);
  }
}
