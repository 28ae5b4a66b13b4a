import { describe, expect, test } from 'vitest';
import type { StepAction } from '../../../src/record/timeline.js';
import { assign } from '../../../src/suite/capture/assign.js';
import { capturedMessages } from '../../../src/suite/capture/captured-messages.js';
import { withOwnEvents } from '../../../src/suite/capture/own-events.js';
import { background, captureOf, foreground, load, played, scenarioOf, track, wait } from './phone.js';

const scenario = scenarioOf(`
title: Away, and launched again
requirements: [SES-TIMEOUT-013]
platform: mobile
steps:
  - load
  - track: A
    as: first
    expect: { session: first, id: now in seconds }
  - background
  - wait: 1m
  - foreground
  - track: B
    expect: { session: first, id: first in seconds }
  - restart
  - track: C
`);

function withOwn(...actions: StepAction[]) {
  const { messages } = capturedMessages(captureOf(played(actions)).requests);
  const { played: found, strange } = withOwnEvents(scenario, assign(scenario.timeline, messages));
  const names = found.case.timeline.steps.map(({ action }) => (action.kind === 'event' ? action.name : action.kind));
  return { ...found, names, strange: strange.map(({ body }) => body.event) };
}

const opened = track('Application Opened');
const backgrounded = track('Application Backgrounded');
const restart: StepAction = { kind: 'restart' };

describe('events that the SDK tracks of its own accord', () => {
  const found = withOwn(
    ...[load, opened, wait(9), track('A'), wait(9), background, backgrounded, wait(60_000), foreground, opened],
    ...[
      wait(9),
      track('B'),
      wait(9),
      backgrounded,
      wait(9),
      restart,
      opened,
      wait(9),
      track('C'),
      wait(9),
      backgrounded,
    ],
  );

  test('stand beside the steps that are their reasons', () => {
    expect(found.names).toEqual([
      ...['load', 'Application Opened', 'A', 'background', 'Application Backgrounded', 'wait'],
      ...['foreground', 'Application Opened', 'B', 'Application Backgrounded', 'restart', 'Application Opened', 'C'],
    ]);
    expect([found.own, found.strange]).toEqual([5, []]);
    expect(found.stepOf).toEqual([0, 2, 3, 5, 6, 8, 10, 12]);
  });

  test('move what is expected of the steps behind them', () => {
    expect([...found.case.expectations]).toEqual([
      [2, { session: 'first', id: { wallClockOf: 2, unit: 'seconds' } }],
      [8, { session: 'first', id: { wallClockOf: 2, unit: 'seconds' } }],
    ]);
    expect(found.case.places).toHaveLength(found.case.timeline.steps.length);
    expect([...found.messages.keys()].sort((one, other) => one - other)).toEqual([1, 2, 4, 7, 8, 9, 11, 12]);
  });

  test('have no place without a reason', () => {
    const calls = [track('B'), wait(9), restart, track('C')];
    expect(withOwn(load, track('A'), wait(9), backgrounded, wait(9), backgrounded, wait(9), ...calls).strange).toEqual([
      'Application Backgrounded',
    ]);
    expect(withOwn(load, track('A'), wait(9), track('Other'), ...calls).strange).toEqual(['Other']);
  });
});
