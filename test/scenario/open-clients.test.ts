import { describe, expect, test } from 'vitest';
import { OpenClients } from '../../src/scenario/open-clients.js';
import type { StepWord } from '../../src/scenario/steps.js';

/** What is wrong with each step of `word client`, for those where something is. */
function faultsOf(...steps: string[]): string[] {
  const clients = new OpenClients();
  return steps.flatMap((step) => {
    const [word = '', client = 'tab1'] = step.split(' ');
    return clients.follow(word as StepWord, client) ?? [];
  });
}

describe('a step that needs a page', () => {
  test('has one from load to close', () => {
    expect(faultsOf('load', 'track', 'reload', 'background', 'foreground', 'close', 'wait', 'load')).toEqual([]);
    expect(faultsOf('track')).toEqual(['"track" needs an open page, but the client "tab1" has none; load it first']);
    expect(faultsOf('load', 'close', 'consent')).toHaveLength(1);
    expect(faultsOf('load', 'freeze tab2')).toHaveLength(1);
  });

  test.each(['restart', 'crash'])('has none in the other tabs after a %s', (word) => {
    expect(faultsOf('load', 'load tab2', word, 'track', 'track tab2')).toEqual([
      '"track" needs an open page, but the client "tab2" has none; load it first',
    ]);
  });
});

describe('a frozen tab', () => {
  test.each(['track', 'load', 'reload', 'consent', 'background', 'foreground', 'freeze', 'getSessionId'])(
    'cannot %s',
    (word) => {
      expect(faultsOf('load', 'freeze', word)).toEqual([
        `"${word}" needs a page that runs, but the client "tab1" is frozen; thaw it first`,
      ]);
    },
  );

  test.each(['thaw', 'close', 'restart', 'crash'])('can %s', (word) => {
    expect(faultsOf('load', 'freeze', word)).toEqual([]);
  });

  test('runs again once it is thawed or opened anew', () => {
    expect(faultsOf('load', 'freeze', 'thaw', 'track', 'freeze', 'restart', 'track')).toEqual([]);
    expect(faultsOf('load', 'freeze', 'close', 'load', 'track')).toEqual([]);
    expect(faultsOf('load', 'freeze', 'wait', 'storage', 'damage', 'thaw')).toEqual([]);
  });

  test('is the only one that can be thawed', () => {
    expect(faultsOf('load', 'thaw')).toEqual(['"thaw" needs a frozen page, but the client "tab1" is not frozen']);
  });
});
