import type { Context } from 'node:vm';
import type { CallStep, FaultStep, LoadConfig } from '../../record/timeline.js';

/** A call that goes to a loaded SDK. */
export type SdkCall = Exclude<CallStep, { kind: 'load' }>;

/** One SDK on one page. What its methods return goes into the trace as it is; session fields are never read from it. */
export interface SdkOnPage {
  load(config: LoadConfig): void;
  call(call: SdkCall): unknown;
}

export type SessionDamage = Extract<FaultStep, { kind: 'damage' }>['how'];

/** How the storage of the browser behaves until it behaves otherwise. */
export type StorageCondition = Exclude<Extract<FaultStep, { kind: 'storage' }>['state'], 'cleared'>;

/** One place of a device in which pages store texts by key: its cookies, or one area of storage. */
export interface StoredItems {
  /** Cookies hold their values percent-encoded where they need it. */
  readonly kind: 'cookie' | 'storage';
  /** @returns the text as it is stored, or `undefined` where there is none */
  read(key: string): string | undefined;
  /** Puts another text in the place of one that is there, without any page having written it. */
  write(key: string, value: string): void;
}

/** How one vendor's web SDK is put on a page; made once per worker, so that the script is compiled once. */
export interface WebSdk {
  /** Runs the SDK's script in the page's realm. @throws whatever the script throws */
  start(page: Context): SdkOnPage;
  /**
   * The longest time, in milliseconds, after which the SDK still does something because of an instant that it has stored,
   * without a timer that waits for it. Absent where nobody knows; then idle waits are fast-forwarded with more care.
   */
  readonly looksBackMs?: number;
  /**
   * Spoils what the SDK has stored of the session, wherever it has. Absent where nobody knows how the SDK stores it.
   * @returns whether there was anything to spoil
   */
  damageSession?(places: readonly StoredItems[], how: SessionDamage): boolean;
}
