import type { Rules } from '../engine/rules.js';
import { noDigits } from '../record/byte-writer.js';
import type { JsonObject } from '../record/timeline.js';
import { type EventRow, messageIdOf } from './rows.js';

/**
 * What a faulty SDK delivers of an event: its rules may drop a message, send it twice, or change what it says. They see
 * as much of a message as they decide about.
 */
export function deliveredBy({ onWire }: Pick<Rules, 'onWire'>, event: EventRow): EventRow[] {
  const { type, anonymousId, sessionId, sessionStart, campaign } = event;
  const messageId = messageIdOf(event);
  const message: JsonObject = {
    type,
    messageId,
    anonymousId,
    userId: event.userId ?? '',
    originalTimestamp: new Date(event.originalTimestampMs).toISOString(),
    context: {
      library: { name: 'lapse-reference', version: '1' },
      ...(campaign === undefined ? {} : { campaign: { name: campaign.name } }),
      ...(sessionId === undefined ? {} : { sessionId }),
      ...(sessionStart === undefined ? {} : { sessionStart }),
    },
  };
  return onWire(message).map((delivered) => {
    const { context } = delivered;
    const said = typeof context === 'object' && context !== null && !Array.isArray(context) ? context : {};
    const id = Reflect.get(said, 'sessionId');
    const start = Reflect.get(said, 'sessionStart');
    return {
      ...event,
      messagePrefix: textOf(delivered.messageId, messageId),
      messageGroups: '',
      messageNumber: noDigits,
      anonymousId: textOf(delivered.anonymousId, anonymousId),
      sessionId: typeof id === 'number' || typeof id === 'string' ? id : undefined,
      // A table has true or nothing there, whatever an SDK writes for it.
      sessionStart: start === true || start === 'true' ? true : undefined,
      campaign: Reflect.has(said, 'campaign') ? campaign : undefined,
    };
  });
}

function textOf(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}
