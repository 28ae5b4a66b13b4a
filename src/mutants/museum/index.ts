import type { Mutant } from '../mutant.js';
import { aDayIsTheLongest } from './a-day-is-the-longest.js';
import { activityNeverGoesBack } from './activity-never-goes-back.js';
import { aliasIsNoActivity } from './alias-is-no-activity.js';
import { anonymousIdOfTheMoment } from './anonymous-id-of-the-moment.js';
import { autoTrackOffIgnored } from './auto-track-off-ignored.js';
import { backgroundEventsCount } from './background-events-count.js';
import { beginsWithTheFirstEvent } from './begins-with-the-first-event.js';
import { beginsWithTheSdk } from './begins-with-the-sdk.js';
import { callerContextWins } from './caller-context-wins.js';
import { callerIdIgnored } from './caller-id-ignored.js';
import { campaignDropped } from './campaign-dropped.js';
import { comparisonTurnedRound } from './comparison-turned-round.js';
import { consentIsActivity } from './consent-is-activity.js';
import { countedFromTheStart } from './counted-from-the-start.js';
import { cutOffEndsManualSessions } from './cut-off-ends-manual-sessions.js';
import { cutOffFromTheLastEvent } from './cut-off-from-the-last-event.js';
import { cutOffInherited } from './cut-off-inherited.js';
import { cutOffNotMovedByReset } from './cut-off-not-moved-by-reset.js';
import { cutOffOnByDefault } from './cut-off-on-by-default.js';
import { cutOffOneMillisecondLate } from './cut-off-one-millisecond-late.js';
import { cutOffRestartedByAReload } from './cut-off-restarted-by-a-reload.js';
import { cutOffShorterThanTheTimeout } from './cut-off-shorter-than-the-timeout.js';
import { cutOffTwoMillisecondsEarly } from './cut-off-two-milliseconds-early.js';
import { cutOffWithoutADurationIgnored } from './cut-off-without-a-duration-ignored.js';
import { defaultTimeoutOnReturn } from './default-timeout-on-return.js';
import { endEndsManualSessionsOnly } from './end-ends-manual-sessions-only.js';
import { endIgnored } from './end-ignored.js';
import { endReportsItself } from './end-reports-itself.js';
import { endedSessionRemembered } from './ended-session-remembered.js';
import { fieldsOutsideTheContext } from './fields-outside-the-context.js';
import { groupIsNoActivity } from './group-is-no-activity.js';
import { groupWithoutAnId } from './group-without-an-id.js';
import { hiddenPageIsActivity } from './hidden-page-is-activity.js';
import { idAsText } from './id-as-text.js';
import { idIn32Bits } from './id-in-32-bits.js';
import { idIsACounter } from './id-is-a-counter.js';
import { idReturnedInSeconds } from './id-returned-in-seconds.js';
import { idWithAFraction } from './id-with-a-fraction.js';
import { identifyAlwaysRenews } from './identify-always-renews.js';
import { identifyIsNoActivity } from './identify-is-no-activity.js';
import { identifyKeepsTheSession } from './identify-keeps-the-session.js';
import { idleInTheForeground } from './idle-in-the-foreground.js';
import { idleInWholeSeconds } from './idle-in-whole-seconds.js';
import { idleTabTrustsItsMemory } from './idle-tab-trusts-its-memory.js';
import { idsCountDown } from './ids-count-down.js';
import { idsInSeconds } from './ids-in-seconds.js';
import { idsSharedInAnInstant } from './ids-shared-in-an-instant.js';
import { launchResumesAnExpiredSession } from './launch-resumes-an-expired-session.js';
import { loadIsNoActivity } from './load-is-no-activity.js';
import { loadRenewsTheSession } from './load-renews-the-session.js';
import { manualSessionExpires } from './manual-session-expires.js';
import { manualSessionLostAtReload } from './manual-session-lost-at-reload.js';
import { manualSessionOutlivesTheLaunch } from './manual-session-outlives-the-launch.js';
import { manualSessionUnmarked } from './manual-session-unmarked.js';
import { markedOnEveryPage } from './marked-on-every-page.js';
import { markerAsText } from './marker-as-text.js';
import { markerNeverCleared } from './marker-never-cleared.js';
import { markerOnTheWrongEvents } from './marker-on-the-wrong-events.js';
import { markerWithoutAnId } from './marker-without-an-id.js';
import { messageIdOfTheSession } from './message-id-of-the-session.js';
import { messageSentTwice } from './message-sent-twice.js';
import { midnightEndsTheSession } from './midnight-ends-the-session.js';
import { mobileDefaultOnTheWeb } from './mobile-default-on-the-web.js';
import { noMarker } from './no-marker.js';
import { nullIdWithoutASession } from './null-id-without-a-session.js';
import { offByDefault } from './off-by-default.js';
import { oneMillisecondEarly } from './one-millisecond-early.js';
import { oneMillisecondLate } from './one-millisecond-late.js';
import { onlyTheFirstSessionIsMarked } from './only-the-first-session-is-marked.js';
import { openingEventKeepsTheOldId } from './opening-event-keeps-the-old-id.js';
import { openingEventLost } from './opening-event-lost.js';
import { pageIsNoActivity } from './page-is-no-activity.js';
import { pendingStartLost } from './pending-start-lost.js';
import { readingIsActivity } from './reading-is-activity.js';
import { reloadResumesAnExpiredSession } from './reload-resumes-an-expired-session.js';
import { resetBeginsASession } from './reset-begins-a-session.js';
import { resetIsNoActivity } from './reset-is-no-activity.js';
import { resetKeepsTheSession } from './reset-keeps-the-session.js';
import { resetKeepsTheUser } from './reset-keeps-the-user.js';
import { resetKeepsTheVisitor } from './reset-keeps-the-visitor.js';
import { resetLeavesNoSession } from './reset-leaves-no-session.js';
import { resetMakesItAutomatic } from './reset-makes-it-automatic.js';
import { resetRenewsTheVisitor } from './reset-renews-the-visitor.js';
import { returnIsActivityFirst } from './return-is-activity-first.js';
import { returnKeepsTheOldSession } from './return-keeps-the-old-session.js';
import { sameInstantExpires } from './same-instant-expires.js';
import { screenIsNoActivity } from './screen-is-no-activity.js';
import { sessionNotStored } from './session-not-stored.js';
import { shortIdUsed } from './short-id-used.js';
import { shortTimeoutRaised } from './short-timeout-raised.js';
import { shortTimeoutWithoutAWord } from './short-timeout-without-a-word.js';
import { signCountsAsADigit } from './sign-counts-as-a-digit.js';
import { signingInRenews } from './signing-in-renews.js';
import { sleepDoesNotCount } from './sleep-does-not-count.js';
import { staleIdReturned } from './stale-id-returned.js';
import { stampedAtDelivery } from './stamped-at-delivery.js';
import { startIgnoredInAManualSession } from './start-ignored-in-a-manual-session.js';
import { startIgnoredWhileOneIsLive } from './start-ignored-while-one-is-live.js';
import { startNeedsAutomaticTracking } from './start-needs-automatic-tracking.js';
import { tabsDriftApart } from './tabs-drift-apart.js';
import { thirdSessionReusesTheFirstId } from './third-session-reuses-the-first-id.js';
import { timeoutInSeconds } from './timeout-in-seconds.js';
import { timeoutSettingIgnored } from './timeout-setting-ignored.js';
import { timestampAsANumber } from './timestamp-as-a-number.js';
import { trackIsNoActivity } from './track-is-no-activity.js';
import { trackingNeverResumes } from './tracking-never-resumes.js';
import { trackingResumesAtOnce } from './tracking-resumes-at-once.js';
import { traitsAloneReset } from './traits-alone-reset.js';
import { turnedOffAndStillTracked } from './turned-off-and-still-tracked.js';
import { twoTabsAtOnce } from './two-tabs-at-once.js';
import { webDefaultOnAPhone } from './web-default-on-a-phone.js';
import { zeroExpiresAtOnce } from './zero-expires-at-once.js';

