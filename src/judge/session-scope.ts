import type { LoadConfig, Timeline } from '../record/timeline.js';
import { byTimeline } from './by-timeline.js';
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
    // What a tab has stored in one place is still there when it comes back to that place, as it does with the consent.
    const config = configInForce(timeline, event);
    const type = isWithoutConsent(config) ? 'before consent' : (config.storage?.type ?? null);
    const load = loadOf(timeline, event);
    const [atLoad, atEvent] = [load, event.step].map((step) => conditionsIn(timeline)[step]);
    // A page that keeps its session in memory, or may do so since it could not store, takes it along.
    const page = atLoad === usual && type !== 'memoryStorage' ? null : load;
    return JSON.stringify([device, client, type, page, atLoad, atEvent]);
  };
}

const usual = 'available';

const apartStorages: ReadonlySet<string | undefined> = new Set(['sessionStorage', 'memoryStorage', 'none']);

function keepsToItself(config: LoadConfig): boolean {
  return apartStorages.has(config.storage?.type) || isWithoutConsent(config);
}

/** A tab that may store no session has none beside what is stored already, until the user consents (SES-CONSENT-003). */
function isWithoutConsent({ preConsent }: LoadConfig): boolean {
  return preConsent !== undefined && preConsent.storage !== 'session';
}

function deviceOf({ device }: ObservedEvent): string {
  return device;
}

const loading: ReadonlySet<string> = new Set(['load', 'reload', 'navigate', 'restart', 'crash']);

/** The step that loaded the page of an event: where a page can store is found out there; -1 if none did. */
function loadOf({ steps }: Timeline, { device, client, step }: ObservedEvent): number {
  return steps.findLastIndex(
    (each, index) => index < step && each.device === device && each.client === client && loading.has(each.action.kind),
  );
}

/** How the storage of its device behaves before each step. */
const conditionsIn = byTimeline(({ steps }): readonly string[] => {
  const current = new Map<string, string>();
  return steps.map(({ device, action }) => {
    const before = current.get(device) ?? usual;
    if (action.kind === 'storage' && action.state !== 'cleared') current.set(device, action.state);
    return before;
  });
});
