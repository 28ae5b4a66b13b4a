import { receiveMessageOnPort, workerData } from 'node:worker_threads';
import { columnsOf } from '../read/event-batch.js';
import { BatchRing } from './batch-ring.js';
import { sortByUser } from './by-user.js';
import { ColumnarCutter } from './columnar-cutter.js';
import { CopiedTexts, type TextLists } from './copied-texts.js';
import type { CuttingMessage, CuttingSetup, SentTextLists } from './cutting-messages.js';
import { isMuch, keepEvents } from './local-runs.js';
import { PartedEvents } from './parted-events.js';
import { type CutSessions, columnsOfSessions } from './session-columns.js';
import { countFirsts, range } from './session-rows.js';
import { SessionWriter } from './session-table.js';

/** Sessions that are written by one of the threads at once. */
const blockLength = 8_192;

/** With so many messages unheard the other thread has enough to do. */
const busy = 2;
/** And with so many it is waited for. */
const mostUnheard = 6;

/** The thread that cuts: it takes batches from the ring, and when the last has come shares the writing with the other one. */
const setup: CuttingSetup = workerData;
const { port, isJson } = setup;
const has = new Set(setup.has);
const ring = new BatchRing(setup.ring);
const cutter = new ColumnarCutter(setup.rules, has, new Set(setup.converting));

function tell(message: CuttingMessage, memory: readonly (Int32Array | Float64Array | Uint8Array)[] = []): void {
  port.postMessage(message, [...new Set(memory.map(({ buffer }) => buffer as ArrayBuffer))]);
  ring.tell();
}

function tellSessions(sessions: CutSessions): void {
  tell({ kind: 'sessions', sessions }, columnsOfSessions(sessions));
}

function cutOrdered(): void {
  for (const { batch, greatestUser } of ring.batches()) {
    if (ring.isRefused) continue;
    if (cutter.take(batch, greatestUser) !== undefined) ring.refuse();
    else if (isMuch(cutter.sessionCount, greatestUser, setup.memoryBytes)) {
      // There are no texts here yet, so that the other thread writes them.
      cutter.takeClosed((sessions, places) => {
        for (let from = 0; from < places.length; from += blockLength)
          tellSessions(sessions.copyOf(places.subarray(from, from + blockLength)));
      });
      ring.waitUntilHeard(0);
    }
  }
  if (ring.isRefused) return;
  const writer = new SessionWriter(receiveTexts(), isJson);
  const { sessions } = cutter;
  for (let from = 0; from < sessions.length; from += blockLength) {
    const places = range(from, Math.min(sessions.length, from + blockLength));
    if (ring.unheard < busy) tellSessions(sessions.copyOf(places));
    else writeRows(writer, sessions, places);
    ring.waitUntilHeard(mostUnheard);
  }
}

function cutUnordered(): void {
  const events = new PartedEvents(has, false);
  let count = 0;
  let userCount = 0;
  for (const { batch, greatestUser } of ring.batches()) {
    keepEvents(events, batch, count, setup);
    count += batch.length;
    userCount = greatestUser;
  }
  const writer = new SessionWriter(receiveTexts(), isJson);
  for (const part of events.parts()) {
    if (ring.unheard < busy) tell({ kind: 'events', part }, part.batches.flatMap(columnsOf));
    else {
      cutter.take(sortByUser(part.batches, { greatest: userCount, lowest: part.lowest }, has).events, userCount);
      writeRows(writer, cutter.sessions, range(0, cutter.sessionCount));
      cutter.forgetSessions();
    }
    ring.waitUntilHeard(mostUnheard);
  }
  events.close();
}

function writeRows(writer: SessionWriter, sessions: CutSessions, places: Int32Array): void {
  writer.sessions = sessions;
  writer.rows(places);
  const rows = writer.writer.take();
  tell({ kind: 'rows', rows, sessionCount: places.length, userCount: countFirsts(sessions, places) }, [rows]);
}

/** They have been sent before the last batch was. */
function receiveTexts(): TextLists {
  const received = receiveMessageOnPort(port) as { readonly message: SentTextLists } | undefined;
  if (received === undefined) throw new Error('the texts have not come');
  const { users, texts } = received.message;
  const lists = [...texts].map(([column, sent]) => [column, new CopiedTexts(sent)] as const);
  return { has, users: new CopiedTexts(users), texts: new Map(lists) };
}

try {
  if (setup.isOrdered) cutOrdered();
  else cutUnordered();
  tell({ kind: 'end' });
} catch (error) {
  tell({ kind: 'fault', error });
}
port.close();
