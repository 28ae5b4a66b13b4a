import { gzipSync } from 'node:zlib';
import { expect } from 'vitest';
import type { JsonObject, StepAction } from '../../../src/record/timeline.js';
import { send } from '../../wire/http-client.js';
import { background, load, track, wait } from './phone.js';

function identify(name: string): StepAction {
  return { kind: 'event', type: 'identify', name };
}

/** What somebody did with the app, in his own time, with what its SDK tracks of its own accord. */
export const visit: readonly StepAction[] = [
  ...[load, wait(300), track('Application Opened'), wait(2_200), identify('user-1'), wait(58_000)],
  ...[background, track('Application Backgrounded'), wait(900), { kind: 'restart' } as const],
  ...[wait(400), track('Application Opened'), wait(2_600), track('Product Viewed')],
  ...[wait(1_900), identify('user-2'), wait(1_200), track('Product Viewed')],
];

/** Sends as an app does: packed, several messages at once, and one request again whose answer it has missed. */
export async function sendAll(url: string, messages: readonly JsonObject[]): Promise<void> {
  const halves = [messages.slice(0, 3), messages.slice(3), messages.slice(3)];
  for (const batch of halves) {
    const headers = { 'content-encoding': 'gzip', authorization: 'Basic secret' };
    expect(await send(`${url}/v1/batch`, { body: gzipSync(JSON.stringify({ batch })), headers })).toMatchObject({
      status: 200,
    });
  }
}
