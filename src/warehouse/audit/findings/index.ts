import type { Finding } from '../finding.js';
import { clockSet } from './clock-set.js';
import { clockSkew } from './clock-skew.js';
import { eventWithoutId } from './event-without-id.js';
import { gapBeyondTimeout } from './gap-beyond-timeout.js';
import { idGoesBack } from './id-goes-back.js';
import { idInFuture } from './id-in-future.js';
import { idNotInteger } from './id-not-integer.js';
import { idShared } from './id-shared.js';
import { idUnit } from './id-unit.js';
import { lateEvent } from './late-event.js';
import { markedAgain } from './marked-again.js';
import { markerNotFirst } from './marker-not-first.js';
import { noTime } from './no-time.js';
import { noUser } from './no-user.js';
import { overtakenEvent } from './overtaken-event.js';
import { repeatedMessage } from './repeated-message.js';
import { severalUsers } from './several-users.js';
import { splitWithinTimeout } from './split-within-timeout.js';
import { unmarkedSession } from './unmarked-session.js';

/** All findings: of markers, of ids, of time within sessions, of clocks and delivery, of what cannot be looked at. */
export const allFindings: readonly Finding[] = [
  unmarkedSession,
  markedAgain,
  markerNotFirst,
  idGoesBack,
  idNotInteger,
  idUnit,
  idInFuture,
  idShared,
  gapBeyondTimeout,
  splitWithinTimeout,
  eventWithoutId,
  clockSkew,
  clockSet,
  lateEvent,
  overtakenEvent,
  repeatedMessage,
  noUser,
  noTime,
  severalUsers,
];
