import { InputError } from '../../spec/input-error.js';

const prefix = 'adapter:';

/** How an adapter is reached: as a program that Lapse starts, or as a server that somebody else has started. */
export type AdapterAddress = { readonly command: string } | { readonly url: string };

/** The name, as a target, of the adapter that a command starts. */
export function nameOfAdapter(command: string): string {
  return `${prefix}${command}`;
}

/** Whether a target is reached by the protocol of `spec/PROTOCOL.md`. */
export function isAdapterName(target: string): boolean {
  return target.startsWith(prefix) || /^https?:/i.test(target);
}

/** @throws InputError when the name is that of an adapter and says neither a command nor where it listens */
export function adapterAddress(target: string): AdapterAddress | undefined {
  if (!isAdapterName(target)) return undefined;
  if (!target.startsWith(prefix)) {
    if (URL.canParse(target) && new URL(target).protocol === 'http:') return { url: target };
    const message = `the target ${JSON.stringify(target)} is no address of an adapter`;
    throw new InputError([{ message, allowed: 'an address such as http://127.0.0.1:8900' }]);
  }
  const command = target.slice(prefix.length).trim();
  if (command !== '') return { command };
  throw new InputError([
    { message: 'the adapter has no command', allowed: 'a command that starts it, such as "python3 adapter.py"' },
  ]);
}
