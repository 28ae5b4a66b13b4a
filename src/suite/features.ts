import { configValue } from '../record/config-value.js';
import type { LoadConfig, StepAction, Timeline } from '../record/timeline.js';
import type { Feature } from '../spec/policies.js';

/** The features that an SDK must have for a timeline to mean anything to it. */
export function featuresOf({ steps }: Timeline): ReadonlySet<Feature> {
  const found = new Set<Feature>();
  for (const { action } of steps) {
    if (action.kind === 'consent') found.add('preConsent');
    for (const feature of askedFor(configOf(action))) found.add(feature);
  }
  return found;
}

function configOf(action: StepAction): LoadConfig {
  return ('config' in action ? action.config : undefined) ?? {};
}

function askedFor({ sessions, storage, preConsent }: LoadConfig): Feature[] {
  const enabled = sessions?.cutOff?.enabled;
  return [
    // Whoever turns the cut-off off gets what an SDK without one does.
    ...(enabled !== undefined && configValue(enabled) !== false ? (['cutOff'] as const) : []),
    ...(storage?.type === undefined ? [] : (['storageType'] as const)),
    ...(preConsent === undefined ? [] : (['preConsent'] as const)),
  ];
}
