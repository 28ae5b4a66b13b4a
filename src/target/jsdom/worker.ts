import './late-libraries.js';
import { parentPort } from 'node:worker_threads';
import type { Timeline } from '../../record/timeline.js';
import { whenIdle } from '../../time/host.js';
import { takeMessages } from '../../time/host-thread.js';
import { readSdk } from '../executed.js';
import { thrownText } from '../web/thrown-text.js';
import { playInJsdom } from './player.js';
import { Realms } from './realms.js';
import type { WorkerReply, WorkerSetup, WorkerState, WorkerTask } from './worker-messages.js';

/** The thread that an SDK is played in: its globals hold the fake clock, and it may be ended at any time. */
const port = parentPort;
if (port === null) throw new Error('this file is started as a worker thread');

// The trace tells of promises that the SDK rejects while it is played; after that, they must not end the thread either.
process.on('unhandledRejection', () => {});

const realms = new Realms();

let play: (timeline: Timeline) => Promise<WorkerReply> = () => Promise.reject(new Error('the thread has no SDK yet'));
let last: Promise<void> = Promise.resolve();

takeMessages((task: WorkerTask) => {
  if ('setup' in task) {
    play = playerOf(task.setup);
    port.postMessage('ready' satisfies WorkerState);
    return;
  }
  // One after the other: all of them would move the one clock of this thread.
  last = last.then(async () => {
    port.postMessage(await play(task.timeline));
    whenIdle(() => port.postMessage('idle' satisfies WorkerState));
  });
});

/** @throws whatever reading or compiling the SDK throws, which ends the thread */
function playerOf(setup: WorkerSetup): (timeline: Timeline) => Promise<WorkerReply> {
  const sdk = readSdk(setup.target, setup.file);
  return async (timeline) => {
    try {
      return { trace: await playInJsdom(timeline, sdk, setup.target, { ...setup, realms }) };
    } catch (error) {
      return { failure: thrownText(error) };
    }
  };
}
