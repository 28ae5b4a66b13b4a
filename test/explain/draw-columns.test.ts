import { expect, test } from 'vitest';
import { drawColumns } from '../../src/explain/draw-columns.js';
import { caseOf, load, on, track } from '../judge/fixture.js';
import { behaviour, compared, keeps, message, renews } from '../report/comparison-fixture.js';

test('a column for each target, with a bar for each session', () => {
  const columns = [
    { title: 'A android', behaviour: keeps },
    { title: 'B web', behaviour: renews },
  ];
  expect(`\n${drawColumns(compared([keeps, renews]), columns, 3).join('\n')}\n`).toMatchInlineSnapshot(`
    "
      step  time     what happens  A android                          B web
         1  0ms      load
         2  0ms      track "one"   ┏ session 1 with the start marker  ╺ session 1 with the start marker
         3  0ms      wait 30m 1ms  ┃
    ▶    4  30m 1ms  track "two"   ┗ session 1                        ╺ session 2 with the start marker
    "
  `);
});

test('clients are told when there are several, and all that a target does', () => {
  const scenario = caseOf([load, track('one'), on('tab2', load), on('tab2', { kind: 'getSessionId' }), track('two')]);
  const shown = behaviour({ 1: message(-1), 3: { kind: 'return', session: 1 }, 4: { kind: 'no message' } });
  const lines = drawColumns({ case: scenario, elapsedMs: [0, 0, 0, 0, 0] }, [{ title: 'A', behaviour: shown }], 4);
  expect(`\n${lines.join('\n')}\n`).toMatchInlineSnapshot(`
    "
      step  time  client  what happens  A
         1  0ms   tab1    load
         2  0ms   tab1    track "one"   ╺ session 1 with the start marker
         3  0ms   tab2    load
         4  0ms   tab2    getSessionId    returns the id of session 1
    ▶    5  0ms   tab1    track "two"     no message
    "
  `);
});
