import type { Policy } from '../../spec/policies.js';
import type { Quirk } from '../quirk.js';
import type { Rules } from '../rules.js';
import { backgroundEventsCount } from './background-events-count.js';
import { beginsWithTheSdk } from './begins-with-the-sdk.js';
import { callerContextWins } from './caller-context-wins.js';
import { cutOffInherited } from './cut-off-inherited.js';
import { endedSessionRemembered } from './ended-session-remembered.js';
import { identifyKeepsTheSession } from './identify-keeps-the-session.js';
import { idleInTheForeground } from './idle-in-the-foreground.js';
import { idleInWholeSeconds } from './idle-in-whole-seconds.js';
import { idsInSeconds } from './ids-in-seconds.js';
import { idsSharedInAnInstant } from './ids-shared-in-an-instant.js';
import { loadIsNoActivity } from './load-is-no-activity.js';
import { loadRenewsTheSession } from './load-renews-the-session.js';
import { pendingStartLost } from './pending-start-lost.js';
import { sameInstantExpires } from './same-instant-expires.js';
import { shortIdStopsExpiry } from './short-id-stops-expiry.js';
import { signCountsAsADigit } from './sign-counts-as-a-digit.js';
import { tabsDriftApart } from './tabs-drift-apart.js';
import { traitsAloneReset } from './traits-alone-reset.js';

/** All quirks, by their ids. */
export const allQuirks: readonly Quirk[] = [
  backgroundEventsCount,
  beginsWithTheSdk,
  callerContextWins,
  cutOffInherited,
  endedSessionRemembered,
  identifyKeepsTheSession,
  idleInTheForeground,
  idleInWholeSeconds,
  idsInSeconds,
  idsSharedInAnInstant,
  loadIsNoActivity,
  loadRenewsTheSession,
  pendingStartLost,
  sameInstantExpires,
  shortIdStopsExpiry,
  signCountsAsADigit,
  tabsDriftApart,
  traitsAloneReset,
];

/** The quirks of an SDK family, by the name of its policy. */
export function quirksOf(family: string): readonly Quirk[] {
  return allQuirks.filter(({ families }) => families.includes(family));
}

/** The rules that a family plays by: those of its policy, with each of its quirks put over them. */
export function quirkyRules(rules: Rules, policy: Policy): Rules {
  return quirksOf(policy.id).reduce((changed, quirk) => quirk.apply(changed, policy), rules);
}

/** What an SDK was read to do wrong and no model shows, with the reason. */
export interface NotModelled {
  readonly title: string;
  readonly families: readonly string[];
  readonly source: string;
  readonly because: string;
}

const races = 'the engine has one thread, so that no call can overtake another';
const sizes = 'the engine knows no largest event, and a timeline none that is too large';

export const notModelled: readonly NotModelled[] = [
  {
    title: 'an event may carry the new marker with the old id, or the other way round',
    families: ['rudderstack-kotlin'],
    source: 'rudder-sdk-kotlin 1.6.0, SessionManager.kt:85-92, SessionTrackingPlugin.kt:50-54',
    because: races,
  },
  {
    title: 'endSession may take the id from an event that was tracked before it',
    families: ['rudderstack-android', 'rudderstack-kotlin', 'rudderstack-swift'],
    source: 'rudder-sdk-android 1.28.0, EventRepository.java:294-320',
    because: races,
  },
  {
    title: 'a first event that is too large is dropped and takes the marker with it',
    families: ['rudderstack-android', 'rudderstack-ios'],
    source:
      'rudder-sdk-android 1.28.0, EventRepository.java:303-312; rudder-sdk-ios 1.31.0, RSEventRepository.m:236-249',
    because: sizes,
  },
  {
    title: 'while the user has opted out, coming to the foreground does not look at the expiry',
    families: ['rudderstack-android'],
    source: 'rudder-sdk-android 1.28.0, ApplicationLifeCycleManager.java:79-83, RudderUserSessionManager.java:54',
    because: 'a timeline has no step for opting out',
  },
  {
    title: 'an SDK that is disabled still counts events as activity',
    families: ['rudderstack-ios'],
    source: 'rudder-sdk-ios 1.31.0, RSEventRepository.m:227-233',
    because: 'a timeline has no step for disabling an SDK',
  },
  {
    title: 'the marker may stick to later events, in the abandoned version 2',
    families: ['rudderstack-ios'],
    source: 'rudder-sdk-ios 2.5.1-beta',
    because: 'that version is another SDK than the one whose source was read',
  },
  {
    title: 'a timeout beyond 31 bits is cut off, and idle time is counted in whole seconds, on iOS',
    families: ['rudderstack-react-native'],
    source: 'rudder-sdk-react-native 3.1.0, RNParamsConfigurator.m:47, RNUserSessionPlugin.m:65',
    because: 'the model of a wrapper is that of its half on Android',
  },
  {
    title: 'startSession without an id may throw where the layer above passes nothing',
    families: ['rudderstack-react-native'],
    source: 'rudder-sdk-react-native 3.1.0, RNUserSessionPlugin.java',
    because: 'the layer above passes an empty text, so that it cannot happen in the SDK as a whole',
  },
  {
    title: 'an id beyond 2 to the power of 53 is rounded',
    families: ['rudderstack-web', 'rudderstack-web-legacy'],
    source: 'rudder-sdk-js 3.31.6 (ran, 3.34.1)',
    because: 'the engine counts with the same numbers, and so does a trace',
  },
];
