import { parentPort, workerData } from 'node:worker_threads';
import type { Timeline } from '../../record/timeline.js';
import { whenIdle } from '../../time/host.js';
import { rudderStackJs } from '../rudderstack-js/sdk.js';
import { playInJsdom } from './player.js';
import { thrownText } from './thrown-text.js';
import type { WorkerReply, WorkerSetup, WorkerState } from './worker-messages.js';

/** The thread that an SDK is played in: its globals hold the fake clock, and it may be ended at any time. */
const setup: WorkerSetup = workerData;
const port = parentPort;
if (port === null) throw new Error('this file is started as a worker thread');

// A promise that the SDK rejects and nobody catches is the SDK's affair; it must not end the thread.
process.on('unhandledRejection', () => {});

const sdk = rudderStackJs(setup.file);

port.on('message', async (timeline: Timeline) => {
  let reply: WorkerReply;
  try {
    reply = { trace: await playInJsdom(timeline, sdk, setup.target, setup.seed) };
  } catch (error) {
    reply = { failure: thrownText(error) };
  }
  port.postMessage(reply);
  whenIdle(() => port.postMessage('idle' satisfies WorkerState));
});

port.postMessage('ready' satisfies WorkerState);
