import { describe, expect, test } from 'vitest';
import { messageIdsDiffer } from '../../../src/judge/checks/message-ids-differ.js';
import { caseOf, contextOf, doubleMessage, load, quiet, silent, traceOf, track, withBody } from '../fixture.js';

const scenario = caseOf([load, track('one'), track('two'), track('three')]);
const trace = traceOf(scenario);
const firstId = '00000000-0000-4000-8000-000000000000';

describe('message-ids-differ', () => {
  test('passes when every message has an id of its own', () => {
    expect(messageIdsDiffer.run(contextOf(scenario))).toEqual([
      { ...quiet('message-ids-differ', 'SES-WIRE-006', 'pass'), message: 'holds for 3 messages' },
    ]);
  });

  test('fails when a message has the id of an earlier one, and points at that', () => {
    const damaged = withBody(trace, 2, (body) => ({ ...body, messageId: firstId }));
    const what = `messageId "${firstId}" is that of an earlier message`;
    expect(messageIdsDiffer.run(contextOf(scenario, damaged))).toEqual([
      {
        ...quiet('message-ids-differ', 'SES-WIRE-006', 'fail'),
        step: 3,
        relatedSteps: [1],
        observed: what,
        message: `step 4: ${what}`,
      },
    ]);
  });

  test('a message that is sent twice is the affair of delivery', () => {
    expect(messageIdsDiffer.run(contextOf(scenario, doubleMessage(trace, 1)))).toMatchObject([{ outcome: 'pass' }]);
  });

  test('messages without an id are the affair of wire-schema', () => {
    const without = [0, 1, 2].reduce(
      (damaged, message) => withBody(damaged, message, ({ messageId: _id, ...body }) => body),
      trace,
    );
    expect(messageIdsDiffer.run(contextOf(scenario, without))).toMatchObject([{ outcome: 'skip' }]);
  });

  test('skips when nothing was sent', () => {
    expect(messageIdsDiffer.run(contextOf(scenario, silent(trace)))).toEqual([
      { ...quiet('message-ids-differ', 'SES-WIRE-006', 'skip'), message: 'no message with a messageId was seen' },
    ]);
  });
});
