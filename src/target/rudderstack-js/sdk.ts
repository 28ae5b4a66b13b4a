import { readFileSync } from 'node:fs';
import { type Context, Script } from 'node:vm';
import { configValue } from '../../record/config-value.js';
import type { ConfigValue, LoadConfig } from '../../record/timeline.js';
import type { SdkCall, SdkOnPage, WebSdk } from '../jsdom/sdk.js';

/** The public methods of the SDK's class that a timeline can call. */
interface RudderAnalytics {
  load(writeKey: string, dataPlaneUrl: string, options: object): void;
  track(event: string, properties?: object, options?: object): void;
  page(category: string | undefined, name: string | undefined, properties?: object, options?: object): void;
  identify(userId: string | undefined, traits?: object, options?: object): void;
  group(groupId: string, traits?: object, options?: object): void;
  alias(to: string, from: string | undefined, options?: object): void;
  startSession(sessionId?: unknown): void;
  endSession(): void;
  reset(resetAnonymousId?: boolean): void;
  getSessionId(): unknown;
}

const writeKey = 'lapse-write-key';
const dataPlaneUrl = 'https://dataplane.example';
/** The smallest source configuration that the SDK accepts: cloud mode, no destinations. */
const sourceConfig = { source: { id: 'lapse-source', config: {}, destinations: [] } };

/** RudderStack's JavaScript SDK, v3, as a bundled CommonJS build: everything in one script, nothing from a network. */
export function rudderStackJs(file: string): WebSdk {
  const source = readFileSync(file, 'utf8');
  const script = new Script(`(function (exports, module) {${source}\n;return module.exports;})`, { filename: file });
  return {
    start(page: Context): SdkOnPage {
      const module = { exports: {} };
      const exported = script.runInContext(page)(module.exports, module);
      const analytics: RudderAnalytics = new exported.RudderAnalytics();
      return {
        load: (config) => analytics.load(writeKey, dataPlaneUrl, loadOptions(config)),
        call: (call) => callSdk(analytics, call),
      };
    },
  };
}

function loadOptions(config: LoadConfig): object {
  const { sessions, storage } = config;
  return {
    getSourceConfig: () => sourceConfig,
    // Polyfills would be fetched from a CDN.
    polyfillIfRequired: false,
    logLevel: 'WARN',
    ...(sessions === undefined ? {} : { sessions: plainValues(sessions) }),
    ...(storage === undefined ? {} : { storage }),
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
      // Traits alone are passed without a user id, as the SDK documents it.
      analytics.identify(name === '' ? undefined : name, properties, options);
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
