import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { allChecks, expectationChecks, lawChecks } from '../../../src/judge/checks/index.js';
import { packageRoot } from '../../../src/spec/package-root.js';
import { bench } from '../bench.js';
import {
  beyondTimeout,
  caseOf,
  contextOf,
  doubleMessage,
  dropMessage,
  eagerId,
  frozenId,
  load,
  silent,
  startMs,
  swapMessages,
  traceOf,
  track,
  wait,
  withBody,
  withSessionField,
} from '../fixture.js';

const scenario = caseOf([load, track('one'), wait(10), track('two'), beyondTimeout, track('three'), track('four')], {
  1: { session: 'first', start: 'true' },
  3: { session: 'first', start: 'absent' },
  5: { session: 'second', start: 'true' },
  6: { session: 'second', start: 'absent' },
});
const trace = traceOf(scenario);

function failing(damaged: typeof trace): string[] {
  return allChecks
    .flatMap((check) => check.run(contextOf(scenario, damaged, trace)))
    .filter(({ outcome }) => outcome === 'fail')
    .map(({ check }) => check)
    .filter((check, index, all) => all.indexOf(check) === index);
}

/** A trace in which a call of the SDK threw at the application. */
function threw(step: number): typeof trace {
  const entries = trace.entries.map((entry) =>
    entry.kind === 'step' && entry.step === step ? { ...entry, threw: 'not ready' } : entry,
  );
  return { ...trace, entries };
}

describe('checks', () => {
  test('the index lists every file of the folder, by its name', () => {
    const files = readdirSync(path.join(packageRoot, 'src', 'judge', 'checks'))
      .map((name) => name.replace(/\.ts$/, ''))
      .filter((name) => name !== 'index');
    expect(files.length).toBeGreaterThan(15);
    expect(allChecks.map(({ id }) => id).sort()).toEqual(files.sort());
    expect(allChecks.length).toBe(expectationChecks.length + lawChecks.length + 1);
  });

  test('every finding names its check and a requirement that exists', () => {
    for (const check of allChecks) {
      for (const finding of check.run(contextOf(scenario, trace, trace))) {
        expect(finding.check).toBe(check.id);
        expect(bench.registry.byId.has(finding.requirement)).toBe(true);
      }
    }
  });

  test('none passes over a target that does nothing', () => {
    const still = caseOf([load, wait(10)]);
    const findings = allChecks.flatMap((check) => check.run(contextOf(still, traceOf(still), traceOf(still))));
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.filter(({ outcome }) => outcome !== 'skip')).toEqual([]);
  });

  test.each([
    ['nothing', trace, []],
    [
      'a lost first message',
      dropMessage(trace, 0),
      ['expected-session', 'expected-start', 'engine-opinion', 'delivery', 'start-first'],
    ],
    ['a doubled message', doubleMessage(trace, 1), ['delivery']],
    ['two swapped messages', swapMessages(trace, 0, 1), ['delivery']],
    [
      'an id of a message that was used before',
      withBody(trace, 1, (body) => ({ ...body, messageId: '00000000-0000-4000-8000-000000000000' })),
      ['message-ids-differ'],
    ],
    [
      'another anonymous id in one session',
      withBody(trace, 1, (body) => ({ ...body, anonymousId: 'another' })),
      ['one-visitor'],
    ],
    ['a stripped id', withSessionField(trace, 1, 'sessionId', undefined), ['expected-session', 'engine-opinion']],
    [
      'an id stripped from a start',
      withSessionField(trace, 2, 'sessionId', undefined),
      ['expected-session', 'engine-opinion', 'wire-schema', 'start-first', 'start-has-id'],
    ],
    [
      'a marker on a later message',
      withSessionField(trace, 1, 'sessionStart', true),
      ['expected-start', 'engine-opinion', 'start-once'],
    ],
    [
      'a marker that is false',
      withSessionField(trace, 1, 'sessionStart', false),
      ['expected-start', 'wire-schema', 'start-is-true'],
    ],
    [
      'an id of the past',
      withSessionField(trace, 3, 'sessionId', startMs),
      ['expected-session', 'engine-opinion', 'id-not-reused', 'ids-in-order'],
    ],
    [
      'a text as id',
      withSessionField(trace, 3, 'sessionId', '1772443800011'),
      ['expected-session', 'engine-opinion', 'wire-schema', 'start-first', 'id-integer'],
    ],
    ['a call that throws', threw(3), ['calls-return']],
    ['a frozen id', frozenId(trace), ['expected-session', 'expected-start', 'engine-opinion']],
    ['a session for every event', eagerId(trace), ['expected-session', 'expected-start', 'engine-opinion']],
    ['no message at all', silent(trace), ['expected-session', 'expected-start', 'engine-opinion', 'delivery']],
  ])('%s is caught by the checks that it concerns', (_name, damaged, checks) => {
    expect(failing(damaged)).toEqual(checks);
  });
});
