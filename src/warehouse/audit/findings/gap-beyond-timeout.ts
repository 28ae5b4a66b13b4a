import { formatDuration } from '../../../time/duration.js';
import { beyond, type Finding } from '../finding.js';

export const gapBeyondTimeout: Finding = {
  id: 'gap-beyond-timeout',
  title: 'gaps beyond the timeout within a session',
  unit: 'events',
  needs: [],
  unjudgedUnder: ({ expiryCheck }) =>
    expiryCheck === 'foreground'
      ? 'by this policy a session ends only when the application comes to the foreground, which no event tells'
      : undefined,
  rows: (rules) => `SELECT user, session, time_ms AS at_ms, time_ms - time_before_ms AS value, CASE
      WHEN abs(coalesce(sent_ms - received_ms, 0) - ahead_before_ms) > ${rules.clockToleranceMs} THEN 'clock'
      WHEN started_ms IS NULL THEN 'manual'
      WHEN time_ms - time_before_ms < ${rules.timeoutMs + 1000} THEN 'second'
      ELSE 'idle' END AS clue
    FROM in_order WHERE session = session_before AND time_ms - time_before_ms ${beyond(rules)} ${rules.timeoutMs}`,
  detail: (gapMs) => `${formatDuration(gapMs)} without an event`,
  causes: {
    idle: {
      text: 'The application has configured a longer timeout, events in between were lost, the page was loaded without an event, or the application stayed in the foreground.',
      quirks: ['load-renews-the-session', 'idle-in-the-foreground'],
    },
    second: {
      text: 'Less than a second too long: the SDK compares whole seconds, or the other side of the boundary.',
      quirks: ['idle-in-whole-seconds'],
    },
    clock: {
      text: 'The clock of the device was set in between, so that the gap by its clock is not what it was.',
      quirks: [],
    },
    manual: {
      text: 'The application chose the id, so it began the session itself: such a session does not end by itself.',
      quirks: [],
    },
  },
};
