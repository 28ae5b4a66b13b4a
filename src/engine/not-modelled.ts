/** What an SDK was read to do wrong and no model shows, with the reason. */
export interface NotModelled {
  readonly title: string;
  readonly families: readonly string[];
  readonly source: string;
  readonly because: string;
  /** Globs over the scenarios in which the SDK, when it is executed, and its model do not break the same. */
  readonly scenarios?: readonly string[];
  /** The requirements that only one of them breaks there; default: whichever they are. */
  readonly requirements?: readonly string[];
}

const races = 'the engine has one thread, so that no call can overtake another';
const outages = 'a model delivers each message at its call, so that it has no outage and nothing that follows from one';
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
  {
    title: 'each event is sent again at a time of its own, and later ones overtake it',
    families: ['rudderstack-web', 'rudderstack-web-legacy'],
    source: 'seen: ran rudder-sdk-js 3.34.1 and v1.1 2.52.21',
    because: outages,
    scenarios: [
      'wire/cut-off-offline',
      'wire/offline-events-are-activity',
      'wire/order-after-an-outage/**',
      'wire/order-after-offline',
      'wire/session-of-the-call/**',
      'wire/sessions-of-an-offline-visit',
    ],
    requirements: ['SES-WIRE-010'],
  },
  {
    title: 'an event is dropped after ten attempts, which an offline device uses up, and takes its marker with it',
    families: ['rudderstack-web', 'rudderstack-web-legacy'],
    source: 'seen: ran rudder-sdk-js 3.34.1 and v1.1 2.52.21',
    because: outages,
    scenarios: ['start/begun-offline-for-an-hour', 'wire/offline-for-an-hour'],
    requirements: ['SES-START-001', 'SES-WIRE-011'],
  },
  {
    title: 'the next attempt waits for a wall clock that was set back meanwhile',
    families: ['rudderstack-web', 'rudderstack-web-legacy'],
    source: 'seen: ran rudder-sdk-js 3.34.1 and v1.1 2.52.21',
    because: outages,
    scenarios: ['corpus/held-back-under-a-clock-that-is-set-back', 'wire/clock-changed-offline/**'],
    requirements: ['SES-CLOCK-001', 'SES-CONSENT-007', 'SES-START-001', 'SES-WIRE-001', 'SES-WIRE-009', 'SES-WIRE-011'],
  },
  {
    title: 'tabs that are offline mark the start of their session each',
    families: ['rudderstack-web-legacy'],
    source: 'seen: ran rudder-sdk-js v1.1 2.52.21; online, its model shows the same by tabs-drift-apart',
    because: outages,
    scenarios: ['wire/two-tabs-offline'],
  },
  {
    title: 'events that wait in a storage which is refused from then on are lost, and an error is not caught',
    families: ['rudderstack-web', 'rudderstack-web-legacy'],
    source: 'seen: ran rudder-sdk-js 3.34.1 and v1.1 2.52.21',
    because: 'a model delivers each message at its call, so that none waits, and it has no timer that could throw',
    scenarios: [
      'corpus/first-event-while-storage-is-refused',
      'corpus/first-event-while-storage-is-refused-before-a-reload',
      'corpus/lost-before-one-that-says-the-same',
      'persistence/memory-needs-no-storage/state=unavailable',
      'persistence/refused-for-a-while',
      'persistence/refused-in-the-middle/**',
      'tabs/active-while-storage-is-refused',
    ],
    // Where a model does without the session meanwhile, it also comes back to one (SES-ID-004).
    requirements: [
      'SES-ID-004',
      'SES-PERSISTENCE-012',
      'SES-PERSISTENCE-013',
      'SES-START-001',
      'SES-WIRE-001',
      'SES-WIRE-005',
      'SES-WIRE-012',
    ],
  },
  {
    title: 'a tab goes on with its own copy of the session after its storage was refused for a while',
    families: ['rudderstack-web-legacy'],
    source: 'seen: ran v1.1 2.52.21',
    because: 'a session is kept elsewhere as a whole when its storage changes, and a copy of one tab ends there',
    scenarios: ['tabs/active-while-storage-is-refused'],
    requirements: ['SES-TABS-002'],
  },
  {
    title:
      'a tab that consents puts its own anonymous id in the place of the stored one, and the other goes on with that',
    families: ['rudderstack-web'],
    source: 'seen: ran rudder-sdk-js 3.34.1',
    because: 'the engine keeps the visitor where it keeps the session, and no copy of him in each tab',
    scenarios: ['consent/in-one-tab-after-the-other'],
    requirements: ['SES-ID-010'],
  },
  {
    title: 'a tab goes by the user and the anonymous id that it read when it was loaded, whatever another one has done',
    families: ['rudderstack-web'],
    source: 'seen: ran rudder-sdk-js 3.34.1',
    because: 'the engine keeps the visitor where it keeps the session, and no copy of him in each tab',
    scenarios: [
      'corpus/anonymous-id-reset-in-another-tab',
      'corpus/another-user-in-another-tab',
      'corpus/cleared-and-loaded-in-another-tab',
      'corpus/moved-to-memory-in-another-tab',
    ],
    requirements: ['SES-ID-010', 'SES-IDENTIFY-001'],
  },
  {
    title: 'a session is lost when something that full storage does not take is to be stored',
    families: ['rudderstack-web'],
    source: 'seen: ran rudder-sdk-js 3.34.1',
    because:
      'storage of the engine takes what an open page writes, full or not, since a page that is open can go on in memory',
    scenarios: [
      'corpus/start-while-storage-is-full',
      'corpus/consent-while-storage-is-full',
      'corpus/group-while-storage-is-full',
    ],
    requirements: ['SES-PERSISTENCE-011', 'SES-PERSISTENCE-012'],
  },
  {
    title: 'a tab resets, ends, and consents for, the session that it has in its own memory',
    families: ['rudderstack-web'],
    source: 'seen: ran rudder-sdk-js 3.34.1',
    because: 'the tabs of this family share one session in the engine, and none has a copy of its own',
    scenarios: [
      'corpus/consent-after-another-tab-has-sent-the-start',
      'corpus/consent-after-another-tab-has-started-one',
      'corpus/consent-after-another-tab-starts-a-session',
      'corpus/end-of-a-session-of-another-tab',
      'corpus/reset-of-a-manual-session-of-another-tab',
      'corpus/reset-of-a-session-of-another-tab',
    ],
    requirements: [
      'SES-ID-004',
      'SES-ID-005',
      'SES-MANUAL-004',
      'SES-MANUAL-007',
      'SES-RESET-001',
      'SES-START-002',
      'SES-TABS-006',
    ],
  },
  {
    title: 'after storage was cleared the session is stored again, and the anonymous id is not',
    families: ['rudderstack-web', 'rudderstack-web-legacy'],
    source: 'seen: ran rudder-sdk-js 3.34.1 and v1.1 2.52.21',
    because: 'the engine keeps the visitor where it keeps the session, and stores both at once',
    scenarios: ['corpus/cleared-then-reset-and-reloaded', 'corpus/cleared-then-started-and-reloaded'],
    requirements: ['SES-ID-010'],
  },
  {
    title: 'an alias reads the anonymous id from storage, and makes up another where that was cleared',
    families: ['rudderstack-web-legacy'],
    source: 'seen: ran v1.1 2.52.21',
    because: 'the engine keeps the visitor where it keeps the session, and stores both at once',
    scenarios: [
      'corpus/alias-after-a-reset-in-another-tab',
      'corpus/alias-after-a-reset-in-full-storage',
      'corpus/alias-after-a-reset-of-what-was-cleared',
      'corpus/alias-after-storage-was-cleared',
      'corpus/alias-while-full-storage-is-refused',
    ],
    requirements: ['SES-ID-010', 'SES-RESET-007'],
  },
  {
    title: 'a reset begins a session where the stored one is gone, although an event does not',
    families: ['rudderstack-web'],
    source: 'seen: ran rudder-sdk-js 3.34.1',
    because: 'a model that finds no stored session has none that it could reset',
    scenarios: ['corpus/alias-after-a-reset-of-what-was-cleared'],
    requirements: ['SES-RESET-007'],
  },
  {
    title: 'a tab goes on with its own copy of a session that storage has lost when another one ends it',
    families: ['rudderstack-web-legacy'],
    source: 'seen: ran v1.1 2.52.21',
    because: 'what the application has ended is noted for all tabs in the engine, whatever copies they have',
    scenarios: ['tabs/ended-after-storage-was-cleared'],
    requirements: ['SES-ID-004', 'SES-TABS-006'],
  },
  {
    title: 'what was held back until consent is lost with the storage that is refused meanwhile',
    families: ['rudderstack-web'],
    source: 'seen: ran rudder-sdk-js 3.34.1',
    because: 'the engine holds messages back in memory, where nobody refuses them',
    scenarios: ['corpus/held-back-while-storage-is-refused'],
    requirements: ['SES-CONSENT-007', 'SES-PERSISTENCE-013', 'SES-WIRE-001'],
  },
  {
    title: 'a stored session ends by the timeout that was in force when it was stored',
    families: ['rudderstack-web', 'rudderstack-web-legacy'],
    source: 'seen: ran rudder-sdk-js 3.34.1 and v1.1 2.52.21',
    because: 'a session of the engine has the time of its last activity, and no time at which it ends',
    scenarios: ['corpus/shorter-timeout-later'],
    requirements: ['SES-PERSISTENCE-003'],
  },
  {
    title: 'a reset begins a session although the stored one is gone',
    families: ['rudderstack-web'],
    source: 'seen: ran rudder-sdk-js 3.34.1',
    because: 'in the engine a session that is lost leaves nothing that a reset could begin anew',
    scenarios: ['corpus/cleared-then-another-user'],
    requirements: ['SES-IDENTIFY-001'],
  },
];
