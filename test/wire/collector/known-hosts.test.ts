import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { asHost, isKnownHost, knownHosts, reachableHosts } from '../../../src/wire/collector/known-hosts.js';

describe('the hosts that are served', () => {
  const here = knownHosts('127.0.0.1', ['Farm.example']);

  it.each(['127.0.0.1:8080', 'localhost', 'LOCALHOST:80', '[::1]:8080', '10.0.2.2:8080', 'farm.example:443'])(
    '%s is one',
    (header) => {
      expect(isKnownHost(header, here)).toBe(true);
    },
  );

  it.each([
    'evil.example',
    'evil.example:8080',
    'localhost.evil.example',
    'localhost@evil.example',
    '127.0.0.1:8080:80',
    '192.0.2.7',
    '[::2]',
    '',
    undefined,
  ])('%s is none', (header) => {
    expect(isKnownHost(header, here)).toBe(false);
  });

  it('are those of every network of the machine if it listens to all, and still no others', () => {
    const addresses = Object.values(networkInterfaces()).flatMap((each = []) => each.map(({ address }) => address));
    expect(addresses.length).toBeGreaterThan(0);
    for (const wildcard of ['0.0.0.0', '::']) {
      const hosts = knownHosts(wildcard);
      for (const address of addresses) expect(isKnownHost(`${asHost(address)}:1`, hosts)).toBe(true);
      expect(isKnownHost('evil.example', hosts)).toBe(false);
      expect(isKnownHost('0.0.0.0', hosts)).toBe(false);
    }
  });

  it('are no further than the one address if it listens to one', () => {
    const hosts = knownHosts('192.0.2.7');
    expect(isKnownHost('192.0.2.7:80', hosts)).toBe(true);
    expect(isKnownHost('192.0.2.8:80', hosts)).toBe(false);
  });
});

describe('the hosts under which others reach this machine', () => {
  it('are the one address if it listens to one', () => {
    expect(reachableHosts('192.0.2.7')).toEqual(['192.0.2.7']);
    expect(reachableHosts('::1')).toEqual(['[::1]']);
  });

  it('are its own and those in each network if it listens to all, of the kind that is listened to', () => {
    const all = Object.values(networkInterfaces()).flatMap((each = []) => each);
    const outside = all.filter(({ internal, family }) => !internal && family === 'IPv4').map(({ address }) => address);
    expect(reachableHosts('0.0.0.0')).toEqual(['127.0.0.1', ...new Set(outside)]);
    expect(reachableHosts('::')).toEqual(expect.arrayContaining(['127.0.0.1', ...outside]));
    expect(reachableHosts('::').some((host) => host.startsWith('[fe80'))).toBe(false);
  });
});
