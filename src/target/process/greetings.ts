import { didYouMean } from '../../spec/input-error.js';
import { listPolicies } from '../../spec/policies.js';
import { AdapterFault } from './adapter-fault.js';
import { type AdapterAddress, adapterAddress } from './adapter-name.js';
import type { Channel, ChannelOptions } from './channel.js';
import { ChildProcessChannel } from './child-process.js';
import { Connection } from './connection.js';
import type { Listening } from './data-planes.js';
import { HttpChannel } from './http-channel.js';
import { type HelloAnswer, protocolVersion } from './protocol.js';

/** How an adapter is spoken to, and how its SDK is made to live by the clock of a timeline. */
export interface AdapterSettings {
  /** Whether every line is held against its schema. */
  readonly strict: boolean;
  /** Default: `told`, if the adapter can. */
  readonly clock?: ChosenClock | undefined;
  /** Where the collectors listen; default: this machine alone, at any port. */
  readonly listening?: Listening | undefined;
  /** Real time for the first answer; a program may have to be loaded first. */
  readonly helloLimitMs?: number | undefined;
}

/**
 * `faketime` names the library that is put before the clock of the machine; `real` is that clock itself, and says how many
 * times as fast a timeline is played.
 */
export type ChosenClock =
  | { readonly kind: 'told' }
  | { readonly kind: 'faketime'; readonly library: string }
  | { readonly kind: 'real'; readonly timeScale: number };

export const defaultSettings: AdapterSettings = { strict: false };

/** What an adapter has said of itself, or why it has not said it. */
export interface Greeting {
  readonly settings: AdapterSettings;
  readonly address: AdapterAddress;
  /** Absent when it has not said anything that can be understood. */
  readonly hello?: HelloAnswer;
  /** Why nothing can be played. */
  readonly fault?: string;
}

const defaultHelloLimitMs = 30_000;

const greetings = new Map<string, Greeting>();

/**
 * Asks an adapter who it is; before that, nobody knows by which policy it is judged. What goes wrong is kept as the
 * reason why the target cannot be tested, so that other targets still can be.
 * @throws InputError when the target is no adapter
 */
export async function meetAdapter(target: string, settings: AdapterSettings = defaultSettings): Promise<void> {
  const address = adapterAddress(target);
  if (address === undefined) throw new Error(`${target} is no adapter`);
  greetings.set(target, { settings, address, ...(await greet(address, settings)) });
}

/** What an adapter has said of itself; nothing if nobody has asked it. */
export function greetingOf(target: string): Greeting | undefined {
  return greetings.get(target);
}

async function greet(address: AdapterAddress, settings: AdapterSettings): Promise<Pick<Greeting, 'hello' | 'fault'>> {
  const options = { onLog: () => {} };
  const channel = openChannel(address, options);
  try {
    const hello = await sayHello(new Connection(channel, { ...options, strict: settings.strict }), settings);
    const fault = whyTimeless(hello, settings);
    return { hello, ...(fault === undefined ? {} : { fault }) };
  } catch (error) {
    if (error instanceof AdapterFault) return { fault: error.message };
    throw error;
  } finally {
    await channel.close();
  }
}

/** @throws AdapterFault when what it says of itself cannot be */
export async function sayHello(connection: Connection, settings: AdapterSettings): Promise<HelloAnswer> {
  const limitMs = settings.helloLimitMs ?? defaultHelloLimitMs;
  const hello = await connection.ask({ command: 'hello', protocol: protocolVersion }, limitMs);
  await connection.conclude();
  const { policy, capabilities } = hello;
  const policies = listPolicies();
  if (!policies.includes(policy)) {
    throw new AdapterFault(
      `the adapter names the policy ${JSON.stringify(policy)}, which there is not${didYouMean(policy, policies)}`,
    );
  }
  for (const needed of ['load', 'track'] as const) {
    if (!capabilities.includes(needed))
      throw new AdapterFault(`the adapter lacks the capability ${needed}, which every timeline needs`);
  }
  return hello;
}

/** Why the SDK cannot be made to live by the time of a timeline, if it cannot. */
function whyTimeless({ clock, capabilities }: HelloAnswer, { clock: chosen }: AdapterSettings): string | undefined {
  if (chosen?.kind === 'real' && chosen.timeScale !== 1 && !capabilities.includes('load.timeout')) {
    return 'the adapter lacks the capability load.timeout, without which no time can be shortened';
  }
  if (clock !== 'host' || (chosen !== undefined && chosen.kind !== 'told')) return undefined;
  return "the adapter's SDK lives by the clock of the machine, and is told of no other: --clock faketime puts one before it, --clock real waits";
}

export function openChannel(address: AdapterAddress, options: ChannelOptions): Channel {
  return 'command' in address ? new ChildProcessChannel(address.command, options) : new HttpChannel(address.url);
}
