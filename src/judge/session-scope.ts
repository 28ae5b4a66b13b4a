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
    const conditions = [loadOf(timeline, event), event.step].map((step) => conditionAt(timeline, device, step));
    return JSON.stringify([device, client, type, ...conditions]);
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

const loading: ReadonlySet<string> = new Set(['load', 'reload', 'navigate', 'restart', 'crash']);

/** The step that loaded the page of an event: where a page can store is found out there. */
function loadOf({ steps }: Observation['timeline'], { device, client, step }: ObservedEvent): number {
  return steps
    .slice(0, step)
    .findLastIndex((each) => each.device === device && each.client === client && loading.has(each.action.kind));
}

/** How the storage of a device behaves before a step. */
function conditionAt({ steps }: Observation['timeline'], device: string, step: number): string {
  const faults = steps
    .slice(0, Math.max(0, step))
    .flatMap(({ device: its, action }) =>
      its === device && action.kind === 'storage' && action.state !== 'cleared' ? [action.state] : [],
    );
  return faults.at(-1) ?? 'available';
}
