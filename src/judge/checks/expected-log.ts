import type { LogEntry } from '../../record/trace.js';
import type { Check } from '../check.js';
import { compareExpectations } from '../expectation-finding.js';

const severity: Readonly<Record<LogEntry['level'], number>> = { debug: 0, info: 1, warn: 2, error: 3 };

/** The author's `logs`: the SDK tells the developer about something during a step, or of nothing to worry about. */
export const expectedLog: Check = {
  id: 'expected-log',
  title: 'the SDK warns the developer where the scenario says, and not where it says otherwise',
  run({ case: scenario, observed }) {
    return compareExpectations(this.id, scenario, ({ logs }, step) => {
      if (logs === undefined) return undefined;
      const least = logs === 'none' ? 'warn' : logs;
      const [line] = observed.logs.filter((each) => each.step === step && severity[each.level] >= severity[least]);
      return {
        holds: (line === undefined) === (logs === 'none'),
        expected: `${logs === 'none' ? 'no' : 'a'} line of severity ${least} or worse in the SDK's log`,
        observed: line === undefined ? 'none' : `${line.level}: ${line.text}`,
      };
    });
  },
};
