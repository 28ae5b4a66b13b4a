import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packageRoot } from '../../src/spec/package-root.js';

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the real command line, as built, in a process of its own. */
export function lapse(words: readonly string[], options: { cwd?: string; env?: Record<string, string> } = {}): Outcome {
  const main = path.join(packageRoot, 'dist', 'cli', 'main.js');
  const { FORCE_COLOR: _colour, ...inherited } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...words], {
    cwd: options.cwd ?? packageRoot,
    env: { ...inherited, ...options.env },
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  return { code: status, stdout, stderr };
}

/** The same beside what else goes on in this process, such as a server, or another one of these. */
export function lapseAside(
  words: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<Outcome> {
  const main = path.join(packageRoot, 'dist', 'cli', 'main.js');
  const { FORCE_COLOR: _colour, ...inherited } = process.env;
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [main, ...words],
      { cwd: options.cwd ?? packageRoot, env: { ...inherited, ...options.env }, maxBuffer: 256 * 1024 * 1024 },
      (_error, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

/** Runs `use` with a new empty folder, which is gone afterwards. */
export function withFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(path.join(tmpdir(), 'lapse-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Name to content, of all files in a folder. */
export function filesIn(folder: string): Map<string, string> {
  return new Map(
    readdirSync(folder)
      .sort()
      .map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]),
  );
}

/** The one number of the output that depends on the machine. */
export function withoutRealTime(text: string): string {
  return text.replace(/ in \d+\.\d s$/gm, ' in N s');
}
