import type { CallStep, LoadConfig } from './timeline.js';

/** The answer of a user who consented. */
export type Consent = Omit<Extract<CallStep, { kind: 'consent' }>, 'kind'>;

/**
 * What is passed to a load after the user has consented: whoever has answered is not asked again, so that nothing is
 * held back any more. What the consent says of storage takes the place of what was configured.
 * @param consent absent as long as the user has not consented
 */
export function configAfter(consent: Consent | undefined, config: LoadConfig): LoadConfig {
  if (consent === undefined) return config;
  const { preConsent: _asked, ...rest } = config;
  return consent.storage === undefined ? rest : { ...rest, storage: { type: consent.storage } };
}
