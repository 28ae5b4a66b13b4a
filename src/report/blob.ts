import path from 'node:path';
import { blobFileName, blobText } from '../record/blob.js';
import { packagePath } from '../spec/package-root.js';
import type { Reporter } from './reporter.js';
import { verifiedLine } from './verified.js';

/** The whole result of a shard in one file, for `lapse merge`. */
export const blobReporter: Reporter = {
  id: 'blob',
  title: 'the whole result of a shard, to be merged with the others by lapse merge',
  files: (result) => {
    const scenarios = result.cases.map((each) => each.case.id);
    const name = blobFileName(result.part ?? { sha256: '', scenarios, shard: { number: 1, of: 1 } });
    return new Map([[name, blobText(result, verifiedLine(result), shownFile)]]);
  },
};

/** A file of somebody's own that lies elsewhere is known to other machines by its name alone. */
function shownFile(file: string): string {
  const shown = packagePath(file);
  return path.isAbsolute(shown) || shown.startsWith('../') ? path.basename(shown) : shown;
}
