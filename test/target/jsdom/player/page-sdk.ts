import { Script } from 'node:vm';
import type { StepAction } from '../../../../src/record/timeline.js';
import type { Trace } from '../../../../src/record/trace.js';
import { playInJsdom } from '../../../../src/target/jsdom/player.js';
import type { WebSdk } from '../../../../src/target/web/sdk.js';
import { logsOf, startMs, timeline, type Written } from '../../timeline.js';

export const on = (client: string, action: StepAction): Written => ({ client, action });

/** An SDK of a few lines of page code: an expression that is an object with `load` and `call`. */
export const pageSdk = (expression: string): WebSdk => ({
  start: (page) => new Script(`(${expression})`).runInContext(page),
});

export const playPage = (expression: string, actions: readonly Written[]): Promise<Trace> =>
  playInJsdom(timeline(actions), pageSdk(expression), 'page-sdk', { seed: 1, fastForward: false });

/** An SDK that prints how long its page has existed, by each clock, whenever it is called. */
export const clockReader = `{
  load() { setTimeout(() => console.log('timer'), 10_000) },
  call() { console.log(Date.now() + ' ' + performance.now()) },
}`;

/** What every entry of the one tab has. */
export const instant = (step: number, elapsedMs: number) => ({
  step,
  device: 'device1',
  client: 'tab1',
  elapsedMs,
  wallMs: startMs + elapsedMs,
});

export const textsOf = (trace: Trace): string[] => logsOf(trace).map(({ text }) => text);
export const requestsOf = (trace: Trace) => trace.entries.filter((entry) => entry.kind === 'request');
