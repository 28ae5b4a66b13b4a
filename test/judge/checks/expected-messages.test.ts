import { describe, expect, test } from 'vitest';
import { expectedMessages } from '../../../src/judge/checks/expected-messages.js';
import { caseOf, contextOf, doubleMessage, load, silent, traceOf, track } from '../fixture.js';

const scenario = caseOf([load, track('one'), { kind: 'reset' }], { 1: { messages: 1 }, 2: { messages: 0 } });
const trace = traceOf(scenario);
const common = { check: 'expected-messages', requirement: 'SES-TIMEOUT-003' };

describe('expected-messages', () => {
  test('passes when each step causes as many as the author says', () => {
    expect(expectedMessages.run(contextOf(scenario))).toEqual([
      {
        ...common,
        outcome: 'pass',
        step: 1,
        expected: '1 message',
        observed: '1 message',
        message: 'step 2: 1 message',
      },
      {
        ...common,
        outcome: 'pass',
        step: 2,
        expected: '0 messages',
        observed: '0 messages',
        message: 'step 3: 0 messages',
      },
    ]);
  });

  test('fails for one too many', () => {
    expect(expectedMessages.run(contextOf(scenario, doubleMessage(trace, 0)))[0]).toEqual({
      ...common,
      outcome: 'fail',
      step: 1,
      expected: '1 message',
      observed: '2 messages',
      message: 'step 2: expected 1 message, observed 2 messages',
    });
  });

  test('fails when nothing is sent, and passes where nothing should be', () => {
    expect(expectedMessages.run(contextOf(scenario, silent(trace)))).toMatchObject([
      { outcome: 'fail', step: 1, observed: '0 messages' },
      { outcome: 'pass', step: 2 },
    ]);
  });

  test('says nothing where the author says nothing', () => {
    expect(expectedMessages.run(contextOf(caseOf([load, track('one')])))).toEqual([]);
  });
});
