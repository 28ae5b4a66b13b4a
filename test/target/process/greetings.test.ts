import { describe, expect, test } from 'vitest';
import { nameOfAdapter } from '../../../src/target/process/adapter-name.js';
import { type AdapterSettings, greetingOf, meetAdapter } from '../../../src/target/process/greetings.js';

const hello = {
  id: 1,
  protocol: 1,
  sdk: { name: 'x', version: '1' },
  platform: 'mobile',
  policy: 'announcement-mobile',
  clock: 'told',
  capabilities: ['load', 'track'],
};

/** What is known of an adapter that answers the first question so. */
async function greetingBy(answer: object, settings: AdapterSettings = { strict: false }) {
  const name = nameOfAdapter(`read -r line; echo '${JSON.stringify(answer)}'; cat > /dev/null`);
  await meetAdapter(name, settings);
  return greetingOf(name);
}

describe('what an adapter says of itself', () => {
  test('is known once it has been asked', async () => {
    expect(greetingOf('adapter:nobody')).toBeUndefined();
    expect(await greetingBy(hello)).toMatchObject({ hello: { platform: 'mobile' }, settings: { strict: false } });
  });

  test.each<[string, object, string]>([
    [
      'a policy',
      { policy: 'announcement-mobil' },
      'names the policy "announcement-mobil", which there is not (did you mean "announcement-mobile"?)',
    ],
    ['a capability', { capabilities: ['load'] }, 'the adapter lacks the capability track, which every timeline needs'],
    ['a version', { protocol: '1' }, 'the adapter speaks version "1" of the protocol, and this Lapse version 1'],
    ['a shape', { sdk: 'x 1' }, 'answer to hello is not as the protocol has it: sdk is "x 1", and must be object'],
  ])('is a fault where %s cannot be', async (_what, wrong, fault) => {
    const greeting = await greetingBy({ ...hello, ...wrong });
    expect(greeting?.hello).toBeUndefined();
    expect(greeting?.fault).toContain(fault);
  });

  test('has to fit with where the time comes from, and is known nevertheless', async () => {
    const host = { ...hello, clock: 'host' };
    const greeting = await greetingBy(host);
    expect(greeting?.hello?.clock).toBe('host');
    expect(greeting?.fault).toContain('--clock faketime puts one before it, --clock real waits');
    const faked = { strict: false, clock: { kind: 'faketime', library: 'x' } } as const;
    expect((await greetingBy(host, faked))?.fault).toBeUndefined();
    const real = { strict: false, clock: { kind: 'real', timeScale: 60 } } as const;
    expect((await greetingBy(host, real))?.fault).toContain('lacks the capability load.timeout');
  });

  test('may hold more than is known, unless somebody is strict', async () => {
    expect((await greetingBy({ ...hello, mood: 'fine' }))?.fault).toBeUndefined();
    expect((await greetingBy({ ...hello, mood: 'fine' }, { strict: true }))?.fault).toContain('has the key "mood"');
  });

  test('is a fault of the adapter where it does not answer in time', async () => {
    const name = nameOfAdapter('cat > /dev/null');
    await meetAdapter(name, { strict: false, helloLimitMs: 50 });
    expect(greetingOf(name)?.fault).toBe('the adapter did not answer hello within 0.05 s of real time');
  });

  test('is asked of adapters alone', async () => {
    await expect(meetAdapter('rudderstack-js')).rejects.toThrow('rudderstack-js is no adapter');
  });
});
