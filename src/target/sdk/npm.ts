import { type ExecFileException, execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../../spec/input-error.js';

/** A slow line and a large package take a minute; then something is wrong. */
const limitMs = 180_000;

/**
 * Downloads the tarball of a package into a folder with the npm client, so that a person's registry, proxy and
 * credentials apply. Nothing is installed and no script is run.
 * @param spec `name@version`, `name@tag` or `name@^range`
 * @returns the tarball
 * @throws InputError when there is no such version, no registry that answers, or no npm
 */
export async function npmPack(spec: string, folder: string): Promise<string> {
  const { failure } = await runNpm([
    'pack',
    spec,
    '--pack-destination',
    folder,
    '--ignore-scripts',
    '--loglevel=error',
    // Npm would try for more than a minute before it says that there is no network.
    '--fetch-retries=1',
    '--fetch-retry-mintimeout=1000',
    '--fetch-retry-maxtimeout=1000',
  ]);
  if (failure !== undefined) throw new InputError([{ message: `${spec} could not be fetched: ${failure}` }]);
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined)
    throw new InputError([{ message: `${spec} could not be fetched: npm pack left no tarball` }]);
  return path.join(folder, tarball);
}

/**
 * All versions of a package that the registry has, in its order.
 * @throws InputError when there is no such package, no registry that answers, or no npm
 */
export async function npmVersions(name: string): Promise<readonly string[]> {
  const { failure, output } = await runNpm([
    'view',
    name,
    'versions',
    '--json',
    '--loglevel=error',
    '--fetch-retries=1',
  ]);
  const refuse = (reason: string): InputError =>
    new InputError([{ message: `the versions of ${name} are not known: ${reason}` }]);
  if (failure !== undefined) throw refuse(failure);
  const versions: unknown = parsed(output);
  // Of a package with one version, npm shows that version alone.
  if (typeof versions === 'string') return [versions];
  if (Array.isArray(versions) && versions.every((each) => typeof each === 'string')) return versions;
  throw refuse('npm view answered with something else');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface NpmEnd {
  /** Why it failed, if it did. */
  readonly failure?: string;
  readonly output: string;
}

function runNpm(words: readonly string[]): Promise<NpmEnd> {
  const client = process.env.npm_execpath;
  // Below `npx` and `npm run` it is known which file npm is. Windows has a script instead of a program, which needs a
  // shell; the words are quoted for it, and hold no quotes themselves.
  const [program, before, shell] =
    client?.endsWith('npm-cli.js') === true
      ? [process.execPath, [client], false]
      : ['npm', [], process.platform === 'win32'];
  const quoted = shell ? words.map((word) => `"${word}"`) : words;
  return new Promise((resolve) => {
    execFile(
      program,
      [...before, ...quoted],
      { shell, timeout: limitMs, encoding: 'utf8' },
      (error, output, stderr) => {
        resolve({ output, ...(error === null ? {} : { failure: reasonOf(error, stderr) }) });
      },
    );
  });
}

/** Npm's own words are many lines; what a person can act on is the code. */
function reasonOf(error: ExecFileException, stderr: string): string {
  if (error.code === 'ENOENT') return 'the npm client is needed for it, and there is no npm on the PATH';
  if (error.killed === true) return `npm did not come to an end within ${limitMs / 1_000} s`;
  const code = /^npm (?:ERR!|error) code (\S+)$/m.exec(stderr)?.[1];
  switch (code) {
    case 'ETARGET':
    case 'E404':
      return 'the registry has no such version';
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'ETIMEDOUT':
    case 'ERR_SOCKET_TIMEOUT':
      return `the registry cannot be reached (${code})`;
    case undefined:
      return `npm failed: ${stderr.trim().split('\n')[0] || error.message.split('\n')[0]}`;
    default:
      return `npm failed with ${code}`;
  }
}
