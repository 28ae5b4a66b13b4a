import type { Command } from '../command.js';

/**
 * The commands by their names, in the order in which the help lists them. A command is loaded when it is asked for: all of
 * them together are most of what there is, and take longer to load than many of them take to run.
 */
const loaders: Readonly<Record<string, () => Promise<Command>>> = {
  init: async () => (await import('./init.js')).initCommand,
  run: async () => (await import('./run.js')).runCommand,
  deviations: async () => (await import('./deviations.js')).deviationsCommand,
  merge: async () => (await import('./merge.js')).mergeCommand,
  compare: async () => (await import('./compare.js')).compareCommand,
  trend: async () => (await import('./trend.js')).trendCommand,
  replay: async () => (await import('./replay.js')).replayCommand,
  judge: async () => (await import('./judge.js')).judgeCommand,
  collect: async () => (await import('./collect.js')).collectCommand,
  play: async () => (await import('./play.js')).playCommand,
  diff: async () => (await import('./diff.js')).diffCommand,
  doctor: async () => (await import('./doctor.js')).doctorCommand,
  fuzz: async () => (await import('./fuzz.js')).fuzzCommand,
  generate: async () => (await import('./generate.js')).generateCommand,
  check: async () => (await import('./check.js')).checkCommand,
  describe: async () => (await import('./describe.js')).describeCommand,
  answer: async () => (await import('./answer.js')).answerCommand,
  sessionize: async () => (await import('./sessionize.js')).sessionizeCommand,
  sql: async () => (await import('./sql.js')).sqlCommand,
  verify: async () => (await import('./verify.js')).verifyCommand,
  audit: async () => (await import('./audit.js')).auditCommand,
  whatif: async () => (await import('./whatif.js')).whatIfCommand,
  list: async () => (await import('./list.js')).listCommand,
  explain: async () => (await import('./explain.js')).explainCommand,
  validate: async () => (await import('./validate.js')).validateCommand,
  coverage: async () => (await import('./coverage.js')).coverageCommand,
  mutants: async () => (await import('./mutants.js')).mutantsCommand,
  publish: async () => (await import('./publish.js')).publishCommand,
};

export const commandNames: readonly string[] = Object.keys(loaders);

/** The command of this name; nothing if there is none. */
export async function loadCommand(name: string): Promise<Command | undefined> {
  return Object.hasOwn(loaders, name) ? loaders[name]?.() : undefined;
}

export function loadCommands(): Promise<Command[]> {
  return Promise.all(Object.values(loaders).map((load) => load()));
}
