import type { Policy } from '../../spec/policies.js';
import type { Quirk } from '../quirk.js';
import type { Rules } from '../rules.js';
import { backgroundEventsCount } from './background-events-count.js';
import { beginsWithTheSdk } from './begins-with-the-sdk.js';
import { callerContextWins } from './caller-context-wins.js';
import { consentBeginsAnother } from './consent-begins-another.js';
import { consentResumesTracking } from './consent-resumes-tracking.js';
import { cutOffEndKept } from './cut-off-end-kept.js';
import { cutOffInherited } from './cut-off-inherited.js';
import { endedSessionRemembered } from './ended-session-remembered.js';
import { fullStorageNotRead } from './full-storage-not-read.js';
import { identifyKeepsTheSession } from './identify-keeps-the-session.js';
import { idleInTheForeground } from './idle-in-the-foreground.js';
import { idleInWholeSeconds } from './idle-in-whole-seconds.js';
import { idsInSeconds } from './ids-in-seconds.js';
import { idsSharedInAnInstant } from './ids-shared-in-an-instant.js';
import { infiniteTimeoutNotStored } from './infinite-timeout-not-stored.js';
import { loadIsNoActivity } from './load-is-no-activity.js';
import { loadRenewsTheSession } from './load-renews-the-session.js';
import { lostSessionNotReplaced } from './lost-session-not-replaced.js';
import { pendingStartLost } from './pending-start-lost.js';
import { sameInstantExpires } from './same-instant-expires.js';
import { sessionCookieOutlived } from './session-cookie-outlived.js';
import { shortIdStopsExpiry } from './short-id-stops-expiry.js';
import { signCountsAsADigit } from './sign-counts-as-a-digit.js';
import { tabsDriftApart } from './tabs-drift-apart.js';
import { traitsAloneReset } from './traits-alone-reset.js';
import { wrongTypesTakenOver } from './wrong-types-taken-over.js';

/** All quirks, by their ids. */
export const allQuirks: readonly Quirk[] = [
  backgroundEventsCount,
  beginsWithTheSdk,
  callerContextWins,
  consentBeginsAnother,
  consentResumesTracking,
  cutOffEndKept,
  cutOffInherited,
  endedSessionRemembered,
  fullStorageNotRead,
  identifyKeepsTheSession,
  idleInTheForeground,
  idleInWholeSeconds,
  idsInSeconds,
  idsSharedInAnInstant,
  infiniteTimeoutNotStored,
  loadIsNoActivity,
  loadRenewsTheSession,
  lostSessionNotReplaced,
  pendingStartLost,
  sameInstantExpires,
  sessionCookieOutlived,
  shortIdStopsExpiry,
  signCountsAsADigit,
  tabsDriftApart,
  traitsAloneReset,
  wrongTypesTakenOver,
];

/** The quirks of an SDK family, by the name of its policy. */
export function quirksOf(family: string): readonly Quirk[] {
  return allQuirks.filter(({ families }) => families.includes(family));
}

/** The rules that a family plays by: those of its policy, with each of its quirks put over them. */
export function quirkyRules(rules: Rules, policy: Policy): Rules {
  return quirksOf(policy.id).reduce((changed, quirk) => quirk.apply(changed, policy), rules);
}
