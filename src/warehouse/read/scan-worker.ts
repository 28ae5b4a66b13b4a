import { openSync, readSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { takeMessages } from '../../time/host-thread.js';
import { BlockScanner, type BlockSetup, type ScannedBlock } from './block-scanner.js';
import { columnsOf } from './event-batch.js';

const setup: BlockSetup = workerData;
const scanner = new BlockScanner(setup);
const handle = openSync(setup.file, 'r');
let bytes = Buffer.allocUnsafeSlow(0);

/** A stretch of the file that begins and ends with a row. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

takeMessages((stretch: Stretch) => {
  const block = scanner.scan(read(stretch));
  parentPort?.postMessage(block, block === undefined ? [] : memoryOf(block));
});

function read({ from, to }: Stretch): Buffer {
  const length = to - from;
  if (bytes.length < length) bytes = Buffer.allocUnsafeSlow(length);
  for (let done = 0; done < length; ) {
    const count = readSync(handle, bytes, done, length - done, from + done);
    if (count === 0) throw new Error(`${setup.file} has become shorter`);
    done += count;
  }
  return bytes.subarray(0, length);
}

function memoryOf({ batches, users, texts }: ScannedBlock): ArrayBuffer[] {
  const columns = batches.flatMap(columnsOf);
  const added = [users, ...texts.values()].flatMap((each) => [each.bytes, each.ends]);
  return [...columns, ...added].map(({ buffer }) => buffer).filter((buffer) => buffer instanceof ArrayBuffer);
}
