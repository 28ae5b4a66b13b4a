import { expect, test } from 'vitest';
import { traitsAloneReset } from '../../../src/engine/quirks/traits-alone-reset.js';
import { identify, load, wait } from '../timelines.js';
import { withAndWithout } from '../told-sessions.js';

test('traits without a user begin a session', () => {
  const steps = [load({}), identify('ada'), wait(1_000), identify('')];
  expect(withAndWithout(traitsAloneReset, 'rudderstack-kotlin', steps)).toEqual({ without: '0* 0', with: '0* 1*' });
});

test('of somebody unknown they do not', () => {
  const steps = [load({}), identify(''), wait(1_000), identify('')];
  expect(withAndWithout(traitsAloneReset, 'rudderstack-kotlin', steps)).toEqual({ without: '0* 0', with: '0* 0' });
});
