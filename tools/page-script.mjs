import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

/** A part of the build: it puts what runs inside of a browser into one script, for a page cannot import from Node's modules. */
const folder = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), 'dist', 'target', 'chromium');

await build({
  input: path.join(folder, 'page', 'main.js'),
  platform: 'browser',
  // The fake timers ask Node for it where there is Node.
  external: ['util'],
  logLevel: 'warn',
  output: { file: path.join(folder, 'page-script.js'), format: 'iife' },
});
