import type { LogExcerpt, LogLine } from '../explain/step-log.js';
import type { Witness } from '../explain/witness.js';

export interface WitnessPaints {
  readonly bold: (text: string) => string;
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly quiet: (text: string) => string;
}

/** A witness as it stands on a console: the requirement, the steps with what the SDK logged in them, and the difference. */
export function witnessLines(witness: Witness, paints: WitnessPaints): string[] {
  const { requirement, steps, between, expected, observed, message } = witness;
  const lines = [`  ${requirement.id} (${requirement.level}, ${requirement.basis}): ${requirement.text}`];
  const width = Math.max(0, ...steps.map(({ time }) => time.length));
  const margin = ' '.repeat(width + 6);
  const logLine = ({ level, text }: LogLine): string => {
    const paint = level === 'error' ? paints.error : level === 'warn' ? paints.warning : paints.quiet;
    return paint(`${level} ${text}`);
  };
  const moreLines = ({ more }: LogExcerpt, indent: string): string[] =>
    more === 0 ? [] : [`${indent}${paints.quiet(`… and ${more} more`)}`];
  let before = 0;
  for (const [index, { number, time, client, text, culprit, log }] of steps.entries()) {
    const asides = between.lines.filter(({ step }) => step >= before && step < number);
    lines.push(...asides.map((aside) => `${margin}   (step ${aside.step + 1}) ${logLine(aside)}`));
    if (index === steps.length - 1) lines.push(...moreLines(between, `${margin}   (in between) `));
    before = number;
    const line = `${time.padStart(width)} ─ step ${number}, ${client}: ${text}`;
    lines.push(`    ${culprit ? paints.bold(`▶ ${line}`) : `  ${line}`}`);
    lines.push(...log.lines.map((each) => `${margin}   ${logLine(each)}`), ...moreLines(log, `${margin}   `));
  }
  if (expected === '' && observed === '') lines.push(`    ${message}`);
  else lines.push(`      expected  ${expected === '' ? requirement.text : expected}`, `      observed  ${observed}`);
  return lines;
}
