import { configValue } from '../record/config-value.js';
import type { ConfigValue, LoadConfig, StepAction } from '../record/timeline.js';
import { formatDuration } from '../time/duration.js';

/** A step in a few words, close to how a scenario writes it. */
export function stepText(action: StepAction): string {
  switch (action.kind) {
    case 'event':
      return `${action.type} ${JSON.stringify(action.name ?? '')}${besideText(action)}`;
    case 'wait':
    case 'sleep':
      return `${action.kind} ${formatDuration(action.durationMs)}`;
    case 'setClock':
      return `setClock ${action.byMs < 0 ? '' : '+'}${formatDuration(action.byMs)}`;
    case 'startSession':
      return action.sessionId === undefined ? 'startSession' : `startSession ${valueText(action.sessionId)}`;
    case 'reset':
      return action.anonymousId === undefined ? 'reset' : `reset, anonymousId ${action.anonymousId}`;
    case 'open':
      return `open ${action.url}`;
    case 'navigate':
      return `navigate ${action.url}${configText(action.config)}`;
    case 'timeZone':
      return `timeZone ${action.zone}`;
    case 'consent':
      return `consent${action.storage === undefined ? '' : `, storage ${action.storage}`}`;
    case 'storage':
    case 'network':
      return `${action.kind} ${action.state}`;
    case 'damage':
      return `damage ${action.how}`;
    case 'server':
      return `server ${action.answer}`;
    case 'load':
    case 'reload':
    case 'restart':
    case 'crash':
      return `${action.kind}${configText(action.config)}`;
    default:
      return action.kind;
  }
}

function besideText({ category, previousId }: Extract<StepAction, { kind: 'event' }>): string {
  const parts = category === undefined ? '' : `, category ${JSON.stringify(category)}`;
  return previousId === undefined ? parts : `${parts}, from ${JSON.stringify(previousId)}`;
}

function configText(config: LoadConfig | undefined): string {
  const parts = configParts(config);
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

/** What the application asks for, one text for each thing; nothing for what it leaves to the SDK. */
export function configParts(config: LoadConfig | undefined): string[] {
  const parts: string[] = [];
  const { autoTrack, timeout, other, cutOff } = config?.sessions ?? {};
  if (autoTrack !== undefined) parts.push(`autoTrack ${valueText(autoTrack)}`);
  if (timeout !== undefined) parts.push(`timeout ${durationText(timeout)}`);
  if (other !== undefined) parts.push(`other ${valueText(other)}`);
  if (cutOff?.enabled !== undefined) parts.push(`cutOff ${valueText(cutOff.enabled)}`);
  if (cutOff?.duration !== undefined) parts.push(`of ${durationText(cutOff.duration)}`);
  if (config?.storage?.type !== undefined) parts.push(`storage ${config.storage.type}`);
  if (config?.preConsent !== undefined) {
    parts.push(`before consent ${config.preConsent.storage}, delivery ${config.preConsent.delivery}`);
  }
  if (config?.lifecycleEvents !== undefined) parts.push(`lifecycleEvents ${config.lifecycleEvents}`);
  return parts;
}

function durationText(value: ConfigValue): string {
  const plain = configValue(value);
  return typeof plain === 'number' && Number.isInteger(plain) && plain > 0 ? formatDuration(plain) : valueText(value);
}

function valueText(value: ConfigValue): string {
  const plain = configValue(value);
  return typeof plain === 'number' || plain === undefined ? String(plain) : JSON.stringify(plain);
}
