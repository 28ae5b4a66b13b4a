import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Case } from '../record/case.js';
import { scenarioFilesOf } from '../scenario/select-files.js';
import { displayPath, InputError } from '../spec/input-error.js';
import { packageRoot } from '../spec/package-root.js';
import { yamlFilesIn } from '../spec/yaml-files.js';
import type { RunOptions } from '../suite/run.js';
import { type ExitCode, exitCodes } from '../suite/tally.js';
import { environment } from './environment.js';
import type { Sources } from './sources.js';
import { FileWatch, type WatchedFiles } from './watched-files.js';

export interface Watching {
  /** As on the command line: ids, globs, files or folders; all scenarios without any. */
  readonly selectors: readonly string[];
  readonly sources: Pick<Sources, 'scenarioFolders' | 'deviationFiles'>;
  /** Full paths of the scripts that the target runs. */
  readonly scripts: readonly string[];
  /** Reads everything that is selected anew. @throws InputError */
  readonly load: () => Promise<RunOptions>;
  /** Plays and tells. @throws InputError */
  readonly play: (options: RunOptions) => Promise<ExitCode>;
}

/**
 * Plays what is selected, and again what a change affects, until somebody interrupts it.
 * @returns never; the process ends with the exit code of the last run, or 3 when none was completed
 * @throws InputError when the options are wrong; what is wrong in a file can be mended while it waits
 */
export async function playAndWatch(watching: Watching): Promise<ExitCode> {
  let code: ExitCode = exitCodes.notJudged;
  const watch = new FileWatch(() => look(watching));
  environment.onInterrupt(() => environment.exit(code));
  try {
    let changed: ReadonlySet<string> | undefined;
    for (;;) {
      const outcome = await attempt(watching, changed);
      if (outcome.code !== undefined) code = outcome.code;
      environment.out(`\nwatching ${look(watching).files.length} files; Ctrl+C ends with exit code ${code}\n`);
      const now = await watch.changed();
      environment.out(`\n${now.map((file) => `changed: ${displayPath(file)}\n`).join('')}`);
      // What changed while something was wrong has not been played yet.
      changed = outcome.isDone ? new Set(now) : changed && new Set([...changed, ...now]);
    }
  } finally {
    watch.close();
  }
}

/** @param changed full paths; absent for the first run, which is of everything */
async function attempt(
  watching: Watching,
  changed: ReadonlySet<string> | undefined,
): Promise<{ readonly isDone: boolean; readonly code?: ExitCode }> {
  try {
    const options = await watching.load();
    const cases = changed === undefined ? options.cases : affectedBy(changed, options.cases, watching);
    if (changed !== undefined)
      environment.out(`played again: ${cases.length} of ${options.cases.length} scenarios\n\n`);
    if (cases.length === 0) return { isDone: true };
    return { isDone: true, code: await watching.play({ ...options, cases }) };
  } catch (error) {
    if (!(error instanceof InputError) || isAboutOptions(error, changed)) throw error;
    const { red } = environment.colours;
    for (const line of error.message.split('\n')) environment.error(`${red('error')}: ${line}\n`);
    return { isDone: false, code: exitCodes.badInput };
  }
}

/** Options cannot be mended while the process runs, and files can. */
function isAboutOptions({ problems }: InputError, changed: ReadonlySet<string> | undefined): boolean {
  return changed === undefined && problems.some(({ place }) => place === undefined);
}

/** A scenario affects its own cases, and anything else all of them. */
export function affectedBy(
  changed: ReadonlySet<string>,
  cases: readonly Case[],
  { scripts, sources }: Pick<Watching, 'scripts' | 'sources'>,
): readonly Case[] {
  const specification = path.join(packageRoot, 'spec') + path.sep;
  const shared = new Set([...scripts, ...ownDeviations(sources)]);
  if ([...changed].some((file) => shared.has(file) || file.startsWith(specification))) return cases;
  return cases.filter(({ place }) => changed.has(path.resolve(place.file)));
}

/** What the run depends on: scenarios, requirements, policies, deviations, suites and the scripts of the SDK. */
function look({ selectors, scripts, sources }: Watching): WatchedFiles {
  const specification = ['requirements', 'policies', 'deviations', 'suites'].map((name) =>
    path.join(packageRoot, 'spec', name),
  );
  return {
    files: [
      ...scenarioFilesOf(selectors, sources.scenarioFolders),
      ...specification.flatMap((folder) => yamlFilesIn(folder)),
      ...ownDeviations(sources),
      ...scripts,
    ],
    folders: [...specification, ...foldersOf(selectors, sources.scenarioFolders)],
  };
}

function ownDeviations({ deviationFiles }: Watching['sources']): string[] {
  return deviationFiles.map((file) => path.resolve(file));
}

/** The folders, with all below them, in which a new file would be selected. */
function foldersOf(selectors: readonly string[], scenarioFolders: readonly string[]): string[] {
  const all = scenarioFolders.map((folder) => path.resolve(folder));
  const tops = (selectors.length === 0 ? all : selectors).flatMap((selector) => {
    const stats = statSync(selector, { throwIfNoEntry: false });
    if (stats?.isFile() === true) return [];
    return stats?.isDirectory() === true ? [path.resolve(selector)] : all;
  });
  return [...new Set(tops)].flatMap((top) => [
    top,
    ...readdirSync(top, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => path.join(entry.parentPath, entry.name)),
  ]);
}
