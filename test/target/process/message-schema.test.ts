import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../../src/spec/package-root.js';
import { messageFault } from '../../../src/target/process/message-schema.js';
import { capabilities, maximumLineBytes, protocolVersion } from '../../../src/target/process/protocol.js';

const page = readFileSync(join(packageRoot, 'spec', 'PROTOCOL.md'), 'utf8');
const schema = JSON.parse(readFileSync(join(packageRoot, 'spec', 'schemas', 'protocol.schema.json'), 'utf8'));

const hello = {
  id: 1,
  protocol: 1,
  sdk: { name: 'x', version: '1' },
  platform: 'web',
  policy: 'announcement-web',
  clock: 'told',
  capabilities: ['load', 'track'],
};

describe('the messages of the protocol', () => {
  test('are in the schema as they are shown on the page, each with its answer', () => {
    const examples = [...page.matchAll(/```json\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
      block.trim().split('\n'),
    );
    const shown = new Map<number, string>();
    const faults = examples.map((line) => {
      const message = JSON.parse(line);
      const command = message.command ?? `${shown.get(message.id)}Answer`;
      shown.set(message.id, message.command ?? 'answered');
      return messageFault(command, message, true);
    });
    expect(new Set(shown.values())).toEqual(new Set(['answered']));
    expect(examples).toHaveLength(16);
    expect(faults.filter((fault) => fault !== undefined)).toEqual([]);
  });

  test('are of one version, and name the same capabilities in the code, in the schema and on the page', () => {
    expect(page).toContain(`This is version **${protocolVersion}**.`);
    expect(page).toContain(maximumLineBytes.toLocaleString('en-US'));
    expect(schema.$defs.capability.enum).toEqual([...capabilities]);
    expect(capabilities.filter((each) => !page.includes(`\`${each}\``))).toEqual([]);
  });

  test.each([
    ['hello', { ...hello, sdk: undefined }, 'it lacks "sdk"'],
    [
      'hello',
      { ...hello, platform: 'Web' },
      'platform is "Web" (did you mean "web"?), which the protocol does not know',
    ],
    [
      'hello',
      { ...hello, capabilities: ['load', 'trak'] },
      'capabilities.1 is "trak" (did you mean "track"?), which the protocol does not know',
    ],
    [
      'hello',
      { ...hello, capabilities: ['load', 'load'] },
      'capabilities is ["load","load"], and must NOT have duplicate',
    ],
    ['step', { id: 1, threw: 7 }, 'threw is 7, and must be string'],
    ['open', { id: 'one' }, 'id is "one", and must be integer'],
  ] as const)('are told where they depart from it: %s %j', (command, answer, fault) => {
    expect(messageFault(`${command}Answer`, JSON.parse(JSON.stringify(answer)), false)).toContain(fault);
  });

  test('may have more keys, unless somebody is strict', () => {
    const answer = { id: 1, mood: 'fine' };
    expect(messageFault('openAnswer', answer, false)).toBeUndefined();
    expect(messageFault('openAnswer', answer, true)).toBe('it has the key "mood", which the protocol does not know');
  });

  test('never hold a session: there is no key for one', () => {
    expect(messageFault('stepAnswer', { id: 1, sessionId: 5 }, true)).toContain('"sessionId"');
  });
});
