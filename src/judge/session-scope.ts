import type { LoadConfig } from '../record/timeline.js';
import { configInForce } from './config-in-force.js';
import type { Observation, ObservedEvent } from './observation.js';

/**
 * Who has one session at a time, as a key: a device, whose tabs share it, or one place in which a tab stores, on a device
 * on which a tab may keep a session to itself (SES-PERSISTENCE-007, -011, -014). Messages of such tabs take turns without any session ending.
 */
export function sessionScopes({ timeline, events }: Observation): (event: ObservedEvent) => string {
  const apart = new Set(events.filter((event) => keepsToItself(configInForce(timeline, event))).map(deviceOf));
  for (const { device, action } of timeline.steps) {
    if (action.kind === 'storage' && (action.state === 'unavailable' || action.state === 'full')) apart.add(device);
  }
  return (event) => {
    const { device, client } = event;
    if (!apart.has(device)) return JSON.stringify([device]);
    // What a tab has stored in one place is still there when it comes back to that place.
    const type = configInForce(timeline, event).storage?.type ?? null;
    return JSON.stringify([device, client, type, conditionAt(timeline, event)]);
  };
}

const apartStorages: ReadonlySet<string | undefined> = new Set(['sessionStorage', 'memoryStorage', 'none']);

/** A tab that may store no session has none beside that of the other tabs, until the user consents (SES-CONSENT-003). */
function keepsToItself({ storage, preConsent }: LoadConfig): boolean {
  return apartStorages.has(storage?.type) || (preConsent !== undefined && preConsent.storage !== 'session');
}

function deviceOf({ device }: ObservedEvent): string {
  return device;
}

/** How the storage of the device behaves at an event. */
function conditionAt({ steps }: Observation['timeline'], { device, step }: ObservedEvent): string {
  const faults = steps
    .slice(0, step)
    .flatMap(({ device: its, action }) =>
      its === device && action.kind === 'storage' && action.state !== 'cleared' ? [action.state] : [],
    );
  return faults.at(-1) ?? 'available';
}
