// @ts-check
/**
 * An adapter between Lapse and an SDK in TypeScript or JavaScript: one message a line comes in, one answer a line goes
 * out. Node runs this file as it is, and TypeScript checks it.
 *
 *   npx lapse doctor --adapter "node adapter.mjs"     what works, what does not yet, and why
 *   npx lapse run --adapter "node adapter.mjs"        the verdict
 *
 * Your SDK goes in wherever `missing` is called. spec/PROTOCOL.md of Lapse says what each message means.
 */
import { createInterface } from 'node:readline';

/**
 * Who is judged, and what can be asked of it. List a capability once its place below is filled in: scenarios that need
 * more are skipped. spec/PROTOCOL.md has the list.
 */
const hello = {
  protocol: 1,
  sdk: { name: 'my-sdk', version: '0.0.0' },
  platform: 'web', // or 'mobile'
  policy: 'announcement-web', // what holds where no requirement decides: npx lapse list --what policies
  clock: 'told', // or 'host', for an SDK that can only read the clock of the machine
  capabilities: ['load', 'track'],
};

/** A place that is not filled in; Lapse blames the adapter for it, not the SDK. */
class NotYet extends Error {}

/** @param {string} what @returns {never} */
function missing(what) {
  throw new NotYet(`your SDK goes in here: ${what}`);
}

/** The wall clock, in milliseconds since the epoch. Let your SDK read it here. */
const clock = { nowMs: 0 };

/**
 * A new timeline, on devices that are as new: forget what your SDK has stored, and stop what is loaded.
 * @param {number} startMs @param {number} _seed
 */
async function open(startMs, _seed) {
  clock.nowMs = startMs;
}

/**
 * Time has passed ('tick'), the device has slept ('sleep'), or somebody has set the clock ('set').
 * @param {number} wallMs @param {string} _move
 */
async function moveClock(wallMs, _move) {
  clock.nowMs = wallMs; // After 'tick' and 'sleep', fire the timers of your SDK that are due.
}

/**
 * Does one step, and returns what the call returned. Send to `dataPlaneUrl`, and return once it is sent.
 * @param {{ action: any, dataPlaneUrl: string, client: string, device: string }} step @returns {Promise<unknown>}
 */
async function carryOut({ action }) {
  switch (action.kind) {
    case 'load':
      return missing("load it in carryOut of adapter.mjs, case 'load'");
    case 'event': // `name` is the event of a track, the user id of an identify; `properties` may be absent.
      return missing(`call its ${action.type} in carryOut of adapter.mjs, case 'event'`);
    // Add startSession, endSession, reset, getSessionId, reload, restart, close and so on, one capability at a time.
    default:
      throw new NotYet(`adapter.mjs does not know the step ${action.kind}`);
  }
}

/** @param {any} message @returns {Promise<object>} */
async function answer(message) {
  if (message.command === 'hello') return hello;
  if (message.command === 'open') await open(message.startMs, message.seed);
  if (message.command === 'clock') await moveClock(message.wallMs, message.move);
  if (message.command !== 'step') return {};
  try {
    return { value: await carryOut(message) };
  } catch (error) {
    // What your SDK throws at the application is part of what is judged.
    return error instanceof NotYet ? { error: error.message } : { threw: String(error) };
  }
}

// The standard output is for answers; what your SDK prints goes to the standard error, and is its log.
const writeAnswer = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);
for await (const line of createInterface({ input: process.stdin })) {
  const message = JSON.parse(line);
  writeAnswer(`${JSON.stringify({ id: message.id, ...(await answer(message)) })}\n`);
}
