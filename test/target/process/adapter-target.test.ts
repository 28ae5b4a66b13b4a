import { spawn } from 'node:child_process';
import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { nameOfAdapter } from '../../../src/target/process/adapter-name.js';
import { AdapterTarget } from '../../../src/target/process/adapter-target.js';
import { type AdapterSettings, greetingOf, meetAdapter } from '../../../src/target/process/greetings.js';
import { load, messagesOf, minuteMs, timeline, track, wait } from '../timeline.js';

const script = fileURLToPath(new URL('../../fixtures/adapters/small.mjs', import.meta.url));
const group = { kind: 'event', type: 'group', name: 'people' } as const;

async function meet(name: string, settings: AdapterSettings = { strict: true }, timeLimitMs = 20_000) {
  await meetAdapter(name, settings);
  const greeting = greetingOf(name);
  if (greeting === undefined) throw new Error('it was met just now');
  const target = new AdapterTarget(name, greeting, { seed: 1, timeLimitMs });
  onTestFinished(() => target.close());
  return target;
}

const small = (fault = '', settings?: AdapterSettings, timeLimitMs?: number) =>
  meet(nameOfAdapter(`"${process.execPath}" "${script}" --fault=${fault}`), settings, timeLimitMs);

describe('an SDK behind an adapter', () => {
  test('is played timeline after timeline, and what arrived at the collector is in the trace', async () => {
    const target = await small();
    expect(target.description).toMatchObject({
      subject: 'small 1.2.3',
      version: '1.2.3',
      environment: 'adapter',
      executed: true,
      platform: 'web',
    });
    const played = timeline([load(), track('A'), wait(30 * minuteMs), track('B')]);
    const trace = await target.play(played);
    expect(trace.elapsedMs).toBe(30 * minuteMs);
    expect(trace.entries.map(({ kind }) => kind)).toEqual([
      'step',
      'step',
      'request',
      'message',
      'step',
      'step',
      'request',
      'message',
    ]);
    const [a, b] = messagesOf(trace);
    expect(a).toMatchObject({ step: 1, client: 'tab1', elapsedMs: 0, body: { event: 'A' } });
    expect(b).toMatchObject({ step: 3, elapsedMs: 30 * minuteMs, wallMs: played.startMs + 30 * minuteMs });
    expect(trace.entries.find(({ kind }) => kind === 'request')).toMatchObject({ url: '/v1/track', status: 200 });
    // Another timeline finds nothing of this one.
    expect(messagesOf(await target.play(timeline([load(), track('A')])))[0]?.body.context).toMatchObject({
      sessionStart: true,
    });
  });

  test('says what its adapter cannot do, and is not asked to', async () => {
    const target = await small();
    const beyond = timeline([load(), { kind: 'restart' }]);
    expect(target.whyUnable(beyond)).toBe('asks for restart, which the adapter does not have');
    await expect(target.play(beyond)).rejects.toThrow('asks for restart');
    expect(target.whyUnable(timeline([load(), track()]))).toBeUndefined();
  });

  test('is started anew after its adapter has failed, and not for ever', async () => {
    const target = await small('dies');
    for (let fault = 0; fault < 2; fault++) {
      await expect(target.play(timeline([load(), group]))).rejects.toThrow('ended by itself with code 7');
      expect(messagesOf(await target.play(timeline([load(), track()])))).toHaveLength(1);
    }
    for (let fault = 2; fault < 11; fault++) {
      await expect(target.play(timeline([load(), group]))).rejects.toThrow('ended by itself with code 7');
    }
    await expect(target.play(timeline([load(), track()]))).rejects.toThrow(
      'the adapter has been started anew 10 times, and is not again',
    );
    const broken = await meet(nameOfAdapter('read -r line; [ -e /nowhere ] || exit 3'));
    await expect(broken.play(timeline([load()]))).rejects.toThrow('ended by itself with code 3');
  });

  test('is not judged when its adapter answers late, and goes on when the adapter only refuses', async () => {
    const hanging = await small('hangs', undefined, 300);
    await expect(hanging.play(timeline([load(), group]))).rejects.toThrow(
      'the adapter did not answer the step group within 0.3 s of real time',
    );
    const refusing = await small('refuses');
    await expect(refusing.play(timeline([load(), group]))).rejects.toThrow(
      'could not do the step group: there are no groups',
    );
    expect(messagesOf(await refusing.play(timeline([load(), track()])))).toHaveLength(1);
  });

  test('is not blamed without a word of the library that was put before its clock', async () => {
    const settings = { strict: true, clock: { kind: 'faketime', library: '/nowhere/libfaketime.so.1' } } as const;
    const target = await small('dies', settings);
    await expect(target.play(timeline([load(), group]))).rejects.toThrow(
      /ended by itself with code 7 .*; its clock is that of libfaketime, under which some programs cannot sleep/,
    );
  });

  test('is not judged in the timeline after whose last answer its adapter has said more', async () => {
    const target = await small('answers-twice');
    await expect(target.play(timeline([load(), group]))).rejects.toThrow('that nobody had asked for: "{\\"id\\":');
    expect(messagesOf(await target.play(timeline([load(), track()])))).toHaveLength(1);
  });

  test('is known even if it cannot be played, as far as it has said who it is', async () => {
    const target = await small('wrong-version');
    expect(target.description).toMatchObject({ subject: 'an unknown SDK', executed: false });
    await expect(target.play(timeline([load()]))).rejects.toThrow('the adapter speaks version 2 of the protocol');
    expect(target.whyUnable(timeline([load(), { kind: 'restart' }]))).toBeUndefined();
  });

  test('waits for its turn where all jobs share the port that was chosen for the collector', async () => {
    const free = createServer();
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
    const { port } = free.address() as AddressInfo;
    await new Promise((resolve) => free.close(resolve));
    const settings = { strict: true, listening: { host: '127.0.0.1', port } };
    const jobs = [await small('', settings), await small('', settings)];
    const traces = await Promise.all(jobs.map((job) => job.play(timeline([load(), track('A')]))));
    expect(traces.map((trace) => messagesOf(trace).length)).toEqual([1, 1]);
  });

  test('is played the same over HTTP, one timeline at a time', async () => {
    const server = spawn(process.execPath, [script, '--port=0'], { stdio: ['ignore', 'ignore', 'pipe'] });
    onTestFinished(() => {
      server.kill('SIGKILL');
    });
    const port = await new Promise<string>((resolve) => {
      server.stderr.once('data', (line) => resolve(/\d+/.exec(String(line))?.[0] ?? ''));
    });
    const target = await meet(`http://127.0.0.1:${port}/`);
    expect(target.description.environment).toBe('adapter over HTTP');
    const played = [timeline([load(), track('A')]), timeline([load(), track('B'), group])];
    const traces = await Promise.all(played.map((each) => target.play(each)));
    expect(traces.map((trace) => messagesOf(trace).map(({ body }) => body.type))).toEqual([
      ['track'],
      ['track', 'group'],
    ]);
  });
});
