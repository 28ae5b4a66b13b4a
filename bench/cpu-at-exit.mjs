import { writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

// Loaded before a program: tells on its third output how many seconds of processors all its threads have used.
if (isMainThread) {
  process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    writeSync(3, String((user + system) / 1e6));
  });
}
