import { escapeMarkup } from '../record/markup.js';
import { countOf } from './count.js';
import { doesNotHold, isJudged } from './outcomes.js';
import { framed } from './page/frame.js';
import { anchorOf, outcomeMark, prose, written } from './page/words.js';
import { witnessAnchor } from './witness-page.js';

/** What the page tells of one target; the files of its folder lie beside the page. */
export interface PublishedTarget {
  readonly target: string;
  /** What was judged, with its version. */
  readonly subject: string;
  /** Where it ran, and whether an SDK did. */
  readonly execution: string;
  readonly kind: TargetKind;
  readonly edition: string;
  readonly policy: string;
  readonly folder: string;
  /** By section, what became of each requirement of the edition. */
  readonly outcomes: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export type TargetKind = 'executed' | 'model' | 'announcement';

export interface PublishedPage {
  readonly targets: readonly PublishedTarget[];
  readonly sections: readonly string[];
  /** The sentences of the requirements, by id. */
  readonly sentences: ReadonlyMap<string, string>;
  /** Files about several versions of an SDK, relative to the page. */
  readonly trends: readonly string[];
}

const kinds: Readonly<Record<TargetKind, { readonly heading: string; readonly mark: string }>> = {
  executed: { heading: 'SDKs that were executed', mark: '● executed' },
  model: { heading: 'Models, no SDK executed', mark: '○ model' },
  announcement: { heading: 'What was announced in 2022, played by the engine', mark: '◇ engine' },
};

/** One page of all published results: SDKs and versions against the sections of the specification. */
export function publishedPage(page: PublishedPage): string {
  const { targets, trends } = page;
  return framed({
    title: 'What Lapse finds in each SDK',
    header: `<h1>Session tracking, SDK by SDK</h1>
<p>What Lapse finds in each SDK by today's suite. An executed SDK is the vendor's own file, run under a virtual clock. A model plays what was read in the source of an SDK, and nothing of that SDK is run.</p>`,
    parts: [
      { id: 'sections', heading: 'By section', content: matrix(page) },
      ...(trends.length === 0 ? [] : [{ id: 'versions', heading: 'Over versions', content: trendList(trends) }]),
      {
        id: 'targets',
        heading: 'What does not hold',
        content: targets.map((each) => targetPart(each, page)).join('\n'),
      },
    ],
    skipTo: { id: 'targets', words: 'Skip to what does not hold' },
    footer: 'Renewed by npm run results. The reports are explained in reports/README.md.',
    script: '',
  });
}

function matrix({ targets, sections }: PublishedPage): string {
  const head = sections.map((section) => `<th scope="col">${written(section)}</th>`).join('');
  const groups = (Object.keys(kinds) as TargetKind[]).flatMap((kind) => {
    const own = targets.filter((each) => each.kind === kind);
    if (own.length === 0) return [];
    const heading = `<tr><th scope="rowgroup" colspan="${sections.length + 1}" class="kind-of">${kinds[kind].heading}</th></tr>`;
    return [`<tbody>${heading}${own.map((each) => matrixRow(each, sections)).join('\n')}</tbody>`];
  });
  return `<p class="quiet">✓ all requirements of the section that were judged hold · ✗ so many do not, with their witnesses · – none was judged</p>
<div class="scroll" role="region" aria-label="Targets by section" tabindex="0"><table class="matrix">
<caption>How many requirements of each section do not hold</caption>
<thead><tr><th scope="col">target</th>${head}</tr></thead>
${groups.join('\n')}</table></div>`;
}

function matrixRow(each: PublishedTarget, sections: readonly string[]): string {
  const { target, subject, kind } = each;
  const cells = sections.map((section) => `<td>${cell(each, section)}</td>`).join('');
  return `<tr><th scope="row"><a href="#${anchorOf('target', target)}">${written(shortName(subject))}</a><br><span class="quiet">${kinds[kind].mark}</span></th>${cells}</tr>`;
}

/** The name of an SDK says what it is, and the row already that it is a model. */
function shortName(subject: string): string {
  return subject.replace(/^(model of the|reference engine,) /, '').replace(/^RudderStack /, '');
}

function cell(each: PublishedTarget, section: string): string {
  const outcomes = Object.values(each.outcomes[section] ?? {});
  const failing = outcomes.filter(doesNotHold).length;
  const judged = outcomes.filter(isJudged).length;
  if (judged === 0) return '<span class="status status-skip" aria-label="none judged">–</span>';
  const of = `of ${countOf(judged, 'requirement')} in ${section}`;
  if (failing === 0) {
    return `<span class="status status-pass" title="all ${of}"><span aria-hidden="true">✓</span> ${judged}</span>`;
  }
  const label = `${failing} ${of} do not hold`;
  return `<a class="status status-fail" href="#${sectionAnchor(each, section)}" title="${escapeMarkup(label)}" aria-label="${escapeMarkup(label)}">✗ ${failing}/${judged}</a>`;
}

const sectionAnchor = ({ target }: PublishedTarget, section: string): string =>
  anchorOf('target', `${target.replace(/[^\w.-]/g, '-')}/${section}`);

function targetPart(each: PublishedTarget, page: PublishedPage): string {
  const { target, subject, execution, kind, edition, policy, folder } = each;
  const lists = page.sections.flatMap((section) => {
    const failing = Object.entries(each.outcomes[section] ?? {}).filter(([, outcome]) => doesNotHold(outcome));
    if (failing.length === 0) return [];
    const items = failing.map(
      ([id, outcome]) =>
        `<li>${outcomeMark(outcome)} <a href="${folder}/witnesses.html#${witnessAnchor(id)}"><code>${written(id)}</code></a> ${prose(page.sentences.get(id) ?? '')}</li>`,
    );
    return [
      `<h4 class="of-target" id="${sectionAnchor(each, section)}">${written(section)}</h4><ul>${items.join('')}</ul>`,
    ];
  });
  const files = [
    [`${folder}/witnesses.html`, 'witnesses'],
    [`${folder}/summary.md`, 'summary'],
    [`${folder}/deviations.md`, 'deviations'],
    [`${folder}/verdicts.csv`, 'verdicts'],
    [`${folder}/coverage.csv`, 'coverage'],
  ].map(([file, name]) => `<a href="${file}">${name}</a>`);
  return `<section aria-labelledby="${anchorOf('target', target)}"><h3 id="${anchorOf('target', target)}">${written(subject)}</h3>
<p class="quiet">${kinds[kind].mark} · ${written(target)} (${written(execution)}) · edition ${written(edition)} · policy ${written(policy)} · ${files.join(', ')}</p>
${lists.length === 0 ? '<p>Nothing was seen not to hold.</p>' : lists.join('\n')}</section>`;
}

function trendList(trends: readonly string[]): string {
  return `<p>Which version introduced or repaired what:</p>
<ul>${trends.map((file) => `<li><a href="${written(file)}">${written(file)}</a></li>`).join('')}</ul>`;
}
