import type { LoadConfig } from '../record/timeline.js';
import { configInForce } from './config-in-force.js';
import type { Observation, ObservedEvent } from './observation.js';

/**
 * Who has one session at a time, as a key: a device, whose tabs share it, or a single tab of a device on which a tab may
 * keep a session to itself (SES-PERSISTENCE-007, -011, -014). Messages of such tabs take turns without any session ending.
 */
export function sessionScopes({ timeline, events }: Observation): (event: ObservedEvent) => string {
  const apart = new Set(events.filter((event) => keepsToItself(configInForce(timeline, event))).map(deviceOf));
  for (const { device, action } of timeline.steps) {
    if (action.kind === 'storage' && (action.state === 'unavailable' || action.state === 'full')) apart.add(device);
  }
  return ({ device, client }) => JSON.stringify(apart.has(device) ? [device, client] : [device]);
}

function keepsToItself({ storage }: LoadConfig): boolean {
  return storage?.type === 'sessionStorage' || storage?.type === 'memoryStorage';
}

function deviceOf({ device }: ObservedEvent): string {
  return device;
}
