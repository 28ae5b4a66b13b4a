import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { create } from 'tar';
import { writeFiles } from './package-folder.js';

/** A package as it is published: files with forward slashes, among them a `package.json`. */
export interface Published {
  readonly version: string;
  readonly files: Readonly<Record<string, string>>;
}

export interface Registry {
  /** What the real npm client and the cache need to know, as variables of the environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** The cache, which is empty at first. */
  readonly cache: string;
  /** The tarballs that were asked for, in order. */
  readonly fetched: readonly string[];
}

/** Runs `use` with a registry on this machine that has these versions of one package; the last one is the latest. */
export async function withRegistry(
  name: string,
  published: readonly Published[],
  use: (registry: Registry) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lapse-registry-'));
  const tarballs = new Map(
    published.map((each) => [`${each.version}.tgz`, pack(path.join(folder, each.version), each)]),
  );
  const fetched: string[] = [];
  const server = createServer((request, response) => {
    const { url = '' } = request;
    const file = path.posix.basename(url);
    const tarball = tarballs.get(file);
    if (tarball !== undefined) {
      fetched.push(file);
      response.end(tarball);
    } else if (decodeURIComponent(url) === `/${name}`) {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(packument(name, tarballs, `http://${request.headers.host}`)));
    } else {
      response.statusCode = 404;
      response.end('{}');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const cache = path.join(folder, 'cache');
    const { port } = server.address() as AddressInfo;
    const environment = {
      LAPSE_CACHE: cache,
      npm_config_registry: `http://127.0.0.1:${port}/`,
      npm_config_cache: path.join(folder, 'npm'),
      npm_config_update_notifier: 'false',
    };
    await use({ environment, cache, fetched });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true, force: true });
  }
}

function pack(folder: string, { files }: Published): Buffer {
  writeFiles(path.join(folder, 'package'), files);
  const file = path.join(folder, 'package.tgz');
  create({ cwd: folder, file, gzip: true, sync: true, portable: true }, ['package']);
  return readFileSync(file);
}

function packument(name: string, tarballs: ReadonlyMap<string, Buffer>, origin: string): object {
  const versions = [...tarballs].map(([file, content]) => {
    const version = path.basename(file, '.tgz');
    const integrity = `sha512-${createHash('sha512').update(content).digest('base64')}`;
    return [version, { name, version, dist: { tarball: `${origin}/tarballs/${file}`, integrity } }] as const;
  });
  return { name, 'dist-tags': { latest: versions.at(-1)?.[0] }, versions: Object.fromEntries(versions) };
}
