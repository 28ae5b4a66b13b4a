import { networkInterfaces } from 'node:os';

/** How a machine calls itself, and how the emulators of Android call the machine that they run on. */
const loopbackHosts = ['localhost', '127.0.0.1', '[::1]', '10.0.2.2', '10.0.3.2'];

const wildcardAddresses = new Set(['0.0.0.0', '::']);

/**
 * The names under which somebody who means this machine reaches what listens at `listenAddress`. A page of a stranger
 * can let a name of its own point at this machine; its requests bear that name.
 */
export function knownHosts(listenAddress: string, more: readonly string[] = []): ReadonlySet<string> {
  const addresses = wildcardAddresses.has(listenAddress) ? ownAddresses() : [listenAddress];
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