/** The museum: all seeded faults, by their ids. */
export const allMutants: readonly Mutant[] = [
  aDayIsTheLongest,
  activityNeverGoesBack,
  aliasIsNoActivity,
  anonymousIdOfTheMoment,
  autoTrackOffIgnored,
  backgroundEventsCount,
  beginsWithTheFirstEvent,
  beginsWithTheSdk,
  callerContextWins,
  callerIdIgnored,
  campaignDropped,
  comparisonTurnedRound,
  consentIsActivity,
  countedFromTheStart,
  cutOffEndsManualSessions,
  cutOffFromTheLastEvent,
  cutOffInherited,
  cutOffNotMovedByReset,
  cutOffOnByDefault,
  cutOffOneMillisecondLate,
  cutOffRestartedByAReload,
  cutOffShorterThanTheTimeout,
  cutOffTwoMillisecondsEarly,
  cutOffWithoutADurationIgnored,
  defaultTimeoutOnReturn,
  endEndsManualSessionsOnly,
  endIgnored,
  endReportsItself,
  endedSessionRemembered,
  fieldsOutsideTheContext,
  groupIsNoActivity,
  groupWithoutAnId,
  hiddenPageIsActivity,
  idAsText,
  idIn32Bits,
  idIsACounter,
  idReturnedInSeconds,
  idWithAFraction,
  identifyAlwaysRenews,
  identifyIsNoActivity,
  identifyKeepsTheSession,
  idleInTheForeground,
  idleInWholeSeconds,
  idleTabTrustsItsMemory,
  idsCountDown,
  idsInSeconds,
  idsSharedInAnInstant,
  launchResumesAnExpiredSession,
  loadIsNoActivity,
  loadRenewsTheSession,
  manualSessionExpires,
  manualSessionLostAtReload,
  manualSessionOutlivesTheLaunch,
  manualSessionUnmarked,
  markedOnEveryPage,
  markerAsText,
  markerNeverCleared,
  markerOnTheWrongEvents,
  markerWithoutAnId,
  messageIdOfTheSession,
  messageSentTwice,
  midnightEndsTheSession,
  mobileDefaultOnTheWeb,
  noMarker,
  nullIdWithoutASession,
  offByDefault,
  oneMillisecondEarly,
  oneMillisecondLate,
  onlyTheFirstSessionIsMarked,
  openingEventKeepsTheOldId,
  openingEventLost,
  pageIsNoActivity,
  pendingStartLost,
  readingIsActivity,
  reloadResumesAnExpiredSession,
  resetBeginsASession,
  resetIsNoActivity,
  resetKeepsTheSession,
  resetKeepsTheUser,
  resetKeepsTheVisitor,
  resetLeavesNoSession,
  resetMakesItAutomatic,
  resetRenewsTheVisitor,
  returnIsActivityFirst,
  returnKeepsTheOldSession,
  sameInstantExpires,
  screenIsNoActivity,
  sessionNotStored,
  shortIdUsed,
  shortTimeoutRaised,
  shortTimeoutWithoutAWord,
  signCountsAsADigit,
  signingInRenews,
  sleepDoesNotCount,
  staleIdReturned,
  stampedAtDelivery,
  startIgnoredInAManualSession,
  startIgnoredWhileOneIsLive,
  startNeedsAutomaticTracking,
  tabsDriftApart,
  thirdSessionReusesTheFirstId,
  timeoutInSeconds,
  timeoutSettingIgnored,
  timestampAsANumber,
  trackIsNoActivity,
  trackingNeverResumes,
  trackingResumesAtOnce,
  traitsAloneReset,
  turnedOffAndStillTracked,
  twoTabsAtOnce,
  webDefaultOnAPhone,
  zeroExpiresAtOnce,
];

