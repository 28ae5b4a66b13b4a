import { describe, expect, test } from 'vitest';
import { load, logsOf, messagesOf, open, track, wait } from '../../timeline.js';
import { instant, on, playPage, requestsOf, textsOf } from './page-sdk.js';

describe('a network that fails', () => {
  /** An SDK that notes its connection, and sends what it is called with once, without ever trying again. */
  const sender = `{
    load() {
      for (const type of ['online', 'offline']) addEventListener(type, () => console.log(type + ' ' + navigator.onLine));
    },
    call({ name }) {
      const xhr = new XMLHttpRequest();
      xhr.open('POST', 'https://dataplane.example/v1/track');
      xhr.timeout = 5000;
      for (const type of ['load', 'error', 'timeout']) xhr['on' + type] = () => console.log(name + ' ' + type + ' ' + xhr.status);
      xhr.send(JSON.stringify({ type: 'track', event: name }));
    },
  }`;

  test('a page is told of the connection, and its requests fail without one', async () => {
    const trace = await playPage(sender, [
      open(),
      load(),
      { kind: 'network', state: 'online' },
      { kind: 'network', state: 'offline' },
      { kind: 'network', state: 'offline' },
      track('away'),
      { kind: 'network', state: 'online' },
      track('back'),
    ]);
    expect(textsOf(trace)).toEqual(['offline false', 'away error 0', 'online true', 'back load 200']);
    expect(requestsOf(trace).map(({ step, status }) => [step, status])).toEqual([
      [5, 0],
      [7, 200],
    ]);
    expect(messagesOf(trace)).toHaveLength(2);
  });

  test('every page of the device is told, also one that is opened without a connection', async () => {
    const trace = await playPage(sender, [
      { kind: 'network', state: 'offline' },
      open(),
      load(),
      on('tab2', open()),
      on('tab2', load()),
      { kind: 'network', state: 'online' },
    ]);
    expect(textsOf(trace)).toEqual(['online true', 'online true']);
  });

  test.each([
    ['ok', 'one load 200', 200],
    [429, 'one load 429', 429],
    [500, 'one load 500', 500],
    ['reset', 'one error 0', 0],
    ['hang', 'one timeout 0', 0],
  ] as const)('a data plane that answers %s', async (answer, text, status) => {
    const trace = await playPage(sender, [open(), load(), { kind: 'server', answer }, track('one'), wait(5_000)]);
    expect(textsOf(trace)).toEqual([text]);
    expect(requestsOf(trace)).toMatchObject([{ step: 3, status }]);
    expect(logsOf(trace)[0]).toMatchObject(instant(answer === 'hang' ? 4 : 3, answer === 'hang' ? 5_000 : 0));
  });
});
