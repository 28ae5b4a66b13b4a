import { configValue } from '../../record/config-value.js';
import type { ConfigValue, LoadConfig } from '../../record/timeline.js';
import type { SdkCall, SdkOnPage } from '../web/sdk.js';
import type { RudderAnalytics } from './find-sdk.js';

const writeKey = 'lapse-write-key';
/** Where the SDK is told to send to, unless somebody listens elsewhere. */
export const dataPlaneUrl = 'https://dataplane.example';
/** The smallest source configuration that the SDK accepts: cloud mode, no destinations. */
const sourceConfig = { source: { id: 'lapse-source', config: {}, destinations: [] } };

/** A queue that has not shown itself for ten seconds is taken over by another tab, which looks for one every three. */
export const looksBackMs = 10_000;

/**
 * The calls of a timeline as those of one of RudderStack's web SDKs, which have them in common. Nothing here needs Node,
 * for it also runs in a browser.
 * @param sendTo the address of the data plane
 */
export function sdkOnPage(analytics: RudderAnalytics, sendTo: string = dataPlaneUrl): SdkOnPage {
  return {
    load: (config) => analytics.load(writeKey, sendTo, loadOptions(config)),
    call: (call) => callSdk(analytics, call),
  };
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
