import type { LoadConfig } from '../record/timeline.js';
import type { Policy } from '../spec/policies.js';

/** What an SDK makes of a configuration: options for features that it does not have, it does not even read. */
export function understoodConfig(config: LoadConfig, { lacks }: Pick<Policy, 'lacks'>): LoadConfig {
  if (lacks.length === 0) return config;
  const lacking = new Set(lacks.map(({ feature }) => feature));
  const { sessions, storage, preConsent, ...others } = config;
  const { cutOff, ...otherSessions } = sessions ?? {};
  return {
    ...others,
    ...(sessions === undefined ? {} : { sessions: lacking.has('cutOff') ? otherSessions : sessions }),
    ...(storage === undefined || lacking.has('storageType') ? {} : { storage }),
    ...(preConsent === undefined || lacking.has('preConsent') ? {} : { preConsent }),
  };
}