/** A fault that was reported of some SDK and that no mutant shows, with the reason. */
export interface NotSeeded {
  readonly title: string;
  readonly source: string;
  readonly link: string;
  readonly because: string;
}

export const notSeeded: readonly NotSeeded[] = [
  {
    title: 'the first session names a session before it',
    source: 'snowplow/snowplow-ios-tracker#257',
    link: 'https://github.com/snowplow/snowplow-ios-tracker/issues/257',
    because: 'a message says nothing of the session before its own, so that there is no field to be wrong',
  },
  {
    title: 'a tab adopts the session of another tab without being used',
    source: 'DataDog/browser-sdk#4537',
    link: 'https://github.com/DataDog/browser-sdk/pull/4537',
    because: 'what is a fault by that contract is required by this one: tabs share one session (SES-TABS-003)',
  },
  {
    title: 'the distance between two times hides that a clock was set back',
    source: 'PostHog/posthog-js, sessionid.ts; embrace-io/embrace-android-sdk#3223 and #3267',
    link: 'https://github.com/embrace-io/embrace-android-sdk/issues/3223',
    because: 'whether a clock that was set back ends a session is policy (clockSetBack), and no requirement decides it',
  },
  {
    title: 'events that arrive late stretch a session',
    source: 'plausible/analytics#593',
    link: 'https://github.com/plausible/analytics/issues/593',
    because: 'an SDK sees its calls in their order; only who receives their messages can see them in another one',
  },
  {
    title: 'a session that has lasted exactly the timeout has expired',
    source: 'rudder-sdk-react-native 3.1.0, RNUserSessionPlugin.java:101',
    link: 'https://github.com/rudderlabs/rudder-sdk-react-native',
    because: 'on which side that very instant lies is policy (boundary); a millisecond beyond it is seeded either way',
  },
  {
    title: 'startSession with too short an id starts nothing, and the automatic session never expires again',
    source: 'rudder-sdk-flutter at 5b31a64, RudderSdkFlutterPlugin.java:310-319; it is the quirk short-id-stops-expiry',
    link: 'https://github.com/rudderlabs/rudder-sdk-flutter',
    because:
      'what such a call does beyond not using the id is policy that was only observed (invalidManualId), so that the suite sees it as a change and not as a breach',
  },
  {
    title: 'sessionStart is false on later messages',
    source: 'a plain slip: a flag that is written whatever its value',
    link: 'https://www.rudderstack.com/docs/sources/event-streams/sdks/client-side-features/session-tracking',
    because: 'that it be absent is a SHOULD (SES-START-004), whose breach warns and fails nothing',
  },
];
