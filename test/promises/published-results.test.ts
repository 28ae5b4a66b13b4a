import { cpSync, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { folderOf, inputsOf, publicationIndex, publicationPage, publishedTargets } from '../../src/cli/publication.js';
import { packageRoot } from '../../src/spec/package-root.js';
import { loadRequirements } from '../../src/spec/requirements.js';
import { openTarget } from '../../src/target/index.js';
import { filesIn, lapse, withFolder } from './command-line.js';

const published = path.join(packageRoot, 'reports', 'published');
const renew = 'out of date: npm run results renews it';
const targets = publishedTargets();
/** These play the whole suite in a second; an SDK that is executed takes a minute. */
const played = targets.filter((target) => target.includes(':'));

/** A target without its run: its subject and version, as they are installed now. */
function inputsNow(target: string) {
  return inputsOf(openTarget(target, { edition: '2026-11', seed: 1 }).description);
}

// The promise: the published results are those of the scenarios, of the specification and of the SDKs that are here.
describe('the published results', () => {
  let again: Map<string, Map<string, string>>;

  beforeAll(() => {
    again = withFolder((folder) => {
      const { code, stderr } = lapse(['publish', '--targets', played.join(','), '--out', folder]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      return new Map(played.map((target) => [target, filesIn(path.join(folder, folderOf(target)))]));
    });
  }, 240_000);

  test.each(targets)('of %s rest on the scenarios, the specification and the SDK of today', (target) => {
    const file = path.join(published, folderOf(target), 'result.json');
    expect(existsSync(file), renew).toBe(true);
    expect(JSON.parse(readFileSync(file, 'utf8')).inputs, renew).toEqual(inputsNow(target));
  });

  test.each(played)('of %s are what a run gives today, byte by byte', (target) => {
    const files = again.get(target) ?? new Map<string, string>();
    expect([...files.keys()]).toEqual([
      'coverage.csv',
      'deviations.md',
      'result.json',
      'summary.md',
      'verdicts.csv',
      'witnesses.html',
    ]);
    const committed = filesIn(path.join(published, folderOf(target)));
    const stale = [...files].filter(([name, content]) => committed.get(name) !== content).map(([name]) => name);
    expect(stale, renew).toEqual([]);
  });

  test('have an index of them all', () => {
    const index = readFileSync(path.join(published, 'README.md'), 'utf8');
    expect(index, renew).toBe(publicationIndex(published));
    for (const target of targets) expect(index).toContain(`[${target}](${folderOf(target)}/summary.md)`);
  });

  test('have a page of them all, on which every failure leads to a witness that is there', () => {
    const page = readFileSync(path.join(published, 'index.html'), 'utf8');
    expect(page === publicationPage(published, loadRequirements()), renew).toBe(true);
    const links = [...page.matchAll(/href="([\w-]+\/witnesses\.html)#([^"]+)"/g)];
    expect(links.length).toBeGreaterThan(100);
    const witnesses = new Map(
      [...new Set(links.map(([, file = '']) => file))].map((file) => [
        file,
        readFileSync(path.join(published, file), 'utf8'),
      ]),
    );
    const lost = links.filter(([, file = '', id]) => witnesses.get(file)?.includes(` id="${id}"`) !== true);
    expect(lost.map(([link]) => link)).toEqual([]);
  });

  test('one of them is renewed by itself, and the index keeps the others', () => {
    withFolder((folder) => {
      const out = path.join(folder, 'published');
      cpSync(published, out, { recursive: true });
      const { code, stdout } = lapse(['publish', '--targets', 'reference:announcement-web', '--out', out]);
      expect(code).toBe(0);
      expect(stdout).toMatch(/^reference:announcement-web +\d+ pass · \d+ skip\n$/);
      expect(readFileSync(path.join(out, 'README.md'), 'utf8')).toBe(publicationIndex(published));
    });
  });

  test('say of a model that no SDK was executed, in every file', () => {
    for (const target of played.filter((name) => name.startsWith('model:'))) {
      for (const [name, content] of again.get(target) ?? []) {
        expect(content.includes('SDK not executed'), `${target} ${name}`).toBe(true);
      }
    }
  });
});
