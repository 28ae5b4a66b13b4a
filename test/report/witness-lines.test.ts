import { describe, expect, test } from 'vitest';
import type { LogExcerpt } from '../../src/explain/step-log.js';
import type { Witness, WitnessStep } from '../../src/explain/witness.js';
import { type WitnessPaints, witnessLines } from '../../src/report/witness-lines.js';

const silent: LogExcerpt = { lines: [], more: 0 };

const step = (number: number, changes: Partial<WitnessStep> = {}): WitnessStep => ({
  number,
  time: `${number}m`,
  client: 'tab1',
  text: 'track "Viewed"',
  culprit: false,
  log: silent,
  ...changes,
});

const witness = (changes: Partial<Witness> = {}): Witness => ({
  requirement: {
    id: 'SES-START-001',
    level: 'MUST',
    basis: 'documented',
    text: 'The first event opens a session.',
  },
  steps: [step(2), step(10, { culprit: true })],
  between: silent,
  expected: 'a new session',
  observed: 'none',
  message: 'not new',
  ...changes,
});

const quiet: WitnessPaints = { bold: String, error: String, warning: String, quiet: String };
const show = (changes: Partial<Witness>, paints = quiet): string =>
  `\n${witnessLines(witness(changes), paints).join('\n')}\n`;

describe('a witness on a console', () => {
  test('shows the log beside the steps that caused it, and warnings of the steps between', () => {
    const log: LogExcerpt = {
      lines: [
        { step: 1, level: 'info', text: 'ready' },
        { step: 1, level: 'warn', text: 'the timeout is short' },
      ],
      more: 4,
    };
    const between: LogExcerpt = {
      lines: [
        { step: 2, level: 'warn', text: 'close to the limit' },
        { step: 8, level: 'error', text: 'Uncaught (in promise) no storage' },
      ],
      more: 2,
    };
    expect(show({ steps: [step(2, { log }), step(5), step(10, { culprit: true })], between })).toMatchInlineSnapshot(`
      "
        SES-START-001 (MUST, documented): The first event opens a session.
             2m ─ step 2, tab1: track "Viewed"
                  info ready
                  warn the timeout is short
                  … and 4 more
                  (step 3) warn close to the limit
             5m ─ step 5, tab1: track "Viewed"
                  (step 9) error Uncaught (in promise) no storage
                  (in between) … and 2 more
          ▶ 10m ─ step 10, tab1: track "Viewed"
            expected  a new session
            observed  none
      "
    `);
  });

  test('without steps only says what differs', () => {
    expect(show({ steps: [], expected: '', observed: '' })).toMatchInlineSnapshot(`
      "
        SES-START-001 (MUST, documented): The first event opens a session.
          not new
      "
    `);
    expect(show({ steps: [], expected: '' })).toMatchInlineSnapshot(`
      "
        SES-START-001 (MUST, documented): The first event opens a session.
            expected  The first event opens a session.
            observed  none
      "
    `);
  });

  test('paints lines by their level', () => {
    const log: LogExcerpt = {
      lines: [
        { step: 1, level: 'error', text: 'a' },
        { step: 1, level: 'warn', text: 'b' },
        { step: 1, level: 'debug', text: 'c' },
      ],
      more: 0,
    };
    const mark = (name: string) => (text: string) => `<${name} ${text}>`;
    const paints = { bold: mark('bold'), error: mark('red'), warning: mark('yellow'), quiet: mark('dim') };
    const text = show({ steps: [step(2, { log, culprit: true })] }, paints);
    expect(text).toContain('<bold ▶ 2m ─ step 2, tab1: track "Viewed">\n');
    for (const line of ['<red error a>', '<yellow warn b>', '<dim debug c>']) expect(text).toContain(`${line}\n`);
  });
});
