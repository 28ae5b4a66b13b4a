import type { GenerateProgress } from '../dataset/produce-rows.js';
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

/** The same while a dataset is made, with how long the rest of the users will take. */
export function showGenerateProgress({ users, of, events, phase }: GenerateProgress, tookMs: number): void {
  const seconds = Math.max(tookMs / 1_000, 0.001);
  const rate = `${(events / seconds / 1e6).toFixed(2)} M events/s`;
  const left = users === 0 ? '' : ` · ${Math.ceil((seconds * (of - users)) / users)} s left`;
  const what = phase === 'making' ? `${rate}${left}` : `${phase} ${events.toLocaleString('en')} events`;
  environment.error(`\r\u001b[K  ${users.toLocaleString('en')} of ${of.toLocaleString('en')} users · ${what}`);
}

/** Takes the line away. */
export function endProgress(): void {
  environment.error('\r\u001b[K');
}
