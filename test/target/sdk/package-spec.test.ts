import { describe, expect, test } from 'vitest';
import { isExact, isOlder, noSuchSdk, parsePackageSpec } from '../../../src/target/sdk/package-spec.js';

const names = ['@acme/analytics', 'plain'];

describe('the name of a package with what is wanted of it', () => {
  test.each([
    ['@acme/analytics', { name: '@acme/analytics' }],
    ['plain', { name: 'plain' }],
    ['@acme/analytics@3.7.0', { name: '@acme/analytics', wanted: '3.7.0' }],
    ['plain@3.0.0-beta.2', { name: 'plain', wanted: '3.0.0-beta.2' }],
    ['plain@latest', { name: 'plain', wanted: 'latest' }],
    ['plain@^3.7', { name: 'plain', wanted: '^3.7' }],
    ['plain@~3.7.1', { name: 'plain', wanted: '~3.7.1' }],
  ])('%s', (text, expected) => {
    expect(parsePackageSpec(text, names)).toEqual(expected);
  });

  test.each(['./plain', 'plain.js', 'dist/plain', '@acme/other@1.0.0', ''])('%j is none of these packages', (text) => {
    expect(parsePackageSpec(text, names)).toBeUndefined();
  });

  test.each(['', '>=3 <4', '3.7.0 || 4', '*', '3.7.0"', '3;reboot', '../../else', '%PATH%', '^', '$(id)'])(
    'the version %j goes to no shell',
    (wanted) => {
      expect(() => parsePackageSpec(`plain@${wanted}`, names)).toThrow(
        `--sdk plain@${wanted} asks for the version ${JSON.stringify(wanted)}; allowed: a version such as 3.7.0`,
      );
    },
  );
});

describe('what is neither a path nor a package that can be driven', () => {
  test.each(['@acme/analytic@3.7.0', '@acme/analytic', 'plan', 'plan@1.0.0', 'analytics.js@1.0.0'])(
    '%s looks like a package',
    (text) => {
      expect(noSuchSdk(text, names).message).toMatch(/^--sdk names the package ".*", which no target can drive/);
    },
  );

  test.each(['./plan', 'bundle.js', 'dist/bundle', '/a/b@1.js', '.', ''])('%j looks like a path', (text) => {
    const message = `--sdk is ${JSON.stringify(text)}, which is neither a file nor a folder`;
    expect(noSuchSdk(text, names)).toMatchObject({ message });
  });

  test('says what was meant and what is allowed', () => {
    expect(noSuchSdk('@acme/analytic@3.7.0', names)).toEqual({
      message: '--sdk names the package "@acme/analytic", which no target can drive (did you mean "@acme/analytics"?)',
      allowed: '@acme/analytics@<version>, plain@<version>, a script, or the folder of a package',
    });
  });
});

test.each([
  ['3.7.0', true],
  ['3.0.0-beta.20', true],
  ['3.7', false],
  ['^3.7.0', false],
  ['latest', false],
  ['3.7.0.1', false],
])('%s means the same for ever: %s', (version, exact) => {
  expect(isExact(version)).toBe(exact);
});

test.each([
  ['1.0.15', '1.0.16', true],
  ['1.0.16', '1.0.16', false],
  ['1.0.9', '1.0.16', true],
  ['1.2.5', '1.0.16', false],
  ['0.9.20', '1.0.16', true],
  ['2.0.0', '1.9.9', false],
  ['1.0.16-beta.1', '1.0.16', false],
])('%s is older than %s: %s', (version, than, older) => {
  expect(isOlder(version, than)).toBe(older);
});
