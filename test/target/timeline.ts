import {
  type ConfigValue,
  defaultClient,
  defaultDevice,
  type LoadConfig,
  type StepAction,
  type Timeline,
} from '../../src/record/timeline.js';
import type { LogEntry, MessageEntry, Trace } from '../../src/record/trace.js';

export const startMs = Date.UTC(2026, 2, 2, 9);
export const minuteMs = 60_000;

/** A step of the default client, or of the one named beside it. */
export type Written = StepAction | { readonly client: string; readonly action: StepAction };

export function timeline(actions: readonly Written[], id = 'test'): Timeline {
  return {
    id,
    startMs,
    steps: actions.map((written) =>
      'client' in written
        ? { device: defaultDevice, ...written }
        : { device: defaultDevice, client: defaultClient, action: written },
    ),
  };
}

export const open = (url = 'https://shop.example/'): StepAction => ({ kind: 'open', url });
export const load = (config: LoadConfig = {}): StepAction => ({ kind: 'load', config });
export const track = (name = 'Viewed'): StepAction => ({ kind: 'event', type: 'track', name });
export const wait = (durationMs: number): StepAction => ({ kind: 'wait', durationMs });
export const getSessionId: StepAction = { kind: 'getSessionId' };
export const startSession = (sessionId: ConfigValue): StepAction => ({ kind: 'startSession', sessionId });

export function messagesOf(trace: Trace): MessageEntry[] {
  return trace.entries.filter((entry) => entry.kind === 'message');
}

export function logsOf(trace: Trace): LogEntry[] {
  return trace.entries.filter((entry) => entry.kind === 'log');
}

/** For every step what left the SDK as an error, with the steps where nothing did left out. */
export function thrownOf(trace: Trace): [step: number, threw: string][] {
  return trace.entries.flatMap((entry): [number, string][] =>
    entry.kind === 'step' && entry.threw !== undefined ? [[entry.step, entry.threw]] : [],
  );
}
