import type { Quirk } from '../quirk.js';

/** A pause may be almost a second longer than the timeout, or shorter than one that is no whole number of seconds. */
export const idleInWholeSeconds: Quirk = {
  id: 'idle-in-whole-seconds',
  title: 'idle time and timeout are compared in whole seconds',
  families: ['rudderstack-ios'],
  requirements: ['SES-TIMEOUT-013', 'SES-TIMEOUT-004', 'SES-CONFIG-005'],
  source: 'rudder-sdk-ios 1.31.0, RSUserSession.m:68-70',
  apply: (rules) => ({
    ...rules,
    isIdle: (session, nowMs, settings) =>
      rules.isIdle({ ...session, lastActivityMs: wholeSeconds(session.lastActivityMs) }, wholeSeconds(nowMs), {
        ...settings,
        timeoutMs: wholeSeconds(settings.timeoutMs),
      }),
  }),
};

function wholeSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1_000) * 1_000;
}
