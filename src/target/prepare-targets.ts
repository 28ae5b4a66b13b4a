import { auditTarget } from './audit.js';
import { executedTarget } from './executed.js';
import { startThreadsEarly } from './jsdom/hosted-target.js';

/**
 * Begins what it takes a while to begin for targets of this name that are going to be opened, so that it is done when the
 * first timeline is played. Nothing is wrong if they never are.
 */
export function prepareTargets(name: string, count: number): void {
  if (executedTarget(name)?.environment === 'jsdom' || auditTarget(name) !== undefined) startThreadsEarly(count);
}
