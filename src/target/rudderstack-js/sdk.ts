import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Context, Script } from 'node:vm';
import { configValue } from '../../record/config-value.js';
import type { ConfigValue, LoadConfig } from '../../record/timeline.js';
import type { SdkCall, SdkOnPage, WebSdk } from '../jsdom/sdk.js';
import { thrownText } from '../jsdom/thrown-text.js';
import { damageStoredSession } from './damaged-session.js';
import { findSdk, type RudderAnalytics, type ScriptResult } from './find-sdk.js';

const writeKey = 'lapse-write-key';
const dataPlaneUrl = 'https://dataplane.example';
/** The smallest source configuration that the SDK accepts: cloud mode, no destinations. */
const sourceConfig = { source: { id: 'lapse-source', config: {}, destinations: [] } };

/** In front of the script, on its first line: it keeps the names of a CommonJS bundle from those of the page. */
const wrapper = '(function (exports, module) {';

/**
 * Behind it. What a script leaves behind is read where the script ends, for a `var` of an IIFE bundle is local to the
 * function around it.
 */
const afterwards = `
;return {
  exported: module.exports,
  rudderanalytics: typeof rudderanalytics === 'undefined' ? undefined : rudderanalytics,
  RudderAnalytics: typeof RudderAnalytics === 'undefined' ? undefined : RudderAnalytics,
};})`;

/** The script as a function of the realm that it is to run in. */
type Bundle = (exports: object, module: object) => ScriptResult;

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
      const analytics = findSdk(run(bundle, fileName), fileName);
      return {
        load: (config) => analytics.load(writeKey, dataPlaneUrl, loadOptions(config)),
        call: (call) => callSdk(analytics, call),
      };
    },
    damageSession,
  };
}

/** @throws Error that names the file, for whoever reads it has not written that script's messages */
function run(bundle: Bundle, fileName: string): ScriptResult {
  const module = { exports: {} };
  try {
    return bundle(module.exports, module);
  } catch (error) {
    throw new Error(`${fileName} threw while it was run: ${thrownText(error)}`);
  }
}

function loadOptions(config: LoadConfig): object {
  const { sessions, storage, preConsent } = config;
  return {
    getSourceConfig: () => sourceConfig,
    // Polyfills would be fetched from a CDN.
    polyfillIfRequired: false,
    logLevel: 'WARN',
    ...(sessions === undefined ? {} : { sessions: plainValues(sessions) }),
    ...(storage === undefined ? {} : { storage }),
    ...(preConsent === undefined ? {} : beforeConsent(preConsent)),
  };
}

/** Consent is asked for by the application itself, which has no answer yet (documented: custom consent management). */
function beforeConsent({ storage, delivery }: NonNullable<LoadConfig['preConsent']>): object {
  return {
    consentManagement: { enabled: true, provider: 'custom' },
    preConsent: { enabled: true, storage: { strategy: storage }, events: { delivery } },
  };
}

/** The user allows everything. */
function consentOptions({ storage }: Extract<SdkCall, { kind: 'consent' }>): object {
  return {
    consentManagement: { enabled: true, provider: 'custom', allowedConsentIds: ['analytics'], deniedConsentIds: [] },
    ...(storage === undefined ? {} : { storage: { type: storage } }),
  };
}

/** The configuration as the application would have written it, with the values that JSON lacks. */
function plainValues(values: object): object {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]: [string, ConfigValue]) => {
      const plain = configValue(value);
      return [key, typeof plain === 'object' && plain !== null && !Array.isArray(plain) ? plainValues(plain) : plain];
    }),
  );
}

function callSdk(analytics: RudderAnalytics, call: SdkCall): unknown {
  switch (call.kind) {
    case 'event':
      send(analytics, call);
      return undefined;
    case 'startSession':
      return call.sessionId === undefined
        ? analytics.startSession()
        : analytics.startSession(configValue(call.sessionId));
    case 'endSession':
      return analytics.endSession();
    case 'reset':
      return call.anonymousId === undefined ? analytics.reset() : analytics.reset(call.anonymousId);
    case 'getSessionId':
      return analytics.getSessionId();
    case 'consent':
      return analytics.consent(consentOptions(call));
  }
}

function send(analytics: RudderAnalytics, call: Extract<SdkCall, { kind: 'event' }>): void {
  const name = call.name ?? '';
  const options = call.context === undefined ? undefined : { context: call.context };
  const properties = call.properties ?? {};
  switch (call.type) {
    case 'track':
      analytics.track(name, properties, options);
      break;
    case 'page':
      analytics.page(call.category, name === '' ? undefined : name, properties, options);
      break;
    case 'identify':
      // Traits alone come first: a user id that is undefined would make the SDK forget the one it knows.
      if (name === '') analytics.identify(properties, options);
      else analytics.identify(name, properties, options);
      break;
    case 'group':
      analytics.group(name, properties, options);
      break;
    case 'alias':
      analytics.alias(name, call.previousId, options);
      break;
    case 'screen':
      throw new Error('the JavaScript SDK has no screen call');
  }
}
