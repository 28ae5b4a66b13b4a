import { createHash } from 'node:crypto';
import { escapeMarkup } from '../../record/markup.js';
import { pageStyle } from './style.js';

/** A page; all but `title` and `footer` is markup already. */
export interface Page {
  readonly title: string;
  /** What stands in the header, the first heading among it. */
  readonly header: string;
  /** The parts of the page in their order, by the id of their heading. */
  readonly parts: readonly PagePart[];
  /** Where the link for those who skip the rest leads, and what it says. */
  readonly skipTo: { readonly id: string; readonly words: string };
  readonly footer: string;
  /** A program that the page runs, or an empty text; it must read well without. */
  readonly script: string;
}

export interface PagePart {
  readonly id: string;
  readonly heading: string;
  readonly content: string;
}

/**
 * A page in one file. It fetches nothing, and its policy lets no style and no program of others run, whatever got into
 * the markup.
 */
export function framed({ title, header, parts, skipTo, footer, script }: Page): string {
  const policy = [
    "default-src 'none'",
    `style-src ${sourceOf(pageStyle)}`,
    `script-src ${script === '' ? "'none'" : sourceOf(script)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${escapeMarkup(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<a class="skip" href="#${skipTo.id}">${escapeMarkup(skipTo.words)}</a>
<header>
${header}
</header>
<nav aria-label="Parts of this page"><ul>${parts.map(({ id, heading }) => `<li><a href="#${id}">${escapeMarkup(heading)}</a></li>`).join('')}</ul></nav>
<main>
${parts.map(partOf).join('\n')}
</main>
<footer>${escapeMarkup(footer)}</footer>
${script === '' ? '' : `<script>${script}</script>\n`}</body>
</html>
`;
}

function partOf({ id, heading, content }: PagePart): string {
  return `<section aria-labelledby="${id}">
<h2 id="${id}" tabindex="-1">${escapeMarkup(heading)}</h2>
${content}
</section>`;
}

function sourceOf(inline: string): string {
  return `'sha256-${createHash('sha256').update(inline).digest('base64')}'`;
}
