import { describe, expect, test } from 'vitest';
import { meetAdapters, refuseRecordedAdapter, withAdapter } from '../../src/cli/adapters.js';
import { greetingOf } from '../../src/target/process/greetings.js';

const nobody = 'adapter:exit 0';

describe('an adapter on the command line', () => {
  test('is a target by its command, and outweighs one that nobody named', () => {
    const given = { adapter: 'python3 adapter.py', target: 'rudderstack-js' };
    expect(withAdapter(given, (option) => option === 'target')).toMatchObject({ target: 'adapter:python3 adapter.py' });
    expect(withAdapter({ target: 'rudderstack-js' }, () => true)).toEqual({ target: 'rudderstack-js' });
    expect(() => withAdapter(given, () => false)).toThrow('--adapter and --target both say what to judge');
  });

  test('is spoken to as the options say', async () => {
    const said = { 'strict-protocol': true, clock: 'real', 'time-scale': '60', listen: '[::1]:8901' };
    await meetAdapters(['reference:rudderstack-web', nobody], said);
    expect(greetingOf(nobody)?.settings).toEqual({
      strict: true,
      clock: { kind: 'real', timeScale: 60 },
      listening: { host: '::1', port: 8_901 },
    });
    await meetAdapters([nobody], { 'strict-protocol': false, listen: '192.168.0.7' });
    expect(greetingOf(nobody)?.settings).toEqual({
      strict: false,
      clock: undefined,
      listening: { host: '192.168.0.7', port: 0 },
    });
    await meetAdapters([nobody], { 'strict-protocol': false, clock: 'told' });
    expect(greetingOf(nobody)?.settings.clock).toEqual({ kind: 'told' });
  });

  test.each<[object, string, string?]>([
    [{ listen: '127.0.0.1:99999' }, '--listen is "127.0.0.1:99999"; allowed: an address of this machine'],
    [
      { listen: '0.0.0.0:8901' },
      '--listen is "0.0.0.0:8901", which is every address of this machine, and the app at http://192.0.2.7:8900 is told one; allowed: the address at which it reaches this machine',
      'http://192.0.2.7:8900',
    ],
    [{ clock: 'real', 'time-scale': '0' }, '--time-scale is "0"; allowed: a whole number from 1 to 3600'],
    [{ 'time-scale': '60' }, '--time-scale shortens real time, and nothing is played in real time'],
    [
      { clock: 'faketime' },
      '--clock faketime needs a process that Lapse starts, and the adapter is reached over HTTP',
      'http://127.0.0.1:9',
    ],
  ])('cannot be spoken to with %j', async (said, message, name = nobody) => {
    await expect(meetAdapters([name], { 'strict-protocol': false, ...said })).rejects.toThrow(message);
  });

  test('needs libfaketime where somebody wants it, and is told which was not found', async () => {
    const before = process.env.LAPSE_FAKETIME;
    process.env.LAPSE_FAKETIME = '/nowhere';
    try {
      await expect(meetAdapters([nobody], { clock: 'faketime' })).rejects.toThrow(
        'LAPSE_FAKETIME is "/nowhere", which does not exist',
      );
    } finally {
      if (before === undefined) delete process.env.LAPSE_FAKETIME;
      else process.env.LAPSE_FAKETIME = before;
    }
  });

  test('is missed where something is said of it, and other words are left alone', async () => {
    await expect(meetAdapters(['rudderstack-js'], { 'strict-protocol': true, clock: 'told' })).rejects.toThrow(
      '--strict-protocol speaks of an adapter, and the target is none',
    );
    await meetAdapters(['rudderstack-js'], { 'strict-protocol': false });
    await meetAdapters(['rudderstack-js'], { listen: '0.0.0.0' });
  });
});

describe('the adapter from which a bundle was recorded', () => {
  test('is not run because a bundle says so', () => {
    const recorded = { name: 'adapter:touch "a file"', clock: 'libfaketime' };
    expect(() => refuseRecordedAdapter(recorded)).toThrow(
      'the bundle was recorded from an adapter, touch "a file", and what a bundle names is not run unasked; allowed: --adapter \'touch "a file"\' --clock faketime',
    );
    expect(() => refuseRecordedAdapter({ name: 'adapter:x', timeScale: 60 })).toThrow(
      '--adapter x --clock real --time-scale 60',
    );
    expect(greetingOf(recorded.name)).toBeUndefined();
  });

  test('is not asked over HTTP either, not even on this machine', () => {
    for (const name of ['http://127.0.0.1:9/stop', 'http://sdk.example']) {
      expect(() => refuseRecordedAdapter({ name })).toThrow(`not posted to unasked; allowed: --target ${name}`);
      expect(greetingOf(name)).toBeUndefined();
    }
  });

  test('is no matter for other targets', () => {
    refuseRecordedAdapter({ name: 'rudderstack-js' });
  });
});
