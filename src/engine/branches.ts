import type { PolicyValues } from '../spec/policies.js';

/** A branch of the engine in which a requirement or a policy decides something about sessions. */
export interface Branch {
  /** What happens there. */
  readonly text: string;
  /** Who says so; empty where only a policy does. */
  readonly requirements: readonly string[];
  /** The policies under which it can be reached; absent: any. */
  readonly given?: Partial<PolicyValues>;
}

/** All branches by name, in the order of a session's life. The name of a branch stands in the code where it is taken. */
export const branches = {
  'settings/automatic-by-default': of('sessions are tracked automatically unless told otherwise', 'SES-CONFIG-001'),
  'settings/automatic-on': of('a value of autoTrack leaves automatic tracking on', 'SES-CONFIG-010'),
  'settings/automatic-off': of('autoTrack turns automatic tracking off', 'SES-CONFIG-002', 'SES-CONFIG-007'),
  'settings/lifecycle-off': {
    ...of('without lifecycle events nothing is tracked automatically', 'SES-CONFIG-008'),
    given: { automaticNeedsLifecycleEvents: true },
  },
  'settings/timeout-default': of('no timeout is configured', 'SES-TIMEOUT-001', 'SES-TIMEOUT-002'),
  'settings/timeout-configured': of('the configured timeout holds', 'SES-TIMEOUT-007', 'SES-CONFIG-005'),
  'settings/timeout-zero-disables': {
    ...of('a timeout of 0 disables automatic tracking', 'SES-CONFIG-003'),
    given: { zeroTimeout: 'disables' },
  },
  'settings/timeout-short': of('a short timeout holds, with a warning', 'SES-CONFIG-004'),
  'settings/timeout-negative-holds': {
    ...of('a negative timeout holds, and every session has expired', 'SES-CONFIG-006'),
    given: { negativeTimeout: 'always-expired' },
  },
  'settings/timeout-added': {
    ...of('a timeout that is no number is added to the time', 'SES-CONFIG-006'),
    given: { invalidTimeout: 'added' },
  },
  'settings/timeout-invalid': of('a timeout that is no length gives way to the default', 'SES-CONFIG-006'),
  'settings/timeout-invalid-disables': {
    ...of('a timeout that is no length disables automatic tracking', 'SES-CONFIG-006'),
    given: { invalidTimeout: 'disables' },
  },
  'settings/cut-off-absent': of('no cut-off is enabled', 'SES-CUTOFF-001'),
  'settings/cut-off-configured': of('the configured cut-off holds', 'SES-CUTOFF-002'),
  'settings/cut-off-default': of('a cut-off without a duration is the default', 'SES-CUTOFF-005', 'SES-CUTOFF-006'),
  'settings/cut-off-too-short': {
    ...of('a cut-off shorter than the timeout is disabled', 'SES-CUTOFF-007', 'SES-CUTOFF-008'),
    given: { cutOffShorterThanTimeout: 'disabled' },
  },
  'settings/storage-shared': of('all tabs share the session', 'SES-TABS-001', 'SES-PERSISTENCE-006'),
  'settings/storage-tab': of('the session is one of the tab', 'SES-PERSISTENCE-014'),
  'settings/storage-page': of('the session is one of the page', 'SES-PERSISTENCE-007'),
  'settings/storage-none': of('nothing is stored, and there is no session', 'SES-PERSISTENCE-008'),
  'settings/before-consent': of('before consent there is no session', 'SES-CONSENT-003', 'SES-CONSENT-006'),
  'load/resumed': of('a stored session goes on', 'SES-PERSISTENCE-001', 'SES-PERSISTENCE-002', 'SES-PERSISTENCE-004'),
  'load/over': of('a stored session that is over does not', 'SES-PERSISTENCE-003', 'SES-PERSISTENCE-004'),
  'load/activity': of('loading is activity', 'SES-TIMEOUT-009', 'SES-TIMEOUT-013'),
  'load/no-activity': of('loading is no activity', 'SES-TIMEOUT-008', 'SES-TIMEOUT-014'),
  'load/again': of('loading an SDK that is loaded changes nothing'),
  'resume/automatic': of('an automatic session is resumed', 'SES-PERSISTENCE-001', 'SES-PERSISTENCE-004'),
  'resume/automatic-off': of('an automatic session is dropped once tracking is off', 'SES-CONFIG-009'),
  'resume/manual-alone': of('a manual session goes on without automatic tracking', 'SES-MANUAL-006', 'SES-MANUAL-014'),
  'resume/manual-continued': {
    ...of('a manual session goes on beside automatic tracking', 'SES-MANUAL-006'),
    given: { manualAfterRestart: 'continued' },
  },
  'resume/manual-replaced': {
    ...of('a launch replaces a manual session by an automatic one', 'SES-MANUAL-013'),
    given: { manualAfterRestart: 'replaced' },
  },
  'begin/unasked': of('a session begins before there is an event', 'SES-LIFECYCLE-002', 'SES-LIFECYCLE-004'),
  'begin/not-yet': of('a session waits for its first event', 'SES-ID-001'),
  'begin/automatic-off': of('no session begins unasked without automatic tracking', 'SES-CONFIG-002'),
  'begin/ended': of('no session begins unasked after endSession', 'SES-MANUAL-004'),
  'begin/no-storage': of('no session begins where none is kept', 'SES-PERSISTENCE-008', 'SES-CONSENT-003'),
  'event/live': of('an event belongs to the live session', 'SES-TIMEOUT-004'),
  'event/over': of(
    'an event finds the session over and opens another',
    'SES-TIMEOUT-003',
    'SES-TIMEOUT-015',
    'SES-CUTOFF-002',
  ),
  'event/first': of('an event opens a session where there is none', 'SES-ID-001', 'SES-PERSISTENCE-012'),
  'event/automatic-off': of('an event has no session without automatic tracking', 'SES-CONFIG-002'),
  'event/ended': of('an event has no session after endSession', 'SES-MANUAL-004'),
  'event/marked': of('the first message of a session is marked', 'SES-START-001'),
  'event/unmarked': of('another message of a session is not', 'SES-START-002'),
  'idle/manual': of('a manual session is never idle', 'SES-MANUAL-007'),
  'idle/live': of('inactivity has not been long enough', 'SES-TIMEOUT-004'),
  'idle/over': of('inactivity has been too long', 'SES-TIMEOUT-003', 'SES-TIMEOUT-013', 'SES-TIMEOUT-014'),
  'boundary/exclusive': of('exactly the limit still belongs to the session'),
  'boundary/inclusive': of('exactly the limit is beyond it already'),
  'set-back/kept': {
    ...of('time that runs backwards is no inactivity', 'SES-CLOCK-001'),
    given: { clockSetBack: 'kept' },
  },
  'set-back/expired': { ...of('time that runs backwards ends the session'), given: { clockSetBack: 'expired' } },
  'set-back/absolute': { ...of('time counts without its sign'), given: { clockSetBack: 'absolute' } },
  'cut-off/manual': of('the cut-off does not end a manual session', 'SES-CUTOFF-009'),
  'cut-off/live': of('a session has not lasted as long as the cut-off', 'SES-CUTOFF-004'),
  'cut-off/over': of('a session has lasted longer than the cut-off', 'SES-CUTOFF-002'),
  'activity/in-background': {
    ...of('an event in the background is activity', 'SES-TIMEOUT-006'),
    given: { backgroundEventsAreActivity: true },
  },
  'activity/not-in-background': {
    ...of('an event in the background is no activity', 'SES-TIMEOUT-014'),
    given: { backgroundEventsAreActivity: false },
  },
  'activity/too-late': {
    ...of('what is activity wakes no session that is over', 'SES-TIMEOUT-003'),
    given: { expiryCheck: 'every-event', backgroundIsActivity: true },
  },
  'background/activity': { ...of('leaving is activity', 'SES-TIMEOUT-014'), given: { backgroundIsActivity: true } },
  'background/no-activity': {
    ...of('hiding a page is no activity', 'SES-LIFECYCLE-006'),
    given: { backgroundIsActivity: false },
  },
  'foreground/activity': { ...of('coming back is activity', 'SES-TIMEOUT-013'), given: { foregroundIsActivity: true } },
  'foreground/no-activity': {
    ...of('showing a page is no activity', 'SES-LIFECYCLE-006'),
    given: { foregroundIsActivity: false },
  },
  'foreground/live': of('coming back finds the session live', 'SES-LIFECYCLE-005'),
  'foreground/over': of('coming back finds the session over, or none', 'SES-LIFECYCLE-003', 'SES-LIFECYCLE-004'),
  'id/taken': of('an id that is taken gives way to the next', 'SES-ID-004'),
  'id/milliseconds': of('an id is the time in milliseconds', 'SES-ID-001', 'SES-ID-002', 'SES-MANUAL-002'),
  'id/seconds': { ...of('an id is the time in seconds', 'SES-ID-009'), given: { idUnit: 'seconds' } },
  'manual/no-id': of('startSession without an id takes the time', 'SES-MANUAL-002', 'SES-MANUAL-012'),
  'manual/id-used': of('the id of the caller is used', 'SES-MANUAL-003'),
  'manual/id-replaced': {
    ...of('an id that is not valid is replaced', 'SES-MANUAL-015', 'SES-MANUAL-016'),
    given: { invalidManualId: 'replaced' },
  },
  'manual/id-ignored': {
    ...of('an id that is not valid starts nothing', 'SES-MANUAL-015', 'SES-MANUAL-016'),
    given: { invalidManualId: 'ignored' },
  },
  'manual/no-storage': of('no session is started where none is kept', 'SES-PERSISTENCE-008', 'SES-CONSENT-003'),
  'end/session': of('endSession clears a session', 'SES-MANUAL-004'),
  'end/nothing': of('endSession finds none', 'SES-MANUAL-004'),
  'identify/renews': of('another user has another session', 'SES-IDENTIFY-001', 'SES-MANUAL-008'),
  'identify/keeps': of('the same user keeps the session', 'SES-IDENTIFY-002', 'SES-IDENTIFY-003', 'SES-IDENTIFY-004'),
  'reset/renews': of('reset renews the session', 'SES-RESET-001', 'SES-RESET-003'),
  'reset/nothing': of('reset finds no session to renew', 'SES-RESET-002'),
  'reset/anonymous-id': of('reset takes the anonymous id as well', 'SES-RESET-007'),
  'reset/activity': { ...of('reset is activity', 'SES-TIMEOUT-009'), given: { resetIsActivity: true } },
  'reset/no-activity': { ...of('after reset inactivity counts on'), given: { resetIsActivity: false } },
  'renew/at-once': of('a session that is renewed begins at once', 'SES-IDENTIFY-005', 'SES-ID-002'),
  'renew/at-next-event': of('a session that is renewed begins with its first event', 'SES-ID-001'),
  'renew/nothing': of('another user is identified without a session', 'SES-CONFIG-002'),
  'read/active': of('the id of the active session is read', 'SES-ID-006'),
  'read/none': of('without a session no id is read', 'SES-ID-007'),
  'read/expired': { ...of('the id of an idle session is not read', 'SES-ID-007'), given: { readsExpired: 'none' } },
  'read/stale': { ...of('the id of an idle session is read until the next one'), given: { readsExpired: 'stale' } },
  'leave/page': of('a page goes away, and its memory with it', 'SES-LIFECYCLE-001', 'SES-PERSISTENCE-001'),
  'leave/tab': of('a tab goes away, and its own storage with it', 'SES-PERSISTENCE-014'),
  'consent/goes-on': of('the session from before the consent goes on', 'SES-CONSENT-002'),
  'consent/begins': of('tracking begins with the consent', 'SES-CONSENT-004', 'SES-CONSENT-006'),
  'consent/not-needed': of('a consent that nothing waited for changes nothing'),
  'consent/held': of('a message waits for the consent', 'SES-CONSENT-007'),
  'consent/sent': of('a message that waited is sent', 'SES-CONSENT-005', 'SES-CONSENT-007'),
  'storage/own': of('the session is kept where it was configured', 'SES-PERSISTENCE-006'),
  'storage/taken-over': of('what was stored under another type of storage goes on', 'SES-PERSISTENCE-001'),
  'storage/full-but-read': of('full storage is read', 'SES-PERSISTENCE-013'),
  'storage/memory': of('without storage the session is kept in memory', 'SES-PERSISTENCE-011'),
  'storage/cleared-unused': of('storage that no page uses is cleared', 'SES-PERSISTENCE-012'),
  'storage/cleared-kept': {
    ...of('an open page keeps what was cleared', 'SES-PERSISTENCE-012'),
    given: { storageLost: 'kept' },
  },
  'storage/cleared-renewed': {
    ...of('an open page renews what was cleared', 'SES-PERSISTENCE-012'),
    given: { storageLost: 'renewed' },
  },
  'storage/refused': of('an open page goes on in memory', 'SES-PERSISTENCE-011', 'SES-PERSISTENCE-013'),
  'storage/put-back': of('an open page stores again what it has in memory', 'SES-PERSISTENCE-012'),
  'storage/overtaken': of('what another page has stored since is taken instead', 'SES-TABS-001'),
  'storage/read-behind': {
    ...of('a page that loads does not know what another one has only in memory', 'SES-PERSISTENCE-012'),
    given: { storageLost: 'kept' },
  },
  'damage/unreadable': of('what cannot be read is no session', 'SES-PERSISTENCE-009'),
  'damage/future': of('what was stored lies in the future', 'SES-CLOCK-002'),
  'damage/older-version': of('what an older version stored can be read', 'SES-PERSISTENCE-010'),
  'damage/in-memory': { ...of('an open page goes on with what it has in memory'), given: { storageLost: 'kept' } },
} as const satisfies Readonly<Record<string, Branch>>;

export type BranchId = keyof typeof branches;

function of(text: string, ...requirements: string[]): Branch {
  return { text, requirements };
}
