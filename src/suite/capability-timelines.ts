import {
  defaultClient,
  defaultDevice,
  defaultUrl,
  type LoadConfig,
  mobileClient,
  type Step,
  type StepAction,
  type Timeline,
} from '../record/timeline.js';
import type { Platform } from '../record/trace.js';
import type { Capability } from '../target/index.js';

/** What a capability adds to a load and two events, so that it is tried. */
interface Trial {
  readonly config?: LoadConfig;
  /** What happens between the two events. */
  readonly steps?: readonly StepAction[];
  /** The second event happens in another tab, or on another device. */
  readonly elsewhere?: 'client' | 'device';
}

const event: StepAction = { kind: 'event', type: 'track', name: 'Probe' };

/** Most SDKs send at once, and some after a moment. */
const momentMs = 5_000;

/** The longest that an SDK may take to send again what was not taken. */
const retryMs = 600_000;

const trials: Readonly<Record<Capability, Trial>> = {
  load: {},
  track: {},
  page: { steps: [{ kind: 'event', type: 'page', name: 'Probe' }] },
  screen: { steps: [{ kind: 'event', type: 'screen', name: 'Probe' }] },
  identify: { steps: [{ kind: 'event', type: 'identify', name: 'probe' }] },
  group: { steps: [{ kind: 'event', type: 'group', name: 'probe' }] },
  alias: { steps: [{ kind: 'event', type: 'alias', name: 'probe' }] },
  'event.context': { steps: [{ kind: 'event', type: 'track', name: 'Probe', context: { ip: '0.0.0.0' } }] },
  'event.category': { steps: [{ kind: 'event', type: 'page', name: 'Probe', category: 'Probes' }] },
  'alias.previousId': { steps: [{ kind: 'event', type: 'alias', name: 'probe', previousId: 'before' }] },
  startSession: { steps: [{ kind: 'startSession' }] },
  'startSession.sessionId': { steps: [{ kind: 'startSession', sessionId: 1_234_567_890_123 }] },
  endSession: { steps: [{ kind: 'endSession' }] },
  getSessionId: { steps: [{ kind: 'getSessionId' }] },
  reset: { steps: [{ kind: 'reset' }] },
  'reset.anonymousId': { steps: [{ kind: 'reset', anonymousId: true }] },
  consent: { steps: [{ kind: 'consent' }] },
  'consent.storage': { steps: [{ kind: 'consent', storage: 'localStorage' }] },
  open: { steps: [{ kind: 'close' }, { kind: 'open', url: `${defaultUrl}again` }, { kind: 'load', config: {} }] },
  reload: { steps: [{ kind: 'reload' }] },
  navigate: { steps: [{ kind: 'navigate', url: `${defaultUrl}next` }] },
  restart: { steps: [{ kind: 'restart' }] },
  crash: { steps: [{ kind: 'crash' }] },
  close: { steps: [{ kind: 'close' }, { kind: 'load', config: {} }] },
  background: { steps: [{ kind: 'background' }] },
  foreground: { steps: [{ kind: 'background' }, { kind: 'foreground' }] },
  freeze: { steps: [{ kind: 'freeze' }, { kind: 'thaw' }] },
  thaw: { steps: [{ kind: 'freeze' }, { kind: 'thaw' }] },
  timeZone: { steps: [{ kind: 'timeZone', zone: 'Asia/Kolkata' }] },
  storage: {
    steps: (['cleared', 'full', 'unavailable', 'available'] as const).map((state) => ({ kind: 'storage', state })),
  },
  damage: { steps: [{ kind: 'damage', how: 'unparseable' }] },
  network: {
    steps: [{ kind: 'network', state: 'offline' }, event, { kind: 'network', state: 'online' }, wait(retryMs)],
  },
  server: { steps: [{ kind: 'server', answer: 500 }, event, { kind: 'server', answer: 'ok' }, wait(retryMs)] },
  'server.hang': {
    steps: [{ kind: 'server', answer: 'hang' }, event, wait(retryMs), { kind: 'server', answer: 'ok' }, wait(retryMs)],
  },
  sleep: { steps: [{ kind: 'sleep', durationMs: 60_000 }] },
  setClock: { steps: [{ kind: 'setClock', byMs: 60_000 }] },
  clients: { elsewhere: 'client' },
  devices: { elsewhere: 'device' },
  'load.timeout': { config: { sessions: { timeout: 600_000 } } },
  'load.autoTrack': { config: { sessions: { autoTrack: true } } },
  'load.cutOff': { config: { sessions: { cutOff: { enabled: true, duration: 43_200_000 } } } },
  'load.other': { config: { sessions: { other: true } } },
  'load.storage': { config: { storage: { type: 'localStorage' } } },
  'load.preConsent': { config: { preConsent: { storage: 'session', delivery: 'immediate' } } },
  'load.lifecycleEvents': { config: { lifecycleEvents: true } },
  'any-value': { config: { sessions: { timeout: 'ten minutes' } } },
};

/** The wall clock of every device at the beginning of a trial, as of the probes. */
const startMs = Date.UTC(2026, 2, 2, 9);

/** Nothing but time passes, before anything is loaded. */
export const idleTimeline: Timeline = {
  id: 'adapter/clock',
  startMs,
  steps: [{ device: defaultDevice, client: defaultClient, action: wait(momentMs) }],
};

/** A short timeline that asks an adapter for this capability, with an event before and after it; a load comes alone. */
export function capabilityTimeline(capability: Capability, platform: Platform): Timeline {
  const { config = {}, steps = [], elsewhere } = trials[capability];
  const here = { device: defaultDevice, client: platform === 'web' ? defaultClient : mobileClient };
  const there = {
    device: elsewhere === 'device' ? `${defaultDevice}-another` : here.device,
    client: elsewhere === 'client' ? `${here.client}-another` : here.client,
  };
  const at = (place: typeof here, actions: readonly StepAction[]): Step[] =>
    actions.map((action) => ({ ...place, action }));
  const begin: readonly StepAction[] = [
    ...(platform === 'web' ? [{ kind: 'open', url: defaultUrl } as const] : []),
    { kind: 'load', config },
  ];
  const first = capability === 'load' ? [] : [event];
  return {
    id: `adapter/${capability}`,
    startMs,
    steps: [
      ...at(here, [...begin, ...first, ...steps]),
      ...(elsewhere === undefined ? [] : at(there, begin)),
      ...at(there, [...first, wait(momentMs)]),
    ],
  };
}

function wait(durationMs: number): StepAction {
  return { kind: 'wait', durationMs };
}
