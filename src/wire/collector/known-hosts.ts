import { networkInterfaces } from 'node:os';

/** How a machine calls itself, and how the emulators of Android call the machine that they run on. */
const loopbackHosts = ['localhost', '127.0.0.1', '[::1]', '10.0.2.2', '10.0.3.2'];

const wildcardAddresses = new Set(['0.0.0.0', '::']);

/** Whether whoever listens at it listens at all addresses of the machine. */
export function isWildcard(listenAddress: string): boolean {
  return wildcardAddresses.has(listenAddress);
}

/**
 * The addresses at which others reach what listens at `listenAddress`, as they stand in a URL: that of this machine for
 * itself first, then those in its networks. Addresses that mean something in one network only are left out.
 */
export function reachableHosts(listenAddress: string): readonly string[] {
  if (!isWildcard(listenAddress)) return [asHost(listenAddress)];
  const others = Object.values(networkInterfaces())
    .flatMap((addresses = []) => addresses)
    .filter(({ internal, address }) => !internal && !address.toLowerCase().startsWith('fe80:'))
    // Who listens at 0.0.0.0 is reached by IPv4 only.
    .filter(({ family }) => family === 'IPv4' || listenAddress === '::');
  return ['127.0.0.1', ...new Set(others.map(({ address }) => asHost(address)))];
}

/**
 * The names under which somebody who means this machine reaches what listens at `listenAddress`. A page of a stranger
 * can let a name of its own point at this machine; its requests bear that name.
 */
export function knownHosts(listenAddress: string, more: readonly string[] = []): ReadonlySet<string> {
  const addresses = isWildcard(listenAddress) ? ownAddresses() : [listenAddress];
  return new Set([...loopbackHosts, ...addresses.map(asHost), ...more.map(asHost)]);
}

/** Whether a request with this header means one of the hosts. The port does not count: it may have been forwarded. */
export function isKnownHost(header: string | undefined, hosts: ReadonlySet<string>): boolean {
  const [, host = ''] = /^(\[[^\]]*\]|[^:]*)(?::\d+)?$/.exec(header ?? '') ?? [];
  return hosts.has(host.toLowerCase());
}

/** An address as it stands in a URL and in the header. */
export function asHost(address: string): string {
  return (address.includes(':') && !address.startsWith('[') ? `[${address}]` : address).toLowerCase();
}

function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((addresses = []) => addresses.map(({ address }) => address));
}
