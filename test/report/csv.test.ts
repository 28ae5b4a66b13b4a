import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunResult } from '../../src/record/run-result.js';
import { messageTypes } from '../../src/record/timeline.js';
import { csvReporter } from '../../src/report/csv.js';
import { nameOf } from '../../src/wire/session-fields.js';
import { payload } from '../wire/payload.js';
import { caseResult, coverageRow, message, runResult, session, startMs, trace, verdict } from './fixture.js';
import { parseCsv } from './parse-csv.js';

function file(name: string, result: RunResult): string {
  return csvReporter.files(result).get(name) ?? '';
}

function withMessages(...entries: ReturnType<typeof message>[]): RunResult {
  return runResult({ cases: [caseResult({ trace: trace(entries) })] });
}

/** The one row below the header, by column. */
function row(name: string, result: RunResult): Record<string, string> {
  const [header = [], ...rows] = parseCsv(file(name, result));
  expect(rows).toHaveLength(1);
  return Object.fromEntries(header.map((column, index) => [column, rows[0]?.[index] ?? '']));
}

describe('the tables', () => {
  it('say all that the run holds, in its order', () => {
    const { step: _, ...ofTheWhole } = verdict({
      check: 'delivery',
      expected: '',
      observed: 'a "quote", a comma\nand a line',
    });
    const verdicts = [verdict({ status: 'known', deviation: 'a-deviation' }), ofTheWhole];
    const result = runResult({ cases: [caseResult({ verdicts }), caseResult({ id: 'manual/start' })] });
    expect(Object.fromEntries(csvReporter.files(result))).toMatchSnapshot();
  });

  it('are there with their header when the run has nothing', () => {
    const files = csvReporter.files(runResult({ cases: [], coverage: [], branches: [] }));
    expect([...files.keys()]).toEqual(['verdicts.csv', 'sessions.csv', 'messages.csv', 'coverage.csv', 'run.csv']);
    const { 'run.csv': run, ...tables } = Object.fromEntries(files);
    for (const content of Object.values(tables)) expect(content).toMatch(/^[a-z_]+(,[a-z_]+)+\n$/);
    expect(parseCsv(run ?? '')).toHaveLength(2);
  });

  it('say of each message how its request was answered', () => {
    const [first, again] = [message({ event: 'Viewed' }), { ...message({ event: 'Viewed' }), request: 1 }];
    const { message: _message, body: _body, kind: _kind, ...at } = first;
    const request = (number: number, status: number) =>
      ({ ...at, kind: 'request', request: number, method: 'POST', url: '/v1/track', status }) as const;
    const entries = [request(first.request, 0), first, request(1, 200), again];
    const [header = [], ...rows] = parseCsv(
      file('messages.csv', runResult({ cases: [caseResult({ trace: trace(entries) })] })),
    );
    expect(rows.map((cells) => cells[header.indexOf('status')])).toEqual(['0', '200']);
    expect(row('messages.csv', withMessages(first))).toMatchObject({ status: '' });
  });

  it('need no trace', () => {
    const { trace: _, ...skipped } = caseResult();
    expect(file('messages.csv', runResult({ cases: [skipped] })).split('\n')).toHaveLength(2);
  });
});

describe('cells that a spreadsheet would take for a formula', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('%j gets an apostrophe in front', (text) => {
    expect(
      row('verdicts.csv', runResult({ cases: [caseResult({ verdicts: [verdict({ observed: text })] })] })),
    ).toEqual(expect.objectContaining({ observed: `'${text}` }));
    expect(row('messages.csv', withMessages(message({ event: text })))).toEqual(
      expect.objectContaining({ name: `'${text}` }),
    );
  });

  it('numbers stay numbers, negative ones too', () => {
    const body = { context: { sessionId: -1_772_442_000 } };
    expect(row('messages.csv', withMessages(message(body)))).toMatchObject({ session_id: '-1772442000' });
    const backwards = session({ endMs: startMs - 3_600_000, observedId: '-5' });
    expect(row('sessions.csv', runResult({ cases: [caseResult({ sessions: [backwards] })] }))).toMatchObject({
      duration_ms: '-3600000',
      session_id: '-5',
    });
  });

  it('an id of text that is no integer is still neutralised', () => {
    const odd = session({ observedId: '-5+cmd', expectedId: '-0x1' });
    expect(row('sessions.csv', runResult({ cases: [caseResult({ sessions: [odd] })] }))).toMatchObject({
      session_id: "'-5+cmd",
      expected_session_id: "'-0x1",
    });
  });
});

describe('sessions', () => {
  it('keep every digit of an id, and leave the missing side empty', () => {
    const { expectedId: _, ...unexpected } = session({ observedId: '92233720368547758071' });
    expect(row('sessions.csv', runResult({ cases: [caseResult({ sessions: [unexpected] })] }))).toMatchObject({
      session_id: '92233720368547758071',
      expected_session_id: '',
      start: '2026-03-02T09:00:00.000Z',
      end: '2026-03-02T09:29:59.999Z',
      duration_ms: '1799999',
    });
  });

  it('show a wall clock that no date can say as its milliseconds', () => {
    const far = session({ endMs: 9e15 });
    expect(row('sessions.csv', runResult({ cases: [caseResult({ sessions: [far] })] })).end).toBe('9000000000000000');
  });
});

describe('messages', () => {
  it.each(messageTypes)('a %s has the name that the wire says', (type) => {
    expect(row('messages.csv', withMessages(message({ ...payload(type) }))).name).toBe(nameOf(payload(type)));
  });

  it.each([
    [true, 'true'],
    [false, 'false'],
    [null, 'null'],
    ['true', 'true'],
    [[1, { a: 2 }], '[1,{"a":2}]'],
  ])('the start marker %j is shown as %s', (sessionStart, cell) => {
    expect(row('messages.csv', withMessages(message({ context: { sessionStart } }))).session_start).toBe(cell);
  });

  it('a message without session, context or type has empty cells', () => {
    expect(row('messages.csv', withMessages(message({ context: 'none', type: 'merge' })))).toMatchObject({
      session_id: '',
      session_start: '',
      name: '',
      type: 'merge',
    });
  });
});

it('whatever a payload holds, a row of a table is one row when it is read', () => {
  const text = fc.string({
    unit: fc.constantFrom('"', ',', '\n', '\r', "'", '=', '-', ' ', 'é', '\u0000', 'a'),
    maxLength: 30,
  });
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (texts) => {
      const result = runResult({ coverage: texts.map((each) => coverageRow({ text: each })), branches: [] });
      const rows = parseCsv(file('coverage.csv', result)).slice(1);
      expect(rows.map((cells) => cells.at(-3))).toEqual(
        texts.map((each) => (/^[=+\-@\t\r]/.test(each) ? `'${each}` : each)),
      );
    }),
  );
});
