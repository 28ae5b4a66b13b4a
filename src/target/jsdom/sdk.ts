import type { Context } from 'node:vm';
import type { CallStep, LoadConfig } from '../../record/timeline.js';

/** A call that goes to a loaded SDK. */
export type SdkCall = Exclude<CallStep, { kind: 'load' }>;

/** One SDK on one page. What its methods return goes into the trace as it is; session fields are never read from it. */
export interface SdkOnPage {
  load(config: LoadConfig): void;
  call(call: SdkCall): unknown;
}

/** How one vendor's web SDK is put on a page; made once per worker, so that the script is compiled once. */
export interface WebSdk {
  /** Runs the SDK's script in the page's realm. @throws whatever the script throws */
  start(page: Context): SdkOnPage;
}
