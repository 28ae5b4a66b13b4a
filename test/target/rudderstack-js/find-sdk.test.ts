import { describe, expect, test } from 'vitest';
import { findSdk, type ScriptResult } from '../../../src/target/rudderstack-js/find-sdk.js';

class Sdk {
  load(): void {}
}
/** What a compiler makes of a class for old browsers. */
function OldSdk(): void {}
OldSdk.prototype.load = () => {};

const find = (left: Partial<ScriptResult>) =>
  findSdk({ exported: {}, rudderanalytics: undefined, RudderAnalytics: undefined, ...left }, 'bundle.js');

describe('the SDK that a script leaves', () => {
  test.each<[string, Partial<ScriptResult>]>([
    ['exports.RudderAnalytics', { exported: { RudderAnalytics: Sdk } }],
    ['exports.default', { exported: { default: Sdk } }],
    ['module.exports', { exported: Sdk }],
    ['the global RudderAnalytics', { RudderAnalytics: Sdk }],
    ['a namespace with the class in the global rudderanalytics', { rudderanalytics: { RudderAnalytics: Sdk } }],
  ])('a class in %s is instantiated', (_where, left) => {
    expect(find(left)).toBeInstanceOf(Sdk);
  });

  test('a class may be a function, as compilers write it for old browsers', () => {
    expect(find({ exported: { RudderAnalytics: OldSdk } })).toBeInstanceOf(OldSdk);
  });

  test.each<[string, (sdk: object) => Partial<ScriptResult>]>([
    ['exports.default', (sdk) => ({ exported: { default: sdk } })],
    ['module.exports', (sdk) => ({ exported: sdk })],
    ['the global rudderanalytics', (sdk) => ({ rudderanalytics: sdk })],
  ])('an object in %s is taken as it is', (_where, left) => {
    const sdk = { load() {} };
    expect(find(left(sdk))).toBe(sdk);
  });

  test('a class goes before an instance', () => {
    expect(find({ exported: { RudderAnalytics: Sdk }, rudderanalytics: { load() {} } })).toBeInstanceOf(Sdk);
  });

  test.each<[string, Partial<ScriptResult>]>([
    ['nothing', {}],
    ['a function that is no class', { exported: () => ({ load() {} }) }],
    ['a queue of calls', { rudderanalytics: [] }],
    ['null', { exported: null }],
    ['a class of something else', { exported: { RudderAnalytics: Map } }],
  ])('%s is none, and it is said where it was looked for', (_what, left) => {
    expect(() => find(left)).toThrow(
      'no SDK in bundle.js; a class or an object with the method load was looked for in exports.RudderAnalytics, exports.default, module.exports itself, the global RudderAnalytics, rudderanalytics.RudderAnalytics, the global rudderanalytics',
    );
  });
});
