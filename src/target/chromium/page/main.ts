import { oneLine } from '../../../record/one-line.js';
import { DeviceHost } from './device-host.js';
import type { DeviceSetup, SdkScript } from './observation.js';
import type { Window } from './transports.js';

/** The page behind the tabs of a device: `globalThis.lapse` is all that the player and the tabs know of it. */
let host: DeviceHost | undefined;
let script: SdkScript = { text: '', fileName: '' };

const lapse = {
  /** The SDK stays the same as long as the page lives. */
  install(given: SdkScript): void {
    script = given;
  },
  start(setup: DeviceSetup): void {
    host = new DeviceHost(setup, script, (request) => Reflect.get(globalThis, 'lapseSent')(JSON.stringify(request)));
  },
  adopt(window: Window): void {
    host?.adopt(window);
  },
  /** @returns what the method returned, or the message of what it threw, as JSON */
  async ask(name: string, values: readonly unknown[]): Promise<string> {
    try {
      const method: unknown = host === undefined ? undefined : Reflect.get(host, name);
      if (typeof method !== 'function') throw new Error(`nothing is called ${name}`);
      return JSON.stringify({ value: await Reflect.apply(method, host, values) });
    } catch (error) {
      return JSON.stringify({ failure: oneLine(error instanceof Error ? error.message : String(error), 500) });
    }
  },
  change(name: 'condition' | 'isOnline' | 'isSilent', value: unknown): void {
    if (host !== undefined) Reflect.set(host, name, value);
  },
};

Reflect.set(globalThis, 'lapse', lapse);
