import { expect, test } from 'vitest';
import { tabsDriftApart } from '../../../src/engine/quirks/tabs-drift-apart.js';
import { load, on, reset, track, wait } from '../timelines.js';
import { withAndWithout } from '../told-sessions.js';

test('a tab does not see what another has begun', () => {
  const steps = [
    on('tab1', load({})),
    on('tab1', track),
    on('tab2', load({})),
    wait(1_000),
    on('tab1', reset),
    on('tab1', track),
    on('tab2', track),
  ];
  expect(withAndWithout(tabsDriftApart, 'rudderstack-web-legacy', steps)).toEqual({
    without: '0* 1* 1',
    with: '0* 1* 0',
  });
});

test('what a tab has stored is there for the next load', () => {
  const steps = [
    on('tab1', load({})),
    on('tab1', track),
    wait(1_000),
    on('tab1', reset),
    on('tab1', track),
    on('tab2', load({})),
    on('tab2', track),
  ];
  expect(withAndWithout(tabsDriftApart, 'rudderstack-web-legacy', steps)).toEqual({
    without: '0* 1* 1',
    with: '0* 1* 1',
  });
});
