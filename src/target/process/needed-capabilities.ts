import { configValue } from '../../record/config-value.js';
import type { ConfigValue, LoadConfig, StepAction, Timeline } from '../../record/timeline.js';
import type { Capability } from './protocol.js';

/** What a timeline asks of an SDK and its adapter, in the order in which it does. */
export function neededCapabilities({ steps }: Timeline): ReadonlySet<Capability> {
  const clients = new Set(steps.map(({ device, client }) => JSON.stringify([device, client])));
  const devices = new Set(steps.map(({ device }) => device));
  return new Set([
    ...steps.flatMap(({ action }) => [...ofAction(action), ...ofConfig(configOf(action))]),
    ...(devices.size > 1 ? (['devices'] as const) : []),
    ...(clients.size > devices.size ? (['clients'] as const) : []),
  ]);
}

/** Why a timeline cannot be played with these capabilities; `undefined` if it can. */
export function whyNotCapable(timeline: Timeline, capabilities: readonly Capability[]): string | undefined {
  const lacking = [...neededCapabilities(timeline)].filter((each) => !capabilities.includes(each));
  if (lacking.length > 0) return `asks for ${lacking.join(', ')}, which the adapter does not have`;
  const { steps } = timeline;
  const movesClock = steps.some(({ action }) => action.kind === 'setClock');
  return movesClock && new Set(steps.map(({ device }) => device)).size > 1
    ? 'sets the clock of one of several devices, and an adapter has one clock'
    : undefined;
}

function ofAction(action: StepAction): Capability[] {
  switch (action.kind) {
    case 'event':
      return [
        action.type,
        ...(action.context === undefined ? [] : (['event.context'] as const)),
        ...(action.category === undefined ? [] : (['event.category'] as const)),
        ...(action.previousId === undefined ? [] : (['alias.previousId'] as const)),
      ];
    case 'startSession':
      return [
        'startSession',
        ...(action.sessionId === undefined ? [] : (['startSession.sessionId'] as const)),
        ...(isOf('number', action.sessionId) ? [] : (['any-value'] as const)),
      ];
    case 'reset':
      return ['reset', ...(action.anonymousId === undefined ? [] : (['reset.anonymousId'] as const))];
    case 'consent':
      return ['consent', ...(action.storage === undefined ? [] : (['consent.storage'] as const))];
    case 'server':
      return action.answer === 'ok' ? [] : [action.answer === 'hang' ? 'server.hang' : 'server'];
    // Time passes everywhere; and an adapter that does not want to know the address of a page is not told.
    case 'wait':
    case 'open':
      return [];
    default:
      return [action.kind];
  }
}

function configOf(action: StepAction): LoadConfig {
  return ('config' in action ? action.config : undefined) ?? {};
}

function ofConfig({ sessions = {}, storage, preConsent, lifecycleEvents }: LoadConfig): Capability[] {
  const { timeout, autoTrack, other, cutOff } = sessions;
  const isTyped =
    isOf('number', timeout) &&
    isOf('boolean', autoTrack) &&
    isOf('boolean', cutOff?.enabled) &&
    isOf('number', cutOff?.duration);
  return [
    ...(timeout === undefined ? [] : (['load.timeout'] as const)),
    ...(autoTrack === undefined ? [] : (['load.autoTrack'] as const)),
    ...(other === undefined ? [] : (['load.other'] as const)),
    ...(cutOff === undefined ? [] : (['load.cutOff'] as const)),
    ...(storage === undefined ? [] : (['load.storage'] as const)),
    ...(preConsent === undefined ? [] : (['load.preConsent'] as const)),
    ...(lifecycleEvents === undefined ? [] : (['load.lifecycleEvents'] as const)),
    ...(isTyped ? [] : (['any-value'] as const)),
  ];
}

/** What is not passed at all is of any type; numbers that JSON lacks are none that an application would pass. */
function isOf(type: 'number' | 'boolean', value: ConfigValue | undefined): boolean {
  if (value === undefined) return true;
  const passed = configValue(value);
  return typeof passed === type && (type !== 'number' || Number.isFinite(passed));
}
