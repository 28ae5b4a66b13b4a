import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** The YAML library. It is loaded only where something is parsed or written, which most commands have no need of. */
export function yamlLibrary(): typeof import('yaml') {
  return require('yaml');
}
