import { type Consent, configAfter } from '../record/consent.js';
import type { LoadConfig, Timeline } from '../record/timeline.js';
import type { CallEntry } from '../record/trace.js';
import { byTimeline } from './by-timeline.js';

/** What was found for a call of a timeline; every step is one call at most. */
interface Known {
  readonly device: string;
  readonly client: string;
  readonly config: LoadConfig;
}

const knownOf = byTimeline(() => new Map<number, Known>());

/** The configuration under which a client makes a call: that of its last load, until the user consents. */
export function configInForce(timeline: Timeline, call: Pick<CallEntry, 'step' | 'device' | 'client'>): LoadConfig {
  const { step, device, client } = call;
  const known = knownOf(timeline);
  const before = known.get(step);
  if (before !== undefined && before.device === device && before.client === client) return before.config;
  const config = findConfig(timeline, call);
  known.set(step, { device, client, config });
  return config;
}

function findConfig(
  timeline: Timeline,
  { step, device, client }: Pick<CallEntry, 'step' | 'device' | 'client'>,
): LoadConfig {
  let passed: LoadConfig = {};
  let inForce: LoadConfig = {};
  let isLoaded = false;
  let consent: Consent | undefined;
  for (const { device: itsDevice, client: itsClient, action } of timeline.steps.slice(0, step)) {
    if (itsDevice !== device) continue;
    const isOwn = itsClient === client;
    switch (action.kind) {
      case 'consent':
        consent = action;
        if (isOwn) inForce = configAfter(consent, inForce);
        break;
      case 'load':
        // A page loads the SDK once.
        if (!isOwn || isLoaded) break;
        passed = action.config;
        inForce = configAfter(consent, passed);
        isLoaded = true;
        break;
      case 'reload':
      case 'navigate':
      case 'restart':
      case 'crash':
        if (isOwn) {
          passed = action.config ?? passed;
          inForce = configAfter(consent, passed);
        } else if (action.kind === 'restart' || action.kind === 'crash') {
          isLoaded = false;
        }
        break;
      case 'close':
        if (isOwn) isLoaded = false;
        break;
    }
  }
  return inForce;
}
