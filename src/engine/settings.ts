import { configValue } from '../record/config-value.js';
import type { LoadConfig } from '../record/timeline.js';
import type { PolicyValues } from '../spec/policies.js';
import { mark } from './marks.js';

/** What a configuration means under a policy: every question that the tracker may ask, answered once per load. */
export interface Settings {
  /** Whether sessions are tracked without the application's help. */
  readonly automatic: boolean;
  readonly timeoutMs: number;
  /** The longest that an automatic session may last, or `null` when there is no cut-off. */
  readonly cutOffMs: number | null;
  /** Where the session is kept: shared by the tabs, by this tab over reloads, in the page's memory, or nowhere. */
  readonly storage: 'shared' | 'tab' | 'page' | 'none';
  /** How long what is stored there lasts by the wall clock when nothing is written. */
  readonly storedForMs: number;
  /** What the SDK has to tell the developer about this configuration. */
  readonly warnings: readonly string[];
}

const storagePlaces = {
  cookieStorage: 'shared',
  localStorage: 'shared',
  sessionStorage: 'tab',
  memoryStorage: 'page',
  none: 'none',
} as const;

/**
 * Where a configuration has the session kept. Before consent, under a strategy that is not about the session, there is
 * none (SES-CONSENT-003, -006).
 */
export function storagePlace({ storage, preConsent }: LoadConfig): Settings['storage'] {
  if (preConsent !== undefined && preConsent.storage !== 'session') return mark('settings/before-consent', 'none');
  const place = storagePlaces[storage?.type ?? 'cookieStorage'];
  return mark(`settings/storage-${place}`, place);
}

function isCountOfMilliseconds(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

/**
 * Reads a load configuration the way the policy says.
 * Sources: SES-CONFIG and SES-CUTOFF requirements; what they leave open is in the policy.
 */
export function readSettings(config: LoadConfig, policy: PolicyValues): Settings {
  const warnings: string[] = [];
  const sessions = config.sessions ?? {};

  const autoTrack = sessions.autoTrack === undefined ? true : configValue(sessions.autoTrack);
  let automatic = policy.onlyFalseDisablesAutoTrack ? autoTrack !== false : Boolean(autoTrack ?? true);
  if (sessions.autoTrack === undefined) mark('settings/automatic-by-default');
  else mark(automatic ? 'settings/automatic-on' : 'settings/automatic-off');

  let timeoutMs = policy.defaultTimeoutMs;
  const timeout = sessions.timeout === undefined ? undefined : configValue(sessions.timeout);
  if (policy.automaticNeedsLifecycleEvents && config.lifecycleEvents === false) {
    automatic = mark('settings/lifecycle-off', false);
  }
  if (isCountOfMilliseconds(timeout)) {
    timeoutMs = timeout;
    mark('settings/timeout-configured');
    if (timeout === 0 && policy.zeroTimeout === 'disables') {
      automatic = mark('settings/timeout-zero-disables', false);
      warnings.push('a timeout of 0 disables automatic session tracking');
    } else if (timeout < policy.warnBelowTimeoutMs) {
      mark('settings/timeout-short');
      warnings.push(`a timeout below ${policy.warnBelowTimeoutMs} ms is unusually short`);
    }
  } else if (Number.isInteger(timeout) && Number(timeout) < 0 && policy.negativeTimeout === 'always-expired') {
    timeoutMs = mark('settings/timeout-negative-holds', Number(timeout));
  } else if (timeout !== undefined && policy.invalidTimeout === 'added') {
    timeoutMs = mark('settings/timeout-added', addedToTime(timeout) ?? policy.defaultTimeoutMs);
  } else if (timeout !== undefined && timeout !== null) {
    warnings.push('the timeout is not a whole number of milliseconds');
    if (policy.invalidTimeout === 'disables') automatic = mark('settings/timeout-invalid-disables', false);
    else mark('settings/timeout-invalid');
  } else {
    mark('settings/timeout-default');
  }

  return {
    automatic,
    timeoutMs,
    cutOffMs: automatic ? readCutOff(sessions.cutOff ?? {}, timeoutMs, policy, warnings) : null,
    storage: storagePlace(config),
    storedForMs: Number.POSITIVE_INFINITY,
    warnings,
  };
}

/**
 * What a value is worth, in milliseconds, when JavaScript adds it to the time and compares the sum with a later time.
 * A text is appended to the digits of the time, which makes the sum the end of all days, though not infinite.
 * `undefined` is no number.
 */
function addedToTime(value: unknown): number | undefined {
  const worth = Number(value);
  if (Number.isNaN(worth)) return undefined;
  return typeof value === 'string' && value.trim() !== '' ? Number.MAX_VALUE : worth;
}

function readCutOff(
  cutOff: NonNullable<NonNullable<LoadConfig['sessions']>['cutOff']>,
  timeoutMs: number,
  policy: PolicyValues,
  warnings: string[],
): number | null {
  if (cutOff.enabled === undefined || configValue(cutOff.enabled) !== true) {
    return mark('settings/cut-off-absent', null);
  }
  const configured = cutOff.duration === undefined ? undefined : configValue(cutOff.duration);
  let durationMs = policy.cutOffDefaultMs;
  if (isCountOfMilliseconds(configured) && configured > 0) {
    durationMs = mark('settings/cut-off-configured', configured);
  } else {
    mark('settings/cut-off-default');
    warnings.push('the cut-off has no duration in milliseconds, so its default is used');
  }
  if (durationMs !== null && durationMs < timeoutMs && policy.cutOffShorterThanTimeout === 'disabled') {
    warnings.push('a cut-off shorter than the timeout is not used');
    return mark('settings/cut-off-too-short', null);
  }
  return durationMs;
}
