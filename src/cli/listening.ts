import { isIP } from 'node:net';
import { InputError } from '../spec/input-error.js';
import { type Given, optionalTextOf } from './given.js';

/** Where something shall listen; without a port, a person has chosen none. */
export interface ChosenListening {
  readonly host: string;
  readonly port?: number;
}

/**
 * What `--listen` says: an address, or an address and a port. An address of IPv6 stands in brackets before a port.
 * @returns nothing if the option is not there
 * @throws InputError when it is neither; names are none, for what a name means is decided elsewhere
 */
export function listeningOf(given: Given): ChosenListening | undefined {
  const listen = optionalTextOf(given, 'listen');
  if (listen === undefined) return undefined;
  if (isIP(listen) !== 0) return { host: listen };
  const [, bracketed, plain = '', digits] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(listen) ?? [];
  const host = bracketed ?? plain;
  const port = digits === undefined ? {} : { port: Number(digits) };
  if (isIP(host) === (bracketed === undefined ? 4 : 6) && (port.port ?? 0) < 65_536) return { host, ...port };
  const allowed = 'an address of this machine, such as 127.0.0.1, 192.168.0.7:8901 or [::1]:8901';
  throw new InputError([{ message: `--listen is ${JSON.stringify(listen)}`, allowed }]);
}
