import type { Check } from '../check.js';
import { callsReturn } from './calls-return.js';
import { delivery } from './delivery.js';
import { deliveryAfterOutage } from './delivery-after-outage.js';
import { engineOpinion } from './engine-opinion.js';
import { expectedFields } from './expected-fields.js';
import { expectedId } from './expected-id.js';
import { expectedLog } from './expected-log.js';
import { expectedMessages } from './expected-messages.js';
import { expectedReturn } from './expected-return.js';
import { expectedSession } from './expected-session.js';
import { expectedStart } from './expected-start.js';
import { expectedVisitor } from './expected-visitor.js';
import { idInteger } from './id-integer.js';
import { idNotReused } from './id-not-reused.js';
import { idsInOrder } from './ids-in-order.js';
import { messageIdsDiffer } from './message-ids-differ.js';
import { oneVisitor } from './one-visitor.js';
import { orderAfterOutage } from './order-after-outage.js';
import { readId } from './read-id.js';
import { retriesKeepSession } from './retries-keep-session.js';
import { shortIdUnused } from './short-id-unused.js';
import { startFirst } from './start-first.js';
import { startHasId } from './start-has-id.js';
import { startIsTrue } from './start-is-true.js';
import { startOnce } from './start-once.js';
import { visitorAfterReset } from './visitor-after-reset.js';
import { wireSchema } from './wire-schema.js';

/** What the author of a scenario wrote down. */
export const expectationChecks: readonly Check[] = [
  expectedSession,
  expectedStart,
  expectedId,
  expectedFields,
  expectedVisitor,
  expectedReturn,
  expectedMessages,
  expectedLog,
];

/** What holds for every trace, whatever the scenario is about. */
export const lawChecks: readonly Check[] = [
  callsReturn,
  delivery,
  deliveryAfterOutage,
  orderAfterOutage,
  retriesKeepSession,
  wireSchema,
  messageIdsDiffer,
  startFirst,
  startOnce,
  startHasId,
  startIsTrue,
  idInteger,
  idNotReused,
  idsInOrder,
  oneVisitor,
  readId,
  visitorAfterReset,
  shortIdUnused,
];

export const allChecks: readonly Check[] = [...expectationChecks, engineOpinion, ...lawChecks];
