import { describe, expect, test } from 'vitest';
import { Devices } from '../../../src/target/jsdom/clients.js';

const one = { device: 'device1', client: 'tab1' };

describe('devices and clients', () => {
  test('come into being when they are named, and are the same from then on', () => {
    const devices = new Devices(() => 0);
    expect(devices.count).toBe(0);
    const client = devices.client(one);
    expect(devices.client(one)).toBe(client);
    expect(devices.client({ ...one, client: 'tab2' })).not.toBe(client);
    expect(devices.client({ ...one, device: 'device2' })).not.toBe(client);
    expect(devices.count).toBe(2);
    expect(devices.profiles()[0]).toBe(devices.device(one).profile);
  });

  test('the answer of a user holds for all tabs of the device, and for no other device', () => {
    const devices = new Devices(() => 0);
    const config = { preConsent: { storage: 'none', delivery: 'buffer' } } as const;
    devices.device(one).consent = {};
    expect(devices.configFor(one, config)).toEqual({});
    expect(devices.configFor({ device: 'device2' }, config)).toBe(config);
  });
});
