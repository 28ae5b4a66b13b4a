import type { TargetDescription } from '../record/trace.js';
import { InputError, readAll, throwProblems } from '../spec/input-error.js';
import {
  type AdapterSettings,
  adapterAddress,
  faketimeInstallation,
  faketimeVariable,
  findFaketime,
  isAdapterName,
  meetAdapter,
  nameOfAdapter,
} from '../target/index.js';
import { isWildcard } from '../wire/collector/known-hosts.js';
import { flagOf, type Given, optionalTextOf, wholeNumberOf } from './given.js';
import { listeningOf } from './listening.js';
import { quoted } from './quoted.js';

/** An hour in a second; what is quicker is no longer measured. */
const mostTimeScale = 3_600;

/** For yargs; how an adapter is spoken to. */
export const protocolOptions = {
  'strict-protocol': {
    type: 'boolean',
    default: false,
    describe: 'Hold every line from and to an adapter against its schema',
  },
  clock: {
    type: 'string',
    choices: ['told', 'faketime', 'real'],
    requiresArg: true,
    defaultDescription: 'told',
    describe: 'How the SDK behind an adapter gets its time: from the adapter, from libfaketime, or in real time',
  },
  'time-scale': {
    type: 'string',
    requiresArg: true,
    defaultDescription: '1',
    describe: 'With --clock real: so many times as fast, with the timeouts of the SDK configured down',
  },
  listen: {
    type: 'string',
    requiresArg: true,
    defaultDescription: '127.0.0.1 and any port',
    describe: 'Address, or address:port, at which the SDK behind an adapter reaches Lapse',
  },
} as const;

/** For yargs; for every command that plays something on one target. */
export const adapterOptions = {
  adapter: {
    type: 'string',
    requiresArg: true,
    describe: 'Command that starts an adapter (see spec/PROTOCOL.md): judge the SDK behind it',
  },
  ...protocolOptions,
} as const;

/**
 * The options of a command with `--adapter` as a target like others.
 * @param isDefault whether an option has its value because nobody said another
 * @throws InputError when a target is named as well
 */
export function withAdapter(given: Given, isDefault: (option: string) => boolean): Given {
  const adapter = optionalTextOf(given, 'adapter');
  if (adapter === undefined) return given;
  if (given.target !== undefined && !isDefault('target')) {
    throw new InputError([{ message: '--adapter and --target both say what to judge', allowed: 'one of them' }]);
  }
  return { ...given, target: nameOfAdapter(adapter) };
}

/**
 * Asks every adapter among the targets who it is.
 * @throws InputError when what is said of them cannot be
 */
export async function meetAdapters(targets: readonly string[], given: Given): Promise<void> {
  const adapters = targets.filter(isAdapterName);
  if (adapters.length === 0) {
    refuseWithoutAdapter(given);
    return;
  }
  for (const name of adapters) await meetAdapter(name, settingsFor(name, given));
}

/**
 * Refuses the adapter from which a bundle was recorded. A command is only run, and an address only asked, when a person
 * names it: bundles come from other people, and much that listens on this machine obeys whoever reaches it.
 * @throws InputError when the target is an adapter
 */
export function refuseRecordedAdapter({
  name,
  clock,
  timeScale,
}: Pick<TargetDescription, 'name' | 'clock' | 'timeScale'>): void {
  const address = adapterAddress(name);
  if (address === undefined) return;
  const [option, value] = 'url' in address ? ['target', address.url] : ['adapter', address.command];
  const message = `the bundle was recorded from an adapter, ${value}, and what a bundle names is not ${'url' in address ? 'posted to' : 'run'} unasked`;
  const speed = timeScale === undefined ? '' : ` --clock real --time-scale ${timeScale}`;
  const clockWords = clock === undefined ? speed : ' --clock faketime';
  throw new InputError([{ message, allowed: `--${option} ${quoted(value)}${clockWords}` }]);
}

/** What was said would otherwise be passed over without a word. */
function refuseWithoutAdapter(given: Given): void {
  // Other commands may mean another thing by these words.
  if (given['strict-protocol'] === undefined) return;
  const said = ['strict-protocol', 'clock', 'time-scale', 'listen'].filter(
    (name) => given[name] !== undefined && given[name] !== false,
  );
  throwProblems(
    said.map((name) => ({
      message: `--${name} speaks of an adapter, and the target is none`,
      allowed: '--adapter and a command, or --target and the address of an adapter',
    })),
  );
}

function settingsFor(name: string, given: Given): AdapterSettings {
  const { clock, listening } = readAll({
    clock: () => clockOf(name, given),
    listening: () => listeningFor(name, given),
  });
  return { strict: flagOf(given, 'strict-protocol'), clock, listening };
}

function clockOf(name: string, given: Given): AdapterSettings['clock'] {
  const kind = optionalTextOf(given, 'clock');
  if (kind !== 'real' && given['time-scale'] !== undefined) {
    throw new InputError([
      {
        message: '--time-scale shortens real time, and nothing is played in real time',
        allowed: '--clock real with it',
      },
    ]);
  }
  if (kind === undefined) return undefined;
  if (kind === 'real') {
    return {
      kind,
      timeScale: given['time-scale'] === undefined ? 1 : wholeNumberOf(given, 'time-scale', 1, mostTimeScale),
    };
  }
  if (kind !== 'faketime') return { kind: 'told' };
  const address = adapterAddress(name);
  if (address !== undefined && 'url' in address) {
    const message = '--clock faketime needs a process that Lapse starts, and the adapter is reached over HTTP';
    throw new InputError([{ message, allowed: '--adapter and a command' }]);
  }
  const library = findFaketime();
  if (library !== undefined) return { kind, library };
  const message = '--clock faketime needs libfaketime, which is not installed';
  const allowed = `${faketimeInstallation()}, or its path in ${faketimeVariable}`;
  throw new InputError([{ message, allowed }]);
}

/** @throws InputError when the app would be told an address at which it finds itself */
function listeningFor(name: string, given: Given): AdapterSettings['listening'] {
  const chosen = listeningOf(given);
  if (chosen === undefined) return undefined;
  const address = adapterAddress(name);
  if (isWildcard(chosen.host) && address !== undefined && 'url' in address && !isLoopback(address.url)) {
    const message = `--listen is ${JSON.stringify(given.listen)}, which is every address of this machine, and the app at ${address.url} is told one`;
    throw new InputError([
      { message, allowed: 'the address at which it reaches this machine, such as 192.168.0.7:8901' },
    ]);
  }
  return { port: 0, ...chosen };
}

function isLoopback(url: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);
}
