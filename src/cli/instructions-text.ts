import type { Instruction } from '../explain/instructions.js';
import { wrapWords } from '../record/wrap-words.js';

/** All that somebody needs who plays a scenario. */
export interface InstructionSheet {
  readonly scenario: string;
  readonly title: string;
  readonly policy: string;
  readonly platform: 'web' | 'mobile';
  /** Why no capture can be judged by it, if so. */
  readonly unfit?: string;
  readonly steps: readonly Instruction[];
  /** The command that judges what was recorded. */
  readonly judge: string;
}

const lineWidth = 100;

/** As a person reads it beside the device. */
export function instructionsText({ scenario, title, policy, platform, unfit, steps, judge }: InstructionSheet): string {
  const width = String(steps.length).length + 2;
  const lines = [`${scenario} · ${title}`, `  with the lengths that the policy ${policy} has`, ''];
  if (unfit !== undefined) lines.push(...paragraph(`No capture can be judged by this scenario: ${unfit}.`, 2), '');
  lines.push('  Before', ...beforehand(platform).flatMap((each) => item('-', each, 4)), '', '  Steps');
  for (const { number, text, note } of steps) {
    lines.push(...item(`${number}.`.padStart(width), text, 4));
    if (note !== undefined) lines.push(...item(' '.repeat(width), `Note down: ${note}.`, 4));
  }
  lines.push('', '  Afterwards', ...afterwards.flatMap((each) => item('-', each, 4)), `    - ${judge}`, '');
  return lines.join('\n');
}

function beforehand(platform: InstructionSheet['platform']): string[] {
  return [
    platform === 'mobile'
      ? 'Install the app afresh, or clear its data: nothing may be left of an earlier run.'
      : 'Take a new profile of the browser: nothing may be left of an earlier visit.',
    'Its SDK has the address that lapse collect prints, as its data plane and its control plane.',
    'The app sends nothing but what the steps say, and what the SDK tracks of its own accord.',
  ];
}

const afterwards: readonly string[] = [
  'Wait a minute with the app open, so that everything is sent. Then end lapse collect with Ctrl+C.',
  'If a step was played otherwise, or twice, play all of it again.',
];

function item(mark: string, text: string, indent: number): string[] {
  const [first = '', ...rest] = wrapWords(text, lineWidth - indent - mark.length - 1);
  const margin = ' '.repeat(indent + mark.length + 1);
  return [`${' '.repeat(indent)}${mark} ${first}`, ...rest.map((line) => margin + line)];
}

function paragraph(text: string, indent: number): string[] {
  return wrapWords(text, lineWidth - indent).map((line) => ' '.repeat(indent) + line);
}
