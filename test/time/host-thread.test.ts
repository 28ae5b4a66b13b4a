import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { endThread, takeMessages, whenEnded } from '../../src/time/host-thread.js';

const built = new URL('../../dist/time/host-thread.js', import.meta.url).href;

/** A thread that answers every message with what `answer`, a piece of its code, makes of it. */
function threadThatAnswers(answer: string): Worker {
  const code = `
    const { parentPort } = require('node:worker_threads');
    import(${JSON.stringify(built)}).then(({ takeMessages }) =>
      takeMessages((message) => { parentPort.postMessage(${answer}); }));`;
  return new Worker(code, { eval: true });
}

function watched(worker: Worker): { readonly heard: unknown[]; readonly codes: number[] } {
  const heard: unknown[] = [];
  const codes: number[] = [];
  worker.on('message', (message) => heard.push(message)).on('exit', (code) => codes.push(code));
  return { heard, codes };
}

test('a thread does what it was asked before, ends by itself, and is gone when that is told', async () => {
  const worker = threadThatAnswers('message.number * 2');
  const { heard, codes } = watched(worker);
  for (const number of [1, 2, 3]) worker.postMessage({ number });
  await endThread(worker);
  expect(heard).toEqual([2, 4, 6]);
  // One that is ended from outside has 1.
  expect(codes).toEqual([0]);
});

test('one that has ended, or failed, needs not to be waited for', async () => {
  const worker = threadThatAnswers('missing');
  const errors: Error[] = [];
  worker.on('error', (error) => errors.push(error));
  worker.postMessage({});
  await endThread(worker);
  expect(errors.map(({ message }) => message)).toEqual(['missing is not defined']);
  await endThread(worker);
  await whenEnded(worker);
});

test('one that does not end is ended', async () => {
  const worker = new Worker("require('node:worker_threads').parentPort.on('message', () => {})", { eval: true });
  const { codes } = watched(worker);
  // One that is ended before it runs has another code, or none.
  await new Promise((resolve) => worker.once('online', resolve));
  await endThread(worker, 50);
  expect(codes).toEqual([1]);
});

test('it is for threads only', () => {
  // The tests run in a process of their own.
  expect(() => takeMessages(() => {})).toThrow('this file is started as a worker thread');
});
