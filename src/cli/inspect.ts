import type { Case } from '../record/case.js';
import { InputError } from '../spec/input-error.js';
import type { Inspection } from '../target/index.js';
import { environment } from './environment.js';
import { type Given, wholeNumberOf } from './given.js';

/** For yargs. */
export const inspectOptions = {
  inspect: {
    type: 'string',
    describe: 'Pause in a debugger before a step of the one scenario; default: the first that loads the SDK',
  },
  'inspect-port': {
    type: 'string',
    default: '9229',
    requiresArg: true,
    describe: 'Port of the debugger on 127.0.0.1; 0: any that is free',
  },
} as const;

/** Whether `--inspect` was given; its value is optional. */
export function isInspecting(given: Given): boolean {
  return given.inspect !== undefined;
}

/**
 * The scenario in `--inspect timeout/beyond`: a word behind the option is its value for the parser, and what is no
 * number is no step.
 */
export function inspectedSelector(given: Given): string[] {
  return typeof given.inspect === 'string' && /\D/.test(given.inspect) ? [given.inspect] : [];
}

/**
 * What `--inspect` asks for.
 * @throws InputError when it is not one scenario, or the scenario has no such step
 */
export function inspectionOf(given: Given, cases: readonly Case[]): Inspection {
  const [scenario, another] = cases;
  if (scenario === undefined || another !== undefined) {
    const message = `--inspect wants one scenario, and ${cases.length} are selected`;
    throw new InputError([{ message, allowed: `one id, such as ${scenario?.id ?? 'timeout/within'}` }]);
  }
  const { id, steps } = scenario.timeline;
  const isStepGiven = given.inspect !== '' && inspectedSelector(given).length === 0;
  return {
    timeline: id,
    step: isStepGiven ? wholeNumberOf(given, 'inspect', 1, steps.length) - 1 : firstLoad(scenario),
    port: wholeNumberOf(given, 'inspect-port', 0, 65_535),
    onListening: tellHowToAttach,
  };
}

const loading: ReadonlySet<string> = new Set(['load', 'reload', 'navigate', 'restart']);

function firstLoad({ timeline }: Case): number {
  return Math.max(
    0,
    timeline.steps.findIndex(({ action }) => loading.has(action.kind)),
  );
}

function tellHowToAttach(url: string): void {
  const { host } = new URL(url);
  environment.error(
    [
      'The run goes on when a debugger is attached:',
      `  Chrome: open chrome://inspect, have ${host} among the targets that it discovers, and choose "inspect"`,
      `  an editor: attach to a Node process at ${host}`,
      `  anything else: ${url}`,
      '',
    ].join('\n'),
  );
}
