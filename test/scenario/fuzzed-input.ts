import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { allCases } from '../../src/scenario/cases.js';
import { readScenarioFiles } from '../../src/scenario/load-scenarios.js';
import { loadDeviations } from '../../src/spec/deviations.js';
import { formatProblem, InputError, type InputProblem, throwProblems } from '../../src/spec/input-error.js';
import { packageRoot } from '../../src/spec/package-root.js';
import { loadPolicy } from '../../src/spec/policies.js';
import { loadRequirements } from '../../src/spec/requirements.js';
import { hostMonotonicMs } from '../../src/time/host.js';
import { hostileBytes, textsBelow } from './hostile-texts.js';

/** What people write, each kind with the way in which the command line reads it. */
export const kinds = {
  scenario: { below: 'scenarios', name: 'mine/x.yaml', read: readScenario },
  requirement: { below: 'spec/requirements', name: 'timeout.yaml', read: (folder: string) => loadRequirements(folder) },
  policy: { below: 'spec/policies', name: 'x.yaml', read: (folder: string) => loadPolicy('x', folder) },
  deviation: {
    below: 'spec/deviations',
    name: 'x.yaml',
    read: (folder: string) => loadDeviations('x', { folder, registry }),
  },
} as const;

const registry = loadRequirements();
const policy = loadPolicy('rudderstack-web');

function readScenario(folder: string): void {
  const problems: InputProblem[] = [];
  const files = readScenarioFiles([join(folder, 'mine')], { registry, policy }, problems);
  allCases(files, policy);
  throwProblems(problems);
}

/** How an input ended: accepted, or told what is wrong with it; and how often it was which. */
export interface Tally {
  accepted: number;
  refused: number;
  readonly messages: Map<string, number>;
  /** Real time of the slowest input. */
  slowestMs: number;
}

/** Reads so many inputs that are mostly wrong. Each must be accepted or told, at a line that the file has. */
export function readFuzzed(kind: keyof typeof kinds, count: number, seed: number): Tally {
  const { below, name, read } = kinds[kind];
  const texts = textsBelow(join(packageRoot, below));
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lapse-')));
  const tally: Tally = { accepted: 0, refused: 0, messages: new Map(), slowestMs: 0 };
  try {
    mkdirSync(join(folder, 'mine'));
    fc.assert(
      fc.property(hostileBytes(texts), (bytes) => {
        writeFileSync(join(folder, name), bytes);
        const startedMs = hostMonotonicMs();
        const problems = problemsOf(() => read(folder));
        tally.slowestMs = Math.max(tally.slowestMs, hostMonotonicMs() - startedMs);
        if (problems === undefined) tally.accepted += 1;
        else tally.refused += 1;
        for (const problem of problems ?? []) checkProblem(problem, bytes, tally);
      }),
      { numRuns: count, seed, endOnFailure: false, verbose: 0 },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
  return tally;
}

function problemsOf(read: () => unknown): readonly InputProblem[] | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    // Whatever else is thrown is what is looked for, and fails the property.
    if (error instanceof InputError) return error.problems;
    throw error;
  }
}

function checkProblem(problem: InputProblem, bytes: Uint8Array, tally: Tally): void {
  const { place, message } = problem;
  const words = message.replace(/"(?:[^"\\]|\\.)*"|\[?\d+\]?/g, '…').slice(0, 60);
  tally.messages.set(words, (tally.messages.get(words) ?? 0) + 1);
  if (/\p{Cc}/u.test(formatProblem(problem))) throw new Error(`a message with control characters: ${message}`);
  const lineCount = bytes.reduce((lines, byte) => lines + (byte === 10 ? 1 : 0), 1);
  const { line = 0, column = 0 } = place ?? {};
  if (!(line >= 1 && line <= lineCount && column >= 1)) throw new Error(`no such place: ${line}:${column}: ${message}`);
}
