import { spawnSync } from 'node:child_process';
import { packageRoot } from '../../src/spec/package-root.js';

/** What npm would publish: the files by their paths, and how much they take unpacked, in bytes. */
export interface Packed {
  readonly files: readonly string[];
  readonly unpackedSize: number;
}

/**
 * Asks npm, which runs no script of the package and no network for it.
 * @param folder where the tarball is written; without one, none is
 */
export function npmPack(folder?: string): Packed & { readonly filename: string } {
  const where = folder === undefined ? ['--dry-run'] : ['--pack-destination', folder];
  const words = ['pack', '--json', '--ignore-scripts', '--offline', ...where];
  const { stdout } = spawnSync('npm', words, {
    cwd: packageRoot,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const [packed]: { files: { path: string }[]; unpackedSize: number; filename: string }[] = JSON.parse(stdout);
  if (packed === undefined) throw new Error('npm packed nothing');
  const { files, unpackedSize, filename } = packed;
  return { files: files.map(({ path }) => path), unpackedSize, filename };
}
