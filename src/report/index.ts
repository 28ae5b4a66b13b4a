import { badgeReporter } from './badge.js';
import { blobReporter } from './blob.js';
import { csvReporter } from './csv.js';
import { githubReporter } from './github.js';
import { htmlReporter } from './html.js';
import { jsonReporter } from './json.js';
import { junitReporter } from './junit.js';
import { markdownReporter } from './markdown.js';
import type { Reporter } from './reporter.js';
import { tapReporter } from './tap.js';

export type { Reporter } from './reporter.js';

/** Every reporter that writes files, by id. */
export const reporters: ReadonlyMap<string, Reporter> = new Map(
  [
    csvReporter,
    jsonReporter,
    junitReporter,
    markdownReporter,
    htmlReporter,
    githubReporter,
    tapReporter,
    badgeReporter,
    blobReporter,
  ].map((reporter) => [reporter.id, reporter]),
);
