import { describe, expect, test } from 'vitest';
import { AdapterFault } from '../../../src/target/process/adapter-fault.js';
import { Connection } from '../../../src/target/process/connection.js';
import { UntestableError } from '../../../src/target/target.js';

/** A connection to somebody who gives these answers, one after the other, and what was asked of him. */
function connectionTo(answers: readonly string[], strict = false) {
  const asked: string[] = [];
  const logged: string[] = [];
  const channel = {
    ask: async (line: string) => {
      asked.push(line);
      return answers[asked.length - 1] ?? '';
    },
    close: async () => {},
  };
  const onLog = (level: string, text: string): void => {
    logged.push(`${level} ${text}`);
  };
  return { asked, logged, connection: new Connection(channel, { onLog, strict }) };
}

const open = { command: 'open', startMs: 0, seed: 1 } as const;
const track = {
  command: 'step',
  device: 'd',
  client: 'c',
  dataPlaneUrl: 'http://127.0.0.1/',
  action: { kind: 'event', type: 'track', name: 'A' },
} as const;

describe('a connection to an adapter', () => {
  test('numbers what it asks, and takes the answers with those numbers', async () => {
    const { connection, asked, logged } = connectionTo([
      '{"id":1}',
      '{"id":2,"value":5,"log":[{"level":"warn","text":"short"}]}',
    ]);
    expect(await connection.ask(open, 1)).toEqual({ id: 1 });
    expect(await connection.ask(track, 1)).toMatchObject({ value: 5 });
    expect(asked[0]).toBe('{"id":1,"command":"open","startMs":0,"seed":1}');
    expect(logged).toEqual(['warn short']);
  });

  test.each([
    ['nonsense', 'the adapter answered the step track with what is no JSON object: "nonsense"'],
    ['[1]', 'the adapter answered the step track with what is no JSON object: "[1]"'],
    ['{}', 'the adapter answered the step track, which is message 1, without an id'],
    ['{"id":2}', 'the adapter answered the step track, which is message 1, as message 2'],
    ['{"id":1,"threw":7}', "the adapter's answer to the step track is not as the protocol has it: threw is 7"],
  ])('blames the adapter for %s', async (answer, message) => {
    const asking = connectionTo([answer]).connection.ask(track, 1);
    await expect(asking).rejects.toThrow(AdapterFault);
    await expect(asking).rejects.toThrow(message);
  });

  test('knows the versions of both sides', async () => {
    const hello = { command: 'hello', protocol: 1 } as const;
    await expect(connectionTo(['{"id":1,"protocol":2}']).connection.ask(hello, 1)).rejects.toThrow(
      'the adapter speaks version 2 of the protocol, and this Lapse version 1',
    );
  });

  test('passes on what the adapter itself says that it cannot do, which is no fault of it', async () => {
    const asking = connectionTo(['{"id":1,"error":"no storage"}']).connection.ask(track, 1);
    await expect(asking).rejects.toThrow(UntestableError);
    await expect(asking).rejects.not.toThrow(AdapterFault);
    await expect(asking).rejects.toThrow('the adapter could not do the step track: no storage');
  });

  test('blames Lapse for what Lapse says, where somebody is strict', async () => {
    const wrong = { ...track, device: '' };
    const asking = connectionTo(['{"id":1}'], true).connection.ask(wrong, 1);
    await expect(asking).rejects.toThrow('a fault of Lapse: its message');
    await expect(asking).rejects.not.toThrow(UntestableError);
    expect(await connectionTo(['{"id":1}']).connection.ask(wrong, 1)).toEqual({ id: 1 });
  });

  test('does not send what an adapter need not take', async () => {
    const long = { ...track, action: { ...track.action, name: 'x'.repeat(1_048_576) } };
    await expect(connectionTo(['{"id":1}']).connection.ask(long, 1)).rejects.toThrow(
      'a message would be longer than the 1048576 bytes that an adapter has to take',
    );
  });
});
