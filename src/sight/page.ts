import { escapeMarkup } from '../record/markup.js';
import { formatCell } from './format.js';
import { plotOf } from './plot-of.js';
import type { Sight } from './sight.js';

export interface PageText {
  readonly title: string;
  readonly question: string;
  /** What it was made of, such as population, users, days and seed. */
  readonly origin: string;
  /** What made it, and whether the data is real, at the end. */
  readonly footer: string;
}

const style = `
:root{color-scheme:light dark;--ground:#f6f8fa;--card:#fff;--ink:#1f2328;--quiet:#57606a;--edge:#d8dee4;--mark:#0072b2}
@media (prefers-color-scheme:dark){:root{--ground:#010409;--card:#0d1117;--ink:#e6edf3;--quiet:#9ea7b3;--edge:#30363d;--mark:#56b4e9}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
header,main,footer{max-width:1120px;margin:0 auto;padding:0 20px}
header{padding-top:28px}
h1{font-size:26px;line-height:1.25;margin:0 0 6px}
h2{font-size:17px;margin:0 0 4px}
header p{margin:0 0 4px;max-width:70ch}.quiet{color:var(--quiet);font-size:13px}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;margin:20px 0 4px;padding:0}
.figures div{background:var(--card);border:1px solid var(--edge);border-radius:8px;padding:12px 14px}
.figures dt{color:var(--quiet);font-size:13px;line-height:1.3}.figures dd{margin:2px 0 0;white-space:nowrap;font-size:21px;font-weight:600;font-variant-numeric:tabular-nums}
main{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:16px;padding-top:16px;padding-bottom:28px}
section{background:var(--card);border:1px solid var(--edge);border-radius:8px;padding:16px;min-width:0}
section p{margin:0 0 10px;color:var(--quiet)}
svg.plot{display:block;width:100%;height:auto;margin:0 0 8px}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:13px;font-variant-numeric:tabular-nums}
th,td{padding:4px 10px 4px 0;text-align:left;border-bottom:1px solid var(--edge);vertical-align:top}
thead th{color:var(--quiet);font-weight:500}tbody th{font-weight:400}
.number{text-align:right;white-space:nowrap}
details>summary{cursor:pointer;color:var(--mark);font-size:13px;padding:4px 0}
:focus-visible{outline:2px solid var(--mark);outline-offset:2px}
footer{padding-bottom:28px}
@media (max-width:760px){main{grid-template-columns:minmax(0,1fr)}header,main,footer{padding-left:12px;padding-right:12px}h1{font-size:22px}}
@media print{body{background:#fff}section{break-inside:avoid}}
`;

/** A table that is longer than this is folded in, for the plot says it. */
const longestOpenTable = 7;

/** One page that stands alone: nothing is fetched, and no script is run. */
export function describeAsPage(sights: readonly Sight[], { title, question, origin, footer }: PageText): string {
  const [overview, ...others] = sights;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeMarkup(title)}</title>
<style>${style.trim()}</style>
</head>
<body>
<header>
<h1>${escapeMarkup(title)}</h1>
<p>${escapeMarkup(question)}</p>
<p class="quiet">${escapeMarkup(origin)}</p>
${overview === undefined ? '' : figures(overview)}
</header>
<main>
${others.map(card).join('\n')}
</main>
<footer class="quiet">${escapeMarkup(footer)}</footer>
</body>
</html>
`;
}

function figures({ rows }: Sight): string {
  const items = rows.map(
    ([name, value]) => `<div><dt>${escapeMarkup(String(name))}</dt><dd>${escapeMarkup(String(value))}</dd></div>`,
  );
  return `<dl class="figures">\n${items.join('\n')}\n</dl>`;
}

function card(sight: Sight): string {
  const plot = plotOf(sight);
  const isFolded = plot !== undefined && sight.rows.length > longestOpenTable;
  const table = tableOf(sight);
  return `<section id="${sight.id}" aria-labelledby="${sight.id}-title">
<h2 id="${sight.id}-title">${escapeMarkup(sight.title)}</h2>
<p>${escapeMarkup(sight.text)}</p>
${plot ?? ''}${isFolded ? `<details><summary>The figures as a table</summary>${table}</details>` : table}
</section>`;
}

function tableOf({ title, columns, rows }: Sight): string {
  const kind = (at: number): string => (columns[at]?.kind === 'text' ? '' : ' class="number"');
  const head = columns.map((column, at) => `<th scope="col"${kind(at)}>${escapeMarkup(column.title)}</th>`).join('');
  const body = rows.map((row) => {
    const cells = row.map((cell, at) => {
      const shown = escapeMarkup(formatCell(cell, columns[at]?.kind ?? 'text'));
      return at === 0 ? `<th scope="row">${shown}</th>` : `<td${kind(at)}>${shown}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escapeMarkup(title)}, as a table"><table>
<thead><tr>${head}</tr></thead>
<tbody>
${body.join('\n')}
</tbody></table></div>`;
}
