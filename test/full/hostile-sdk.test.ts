import { describe, expect, test } from 'vitest';
import { runHostile } from '../promises/hostile-sdk.js';

// What takes long, or much of the machine, belongs to the longer tier.
describe.runIf(process.env.LAPSE_FULL === '1')('an SDK without measure', () => {
  test.each([
    ['HoardBuffers', 'the SDK fills the memory: the process has grown by more than 1536 MB'],
    ['Many', "the SDK's thread failed: Worker terminated due to reaching memory limit"],
    ['PrintForEver', 'untestable'],
  ])('%s ends its scenario, and no other', { timeout: 300_000 }, (name, message) => {
    const { code, stdout, totals } = runHostile(['Viewed', name, 'Again'], { timeLimit: '60s' });
    expect(stdout).toContain(message);
    expect(code).toBe(3);
    expect(totals).toMatchObject({ fail: 0, untestable: 1 });
  });

  test.each([
    { atLoad: 'Exit' },
    { atLoad: 'Hoard' },
    { atLoad: 'Timers' },
    { atLoad: 'RealClock' },
    { sdk: 'throwing-script.cjs' },
    { sdk: 'garbage.cjs' },
  ])('one that is like this from its load on is told once: %j', { timeout: 300_000 }, (options) => {
    const { code, stdout, totals } = runHostile(['Viewed', 'Again'], options);
    expect(stdout).toMatch(/ {2}not verified: (it cannot be judged, |clock does not obey \()/);
    expect(stdout).not.toContain('UNTESTABLE');
    expect(code).toBe(3);
    expect(totals).toMatchObject({ pass: 0, untestable: 2 });
  });
});
