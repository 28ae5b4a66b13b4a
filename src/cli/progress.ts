import { environment } from './environment.js';

/** One line on the standard error that is written over again and again, and gone at the end. */
export function showProgress(done: number, of: number, what = 'scenarios'): void {
  environment.error(done === of ? '\r\u001b[K' : `\r\u001b[K  ${done} of ${of} ${what}`);
}
