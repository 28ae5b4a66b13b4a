import { describe, expect, onTestFinished, test } from 'vitest';
import { AdapterFault } from '../../../src/target/process/adapter-fault.js';
import { ChildProcessChannel } from '../../../src/target/process/child-process.js';

const limitMs = 20_000;

/** A program of the shell, which is there in no time, and what it logs. */
function start(script: string) {
  const logged: string[] = [];
  const channel = new ChildProcessChannel(script, {
    onLog: (level, text) => logged.push(`${level} ${text}`),
    environment: { FAVOURITE: 'blue' },
  });
  onTestFinished(() => channel.close());
  return { channel, logged };
}

describe('an adapter that is a program', () => {
  test('is asked on its standard input and answers on its standard output', async () => {
    const { channel } = start('while read -r line; do echo "$line $FAVOURITE $TZ"; done');
    expect(await channel.ask('one', 'hello', limitMs)).toBe('one blue UTC');
    expect(await channel.ask('two', 'open', limitMs)).toBe('two blue UTC');
  });

  test('logs on its standard error, before it answers', async () => {
    const { channel, logged } = start('read -r line; echo "warn: short" >&2; echo done; cat');
    await channel.ask('one', 'hello', limitMs);
    await new Promise(setImmediate);
    expect(logged).toEqual(['warn short']);
  });

  test.each([
    ['exit 7', 'the adapter ended by itself with code 7 before it had answered hello'],
    ['kill -9 $$', 'the adapter was ended by SIGKILL before it had answered hello'],
    ["sh -c 'kill -9 $$'; exit $?", 'the adapter was ended by signal 9 before it had answered hello'],
    ['echo ouch >&2; exit 1', 'with code 1 before it had answered hello; the end of its standard error: "ouch"'],
    ['printf \'{"id"\'', 'with code 0 in the middle of a line, "{\\"id\\"", before it had answered hello'],
    ['head -c 2000000 /dev/zero', 'the adapter wrote a line of more than 1048576 bytes to its standard output'],
    ['yes x | head -c 64000000 >&2; cat', 'the adapter writes to its standard error without end'],
    ['no-such-program-of-lapse', 'code 127 before it had answered hello; the end of its standard error: "'],
  ])('is blamed when it fails: %s', async (script, message) => {
    const { channel } = start(`read -r line; ${script}`);
    const asking = channel.ask('one', 'hello', limitMs);
    await expect(asking).rejects.toThrow(AdapterFault);
    await expect(asking).rejects.toThrow(message);
    // Nothing more can be asked, and the reason stays.
    await expect(channel.ask('two', 'open', limitMs)).rejects.toThrow(message);
  });

  test('is ended when it does not answer in time, and all that it has started with it', async () => {
    const { channel } = start('sh -c "cat; cat"');
    await expect(channel.ask('one', 'hello', limitMs)).resolves.toBe('one');
    const { channel: silent } = start('sh -c "exec cat > /dev/null"');
    await expect(silent.ask('one', 'the step track', 50)).rejects.toThrow(
      'the adapter did not answer the step track within 0.05 s of real time',
    );
  });

  test('leaves nobody waiting when it is ended, or asked something else, before it has answered', async () => {
    const { channel } = start('cat > /dev/null');
    const owed = channel.ask('one', 'the step track', limitMs);
    await channel.close();
    await expect(owed).rejects.toThrow('the adapter was closed before it had answered the step track');
    const { channel: asked } = start('cat > /dev/null');
    const first = asked.ask('one', 'the step track', limitMs);
    const second = asked.ask('two', 'close', limitMs);
    await expect(first).rejects.toThrow('the adapter was closed before it had answered the step track');
    await expect(second).rejects.toThrow('before it had answered the step track');
  });

  test('is blamed at the next question for a line that nobody had asked for', async () => {
    const { channel } = start("read -r line; printf 'one\\ntwo\\n'; cat");
    expect(await channel.ask('x', 'hello', limitMs)).toBe('one');
    const asking = channel.ask('y', 'open', limitMs);
    await expect(asking).rejects.toThrow('nobody had asked for: "two"');
  });

  test('leaves nobody waiting when it is closed, or asked another thing, in the middle of a question', async () => {
    for (const end of [
      (channel: ChildProcessChannel) => channel.close(),
      (channel: ChildProcessChannel) => channel.ask('y', 'close', limitMs).catch(() => undefined),
    ]) {
      const { channel } = start('exec cat > /dev/null');
      const asking = channel.ask('x', 'the step track', limitMs);
      const refused = expect(asking).rejects.toThrow(AdapterFault);
      await end(channel);
      await refused;
    }
  }, 5_000);

  test('can be closed whatever it is at, and is asked nothing then', async () => {
    const { channel } = start('cat');
    await channel.close();
    await channel.close();
    await expect(channel.ask('x', 'hello', limitMs)).rejects.toThrow('the adapter was closed');
  });
});
