import type { FuzzProgress } from '../fuzz/fuzz.js';
import { environment } from './environment.js';

/** One line on the standard error that is written over again and again, and gone at the end. */
export function showProgress(done: number, of: number, what = 'scenarios'): void {
  environment.error(done === of ? '\r\u001b[K' : `\r\u001b[K  ${done} of ${of} ${what}`);
}

/** The same while timelines are generated, of which nobody knows how many there will be. */
export function showFuzzProgress(progress: FuzzProgress, tookMs: number): void {
  const { runs, steps, virtualMs, failures, branches } = progress;
  const rate = runs / Math.max(tookMs / 1_000, 0.001);
  const days = (virtualMs / 86_400_000).toFixed(0);
  const found = failures === 0 ? '' : ` · ${failures} new`;
  environment.error(
    `\r\u001b[K  ${runs} timelines · ${rate.toFixed(0)}/s · ${(steps / Math.max(runs, 1)).toFixed(1)} steps · ${days} virtual days · ${branches.taken} of ${branches.of} rule branches${found}`,
  );
}

/** Takes the line away. */
export function endProgress(): void {
  environment.error('\r\u001b[K');
}
