import { describe, expect, test } from 'vitest';
import { captureBenchOf, captureWords, oneCase, toleranceOf } from '../../src/cli/capture-subject.js';

describe('by what a capture is judged', () => {
  test('is the policy that somebody names, and its edition', () => {
    expect(captureBenchOf({ policy: 'rudderstack-ios' })).toMatchObject({
      policy: { id: 'rudderstack-ios' },
      edition: '2026-11',
      deviations: [],
    });
    expect(captureBenchOf({ policy: 'announcement-mobile' }).edition).toBe('2022-12');
    expect(captureBenchOf({ policy: 'announcement-mobile', edition: '2026-11' }).edition).toBe('2026-11');
  });

  test('has to be said, and has to exist', () => {
    expect(() => captureBenchOf({})).toThrow(
      /^--policy is missing: a capture does not say by which values it is to be judged; allowed: announcement-mobile, /,
    );
    expect(() => captureBenchOf({ policy: 'rudderstack-io', edition: '2025' })).toThrow(
      /unknown edition "2025".*\n.*rudderstack-io/s,
    );
  });

  test('is one scenario', () => {
    const bench = captureBenchOf({ policy: 'rudderstack-ios' });
    expect(oneCase('identify/another-user-after-a-launch', bench).timeline.steps).toHaveLength(7);
    expect(oneCase('timeout/away-beyond/more=1m', bench).id).toBe('timeout/away-beyond/more=1m');
    expect(() => oneCase('timeout/away-beyond', bench)).toThrow(
      '"timeout/away-beyond" is 4 scenarios, and one is played at a time; allowed: timeout/away-beyond/more=1ms, ',
    );
  });

  test('is repeated where a command is printed, so that it judges what was described', () => {
    const words = (given: { readonly policy: string; readonly edition?: string; readonly tolerance?: string }) =>
      captureWords(given, captureBenchOf(given));
    expect(words({ policy: 'announcement-web' })).toBe(' --policy announcement-web');
    expect(words({ policy: 'announcement-web', edition: '2022-12' })).toBe(' --policy announcement-web');
    expect(words({ policy: 'announcement-web', edition: '2026-11', tolerance: '1m 30s' })).toBe(
      " --policy announcement-web --edition 2026-11 --tolerance '1m 30s'",
    );
  });

  test('allows for people, by as much as somebody says', () => {
    expect(toleranceOf({})).toBe(5_000);
    expect(toleranceOf({ tolerance: '1m 30s' })).toBe(90_000);
    expect(() => toleranceOf({ tolerance: '2h' })).toThrow('--tolerance is "2h"; allowed: a duration from 0ms to 1h');
  });
});
