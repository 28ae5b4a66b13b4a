import { describe, expect, test } from 'vitest';
import { runHostile } from './hostile-sdk.js';

const wholeReports = [
  'coverage.csv',
  'junit.xml',
  'messages.csv',
  'report.json',
  'run.csv',
  'sessions.csv',
  'verdicts.csv',
];

// The promise: whatever one SDK does in one scenario, that scenario is told, and the others are judged.
describe('an SDK that is hostile in one scenario', () => {
  test('is untestable there, where it could not be observed', () => {
    const { code, stdout, stderr, reports } = runHostile([
      'Viewed',
      'Exit',
      'Viewed',
      'Crash',
      'Hoard',
      'Freeze',
      'PolluteHost',
      'RealClock',
      'Viewed',
    ]);
    expect(stdout).toMatchSnapshot();
    expect({ code, stderr, reports }).toEqual({ code: 3, stderr: '', reports: wholeReports });
  });

  test('is ended after the time that it is given, where it does not come back', () => {
    const names = ['Viewed', 'Loop', 'Viewed', 'Promises', 'Viewed'];
    const { code, stdout, stderr, reports } = runHostile(names, { timeLimit: '2s' });
    expect(stdout).toMatchSnapshot();
    expect({ code, stderr, reports }).toEqual({ code: 3, stderr: '', reports: wholeReports });
  });

  test('fails there, where what it did was seen', () => {
    const { code, stdout, stderr, reports } = runHostile([
      'Viewed',
      'Twice',
      'Garbage',
      'Binary',
      'Deep',
      'Large',
      'LongId',
      'LongKey',
      'Late',
      'Viewed',
      'Silent',
      'Throw',
      'ThrowText',
      'ThrowNothing',
      'ThrowBare',
      'ThrowTrap',
      'ThrowProxy',
      'ThrowLong',
      'ThrowLines',
      'Recurse',
      'RecurseInData',
      'HoardText',
      'ReturnThen',
      'ReturnLong',
      'ReturnCycle',
      'ReturnBig',
      'ReturnSymbol',
      'ReturnTrap',
      'ReturnDeep',
      'Pollute',
      'Replace',
      'Viewed',
    ]);
    expect(stdout).toMatchSnapshot();
    expect({ code, stderr, reports }).toEqual({ code: 1, stderr: '', reports: wholeReports });
  });

  test('passes where what it did is nobody else’s affair', () => {
    const { code, stdout, stderr, reports, totals } = runHostile([
      'Print',
      'Log',
      'LogLong',
      'LogTrap',
      'CloseWindow',
      'Leave',
      'StopClock',
      'Viewed',
    ]);
    expect(stdout).toMatchSnapshot();
    expect({ code, stderr, reports }).toEqual({ code: 0, stderr: '', reports: wholeReports });
    expect(totals).toMatchObject({ fail: 0, untestable: 0 });
  });
});

// The promise: an SDK that cannot be judged at all is told once, and not once for each scenario. Other ways to be so:
// test/full/hostile-sdk.test.ts.
describe('an SDK that is hostile from its load on', () => {
  test.each([
    ['spins', { atLoad: 'Loop', timeLimit: '1s' }],
    ['never sends', { atLoad: 'Silent' }],
    ['throws at load', { sdk: 'throwing-load.cjs' }],
  ])('%s', (_what, options) => {
    const { code, stdout, stderr, reports, totals } = runHostile(['Viewed', 'Again'], options);
    expect(stdout).toMatchSnapshot();
    expect({ code, stderr, reports }).toEqual({ code: 3, stderr: '', reports: wholeReports });
    expect(totals).toMatchObject({ pass: 0, untestable: 2 });
  });

  test('each message twice: the wire is alive, and every scenario fails', () => {
    const { code, stdout, stderr, reports } = runHostile(['Viewed', 'Again'], { atLoad: 'Twice' });
    expect(stdout).toMatchSnapshot();
    expect({ code, stderr, reports }).toEqual({ code: 1, stderr: '', reports: wholeReports });
  });
});
