/** The public methods of the SDK's class that a timeline can call. */
export interface RudderAnalytics {
  load(writeKey: string, dataPlaneUrl: string, options: object): void;
  track(event: string, properties?: object, options?: object): void;
  page(category: string | undefined, name: string | undefined, properties?: object, options?: object): void;
  identify(userId: string, traits?: object, options?: object): void;
  identify(traits: object, options?: object): void;
  group(groupId: string, traits?: object, options?: object): void;
  alias(to: string, from: string | undefined, options?: object): void;
  startSession(sessionId?: unknown): void;
  endSession(): void;
  reset(resetAnonymousId?: boolean): void;
  getSessionId(): unknown;
  consent(options: object): void;
}

/** What a script left behind: what it exported, and the globals that it set. */
export interface ScriptResult {
  readonly exported: unknown;
  /** The values of the globals `rudderanalytics` and `RudderAnalytics`, as far as the script set them. */
  readonly rudderanalytics: unknown;
  readonly RudderAnalytics: unknown;
}

/** Where an SDK is looked for, in this order, in the words of the message that says that there is none. */
const places: readonly (readonly [name: string, find: (result: ScriptResult) => unknown])[] = [
  // A class comes first: an instance that a bundle makes for itself may have been started with what was on the page.
  ['exports.RudderAnalytics', ({ exported }) => memberOf(exported, 'RudderAnalytics')],
  ['exports.default', ({ exported }) => memberOf(exported, 'default')],
  ['module.exports itself', ({ exported }) => exported],
  ['the global RudderAnalytics', (result) => result.RudderAnalytics],
  ['rudderanalytics.RudderAnalytics', (result) => memberOf(result.rudderanalytics, 'RudderAnalytics')],
  ['the global rudderanalytics', (result) => result.rudderanalytics],
];

/**
 * The SDK that a script put on the page, whatever the kind of its bundle: a class is instantiated, an object with the
 * methods of one is taken as it is.
 * @throws Error naming the places that were looked at, or whatever the constructor throws
 */
export function findSdk(result: ScriptResult, fileName: string): RudderAnalytics {
  for (const [, find] of places) {
    const found = find(result);
    if (isClass(found)) return new found();
    if (isSdk(found)) return found;
  }
  const looked = places.map(([name]) => name).join(', ');
  throw new Error(`no SDK in ${fileName}; a class or an object with the method load was looked for in ${looked}`);
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** Old engines get a function with a prototype instead of a class, so this is told by the methods. */
function isClass(value: unknown): value is new () => RudderAnalytics {
  return typeof value === 'function' && isSdk(value.prototype);
}

function isSdk(value: unknown): value is RudderAnalytics {
  return typeof memberOf(value, 'load') === 'function';
}
