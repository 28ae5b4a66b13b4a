import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { InputError } from '../../../src/spec/input-error.js';
import { DataPlanes } from '../../../src/target/process/data-planes.js';
import { UntestableError } from '../../../src/target/target.js';
import { timeline } from '../timeline.js';

const load = { kind: 'load', config: {} } as const;

async function opened(...devices: string[]) {
  const delivered: unknown[] = [];
  const steps = devices.map((device) => ({ device, client: 'a tab', action: load }));
  const planes = await DataPlanes.open({ ...timeline([]), steps }, { host: '127.0.0.1', port: 0 }, (from, request) => {
    delivered.push([from?.device, from?.client, request.url, request.status]);
  });
  onTestFinished(() => planes.close());
  const post = (url: string): Promise<number> =>
    fetch(url, { method: 'POST', body: '{}' }).then(
      ({ status }) => status,
      () => 0,
    );
  return { planes, delivered, post };
}

describe('the data planes of a timeline', () => {
  test('tell which client has sent something, and what it would have sent to without a harness', async () => {
    const { planes, delivered, post } = await opened('phone', 'desk');
    expect(await post(`${planes.urlFor({ device: 'desk', client: 'a tab' })}/v1/track`)).toBe(200);
    expect(await post(`${planes.urlFor({ device: 'phone', client: 'a/b?c' })}/v1/batch?x=1`)).toBe(200);
    const { origin } = new URL(planes.urlFor({ device: 'phone', client: 'a tab' }));
    await post(`${origin}/v1/page`);
    await post(`${origin}/client/%ff/v1/page`);
    expect(delivered).toEqual([
      ['desk', 'a tab', '/v1/track', 200],
      ['phone', 'a/b?c', '/v1/batch?x=1', 200],
      [undefined, undefined, '/v1/page', 200],
      [undefined, undefined, '/client/%ff/v1/page', 200],
    ]);
  });

  test('answer all alike, and a device that is offline not at all', async () => {
    const { planes, delivered, post } = await opened('phone', 'desk');
    const url = (device: string): string => `${planes.urlFor({ device, client: 'a' })}/v1/track`;
    planes.answerWith(500);
    planes.connect('phone', false);
    expect([await post(url('phone')), await post(url('desk'))]).toEqual([0, 500]);
    planes.answerWith('ok');
    expect([await post(url('phone')), await post(url('desk'))]).toEqual([0, 200]);
    planes.connect('phone', true);
    expect(await post(url('phone'))).toBe(200);
    expect(delivered.map((each) => (each as unknown[])[3])).toEqual([0, 500, 0, 200, 200]);
  });

  test('give a device that is offline neither its configuration nor a sign that anybody is there', async () => {
    const { planes } = await opened('phone');
    const url = planes.urlFor({ device: 'phone', client: 'a' });
    const ask = (path: string, method: string): Promise<number> =>
      fetch(`${url}${path}`, { method }).then(
        ({ status }) => status,
        () => 0,
      );
    const all = () =>
      Promise.all([ask('/sourceConfig', 'GET'), ask('/', 'GET'), ask('/v1/track', 'OPTIONS'), ask('/v1/track', 'GET')]);
    planes.connect('phone', false);
    expect(await all()).toEqual([0, 0, 0, 0]);
    planes.connect('phone', true);
    expect(await all()).toEqual([200, 200, 204, 405]);
  });

  test('cost one timeline when their port is lost to somebody, and the run when it never was theirs', async () => {
    const taken = createServer();
    onTestFinished(() => void taken.close());
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const open = () => DataPlanes.open(timeline([load]), { host: '127.0.0.1', port }, () => {});
    await expect(open()).rejects.toThrow(InputError);
    await new Promise((resolve) => taken.close(resolve));
    await (await open()).close();
    await new Promise<void>((resolve) => taken.listen(port, '127.0.0.1', resolve));
    const again = open();
    await expect(again).rejects.toThrow(UntestableError);
    await expect(again).rejects.toThrow(`the collector could not listen any more: port ${port} is taken`);
  });

  test('know no other devices', async () => {
    const { planes } = await opened('phone');
    expect(() => planes.urlFor({ device: 'watch', client: 'a' })).toThrow('the timeline has no device watch');
  });
});
