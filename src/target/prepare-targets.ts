import { auditTarget } from './audit.js';
import { executedTarget } from './executed.js';
import { compileForPages } from './jsdom/engine-flags.js';
import { startThreadsEarly } from './jsdom/hosted-target.js';

/**
 * Begins what it takes a while to begin for targets of this name that are going to be opened, so that it is done when the
 * first timeline is played. Nothing is wrong if they never are. It is for a program of its own: how the engine compiles
 * is settled for the whole process.
 */
export function prepareTargets(name: string, count: number): void {
  if (executedTarget(name)?.environment !== 'jsdom' && auditTarget(name) === undefined) return;
  compileForPages();
  startThreadsEarly(count);
}
