import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/spec/package-root.js';
import { findBrowser, howToGetBrowser } from '../../src/target/chromium/find-browser.js';
import { lapseAside, withFolder } from '../promises/command-line.js';

const browser = findBrowser();
if (browser === undefined)
  process.stderr.write(`jsdom is NOT compared with a browser: there is none; ${howToGetBrowser}\n`);

interface Verdict {
  readonly status: string;
  readonly message: string;
  readonly deviation?: string;
}

interface Report {
  readonly cases: readonly { readonly id: string; readonly verdicts: readonly Verdict[] }[];
}

interface Difference {
  readonly sdk: string;
  readonly scenario: string;
  readonly jsdom: string;
  readonly chromium: string;
}

async function reportOf(target: string): Promise<Report> {
  return withFolder(async (folder) => {
    const options = ['--target', target, '--reporter', 'json', '--out', folder, '--no-config', '--as-of', '2026-11-23'];
    const { code, stderr } = await lapseAside(['run', ...options]);
    expect([target, code, stderr]).toEqual([target, 0, '']);
    return JSON.parse(readFileSync(path.join(folder, 'report.json'), 'utf8'));
  });
}

/** What became of a scenario, in one word, or with the deviations that it is known for. */
function outcomeOf(verdicts: readonly Verdict[]): string {
  const notable = verdicts.filter(({ status }) => status !== 'pass' && status !== 'skip');
  const words = notable.map(({ status, deviation }) =>
    deviation === undefined ? status : `${status} (\`${deviation}\`)`,
  );
  if (words.length > 0) return [...new Set(words)].join(', ');
  return verdicts.some(({ status }) => status === 'pass') ? 'pass' : 'skip';
}

/** The messages of those verdicts that are not among the others as they are, with all that was observed. */
function apart(verdicts: readonly Verdict[], others: readonly Verdict[]): string[] {
  const there = new Set(others.map((verdict) => JSON.stringify(verdict)));
  return verdicts.filter((verdict) => !there.has(JSON.stringify(verdict))).map(({ message }) => message);
}

/** The scenarios of which not every verdict is the same, and how they ended. */
function differencesOf(sdk: string, jsdom: Report, chromium: Report): Difference[] {
  expect(chromium.cases.map(({ id }) => id)).toEqual(jsdom.cases.map(({ id }) => id));
  return jsdom.cases.flatMap(({ id: scenario, verdicts }, index) => {
    const others = chromium.cases[index]?.verdicts ?? [];
    const [here, there] = [apart(verdicts, others), apart(others, verdicts)];
    if (here.length + there.length === 0) return [];
    const [one, other] = [outcomeOf(verdicts), outcomeOf(others)];
    // Where both ended alike, what they say is what differs.
    return one === other
      ? [{ sdk, scenario, jsdom: here.join('; '), chromium: there.join('; ') }]
      : [{ sdk, scenario, jsdom: one, chromium: other }];
  });
}

/** The table of `docs/fidelity.md`, which is the one place where differences are listed, with their causes. */
function listedDifferences(): readonly (Difference & { readonly cause: string })[] {
  const text = readFileSync(path.join(packageRoot, 'docs', 'fidelity.md'), 'utf8');
  const [, section = ''] = /\n## Where the results differ\n(.*?)\n## /s.exec(text) ?? [];
  const [, , ...rows] = section.split('\n').filter((line) => line.startsWith('|'));
  return rows.map((row) => {
    const [, sdk = '', scenario = '', jsdom = '', chromium = '', cause = ''] = row
      .split('|')
      .map((cell) => cell.trim());
    return { sdk: sdk.replaceAll('`', ''), scenario: scenario.replaceAll('`', ''), jsdom, chromium, cause };
  });
}

test('each difference that is listed has a cause', () => {
  expect(listedDifferences().length).toBeGreaterThan(0);
  for (const { scenario, cause } of listedDifferences()) expect(cause.length, scenario).toBeGreaterThan(10);
});

// The promise: the whole suite says the same in jsdom and in a browser, but for what docs/fidelity.md lists.
describe.skipIf(browser === undefined)('the whole suite, in jsdom and in Chromium', { timeout: 1_800_000 }, () => {
  test.each(['rudderstack-js', 'rudderstack-js-legacy'])('%s has the verdicts that are listed', async (sdk) => {
    const differences = differencesOf(sdk, await reportOf(sdk), await reportOf(`${sdk}@chromium`));
    const listed = listedDifferences().filter((row) => row.sdk === sdk);
    expect(differences).toEqual(listed.map(({ cause: _cause, ...difference }) => difference));
  });
});
