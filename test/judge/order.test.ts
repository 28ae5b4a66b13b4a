import { expect, test } from 'vitest';
import { firstOvertaken } from '../../src/judge/order.js';
import { caseOf, dropMessage, load, observationOf, on, swapMessages, traceOf, track } from './fixture.js';

const scenario = caseOf([load, track('one'), track('two'), track('three')]);

test('nothing is overtaken when messages arrive in the order of their calls', () => {
  expect(firstOvertaken(observationOf(scenario).events)).toBeUndefined();
  expect(firstOvertaken([])).toBeUndefined();
});

test('the first call whose message was there before that of an earlier one', () => {
  const swapped = observationOf(scenario, swapMessages(traceOf(scenario), 0, 1));
  expect(firstOvertaken(swapped.events)?.call.name).toBe('two');
});

test('clients do not wait for each other', () => {
  const tabs = caseOf([load, on('tab2', load), track('one'), on('tab2', track('two'))]);
  expect(firstOvertaken(observationOf(tabs, swapMessages(traceOf(tabs), 0, 1)).events)).toBeUndefined();
});

test('a message that never arrived has not been overtaken', () => {
  const lost = observationOf(scenario, dropMessage(traceOf(scenario), 1));
  expect(lost.events.map(({ message }) => message === undefined)).toEqual([false, true, false]);
  expect(firstOvertaken(lost.events)).toBeUndefined();
});
