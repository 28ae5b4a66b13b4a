import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { Timeline } from '../../record/timeline.js';
import { whenIdle } from '../../time/host.js';
import { readSdk } from '../executed.js';
import { thrownText } from '../web/thrown-text.js';
import { playInJsdom } from './player.js';
import { Realms } from './realms.js';
import type { WorkerReply, WorkerSetup, WorkerState } from './worker-messages.js';

/** The thread that an SDK is played in: its globals hold the fake clock, and it may be ended at any time. */
const setup: WorkerSetup = workerData;
const port = parentPort;
if (port === null) throw new Error('this file is started as a worker thread');

// The trace tells of promises that the SDK rejects while it is played; after that, they must not end the thread either.
process.on('unhandledRejection', () => {});

const sdk = readSdk(setup.target, setup.file);
const realms = new Realms();

let last: Promise<void> = Promise.resolve();

port.on('message', (timeline: Timeline) => {
  // One after the other: all of them would move the one clock of this thread.
  last = last.then(() => play(port, timeline));
});

async function play(answerTo: MessagePort, timeline: Timeline): Promise<void> {
  let reply: WorkerReply;
  try {
    reply = { trace: await playInJsdom(timeline, sdk, setup.target, { ...setup, realms }) };
  } catch (error) {
    reply = { failure: thrownText(error) };
  }
  answerTo.postMessage(reply);
  whenIdle(() => answerTo.postMessage('idle' satisfies WorkerState));
}

port.postMessage('ready' satisfies WorkerState);
