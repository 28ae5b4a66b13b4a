import { execFile, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { packageRoot } from '../../src/spec/package-root.js';

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the real command line, as built, in a process of its own. */
export function lapse(
  words: readonly string[],
  options: { cwd?: string; env?: Record<string, string>; input?: string; engine?: readonly string[] } = {},
): Outcome {
  const main = path.join(packageRoot, 'dist', 'cli', 'main.js');
  const { FORCE_COLOR: _colour, CI: _pipeline, ...inherited } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [...(options.engine ?? []), main, ...words], {
    cwd: options.cwd ?? packageRoot,
    env: { ...inherited, ...options.env },
    ...(options.input === undefined ? {} : { input: options.input }),
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
  const { FORCE_COLOR: _colour, CI: _pipeline, ...inherited } = process.env;
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [main, ...words],
      { cwd: options.cwd ?? packageRoot, env: { ...inherited, ...options.env }, maxBuffer: 256 * 1024 * 1024 },
      (_error, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

/** Runs `use` with a new empty folder, which is gone once it has ended. */
export function withFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(path.join(tmpdir(), 'lapse-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  let isPending = false;
  try {
    const result = use(folder);
    isPending = result instanceof Promise;
    if (result instanceof Promise) result.then(remove, remove);
    return result;
  } finally {
    if (!isPending) remove();
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

/** Resolves when something whose name begins so appears in the folder, which is there; call it before what makes it. */
export function appearing(folder: string, beginning: string): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(folder, (_event, name) => {
      if (name?.startsWith(beginning) !== true) return;
      watcher.close();
      resolve();
    });
  });
}

/** The one number of the output that depends on the machine. */
export function withoutRealTime(text: string): string {
  return text.replace(/ in \d+\.\d s$/gm, ' in N s');
}

/** The real command line while it runs. */
export interface RunningLapse {
  /**
   * Resolves when one of the two outputs so far matches, each from its own last match on; rejects when the process ends
   * before. They are two pipes, of which either may be read first, whatever was written first.
   */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  interrupt(): void;
  /** As a pipeline ends what takes too long. */
  terminate(): void;
  /** As nobody can refuse. */
  kill(): void;
  readonly outcome: Promise<Outcome>;
}

/** Starts the real command line, as built, in a process of its own that does not outlive the test. */
export function startLapse(
  words: readonly string[],
  options: { cwd?: string; main?: string; env?: Record<string, string> } = {},
): RunningLapse {
  const main = options.main ?? path.join(packageRoot, 'dist', 'cli', 'main.js');
  const { FORCE_COLOR: _colour, CI: _pipeline, ...inherited } = process.env;
  const child = spawn(process.execPath, [main, ...words], {
    cwd: options.cwd ?? packageRoot,
    env: { ...inherited, ...options.env },
  });
  // A test that fails half-way must leave nobody waiting.
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let [stdout, stderr] = ['', ''];
  const unread = { stdout: '', stderr: '' };
  let onOutput: () => void = () => {};
  let isOver = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    unread.stdout += text;
    onOutput();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    unread.stderr += text;
    onOutput();
  });
  const outcome = new Promise<Outcome>((resolve) => {
    child.on('close', (code) => {
      isOver = true;
      resolve({ code, stdout, stderr });
      onOutput();
    });
  });
  return {
    async until(pattern) {
      for (;;) {
        for (const output of ['stdout', 'stderr'] as const) {
          const match = pattern.exec(unread[output]);
          if (match === null) continue;
          unread[output] = unread[output].slice(match.index + match[0].length);
          return match;
        }
        if (isOver) throw new Error(`${words.join(' ')} ended without ${pattern}:\n${stdout}${stderr}`);
        await new Promise<void>((resolve) => {
          onOutput = resolve;
        });
      }
    },
    interrupt: () => child.kill('SIGINT'),
    terminate: () => child.kill('SIGTERM'),
    kill: () => child.kill('SIGKILL'),
    outcome,
  };
}
