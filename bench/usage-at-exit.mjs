import { writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

// Loaded before a program: tells on its third output the seconds of processors that it has used, and its most memory.
if (isMainThread) {
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    writeSync(3, JSON.stringify({ cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMb: maxRSS / 1_024 }));
  });
}
