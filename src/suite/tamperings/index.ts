import type { Tampering } from '../tampering.js';
import { changeId } from './change-id.js';
import { delayEvent } from './delay-event.js';
import { doubleMessage } from './double-message.js';
import { dropMessage } from './drop-message.js';
import { keepId } from './keep-id.js';
import { markAgain } from './mark-again.js';
import { reorderMessages } from './reorder-messages.js';
import { stripMarker } from './strip-marker.js';
import { stripSession } from './strip-session.js';
import { textId } from './text-id.js';

/** All of them, in the order in which a person reads of them: the wire, then what is said of sessions, then time. */
export const allTamperings: readonly Tampering[] = [
  dropMessage,
  doubleMessage,
  reorderMessages,
  stripSession,
  stripMarker,
  markAgain,
  changeId,
  keepId,
  textId,
  delayEvent,
];
