import type { ConfigValue, LoadConfig, StepAction, Timeline } from '../record/timeline.js';
import type { Platform } from '../record/trace.js';

/**
 * Why a timeline cannot happen on a platform; `undefined` if it can. This asks nothing of the scenario's expectations:
 * whom they are for does not matter where nothing is judged. Thirty idle minutes are thirty idle minutes on a phone.
 */
export function whyNotPlayable(timeline: Timeline, platform: Platform): string | undefined {
  for (const [index, { action }] of timeline.steps.entries()) {
    const reason = platform === 'mobile' ? notOnMobile(action) : notOnWeb(action);
    if (reason !== undefined) return `step ${index + 1}: ${reason}`;
  }
  const clients = new Set(timeline.steps.map(({ device, client }) => JSON.stringify([device, client])));
  const devices = new Set(timeline.steps.map(({ device }) => device));
  return platform === 'mobile' && clients.size > devices.size ? 'an app has no tabs' : undefined;
}

function notOnMobile(action: StepAction): string | undefined {
  switch (action.kind) {
    case 'navigate':
    case 'reload':
    case 'freeze':
    case 'thaw':
      return `an app has no ${action.kind}`;
    case 'event':
      return action.type === 'page' ? 'a mobile SDK has no page call' : undefined;
    case 'startSession':
      return action.sessionId === undefined || isWhole(action.sessionId)
        ? undefined
        : 'a typed language has no such id';
    case 'consent':
      return 'consent is of the web';
    case 'load':
    case 'restart':
    case 'crash':
      return action.config === undefined ? undefined : notConfiguredOnMobile(action.config);
    default:
      return undefined;
  }
}

function notConfiguredOnMobile({ sessions, storage, preConsent }: LoadConfig): string | undefined {
  if (storage !== undefined) return 'a mobile SDK has no choice of storage';
  if (preConsent !== undefined) return 'consent is of the web';
  if (sessions?.cutOff !== undefined) return 'a mobile SDK has no cut-off';
  const { autoTrack, timeout } = sessions ?? {};
  if (autoTrack !== undefined && typeof autoTrack !== 'boolean') return 'a typed language has no such autoTrack';
  if (timeout !== undefined && !isWhole(timeout)) return 'a typed language has no such timeout';
  return undefined;
}

function isWhole(value: ConfigValue): boolean {
  return typeof value === 'number' && Number.isInteger(value);
}

function notOnWeb(action: StepAction): string | undefined {
  if (action.kind === 'event') return action.type === 'screen' ? 'the web has no screen call' : undefined;
  const config = 'config' in action ? action.config : undefined;
  return config?.lifecycleEvents === undefined ? undefined : 'the web has no events of the app lifecycle';
}
