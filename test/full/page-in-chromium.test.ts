import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/spec/package-root.js';
import { findBrowser, howToGetBrowser } from '../../src/target/chromium/find-browser.js';
import { withFolder } from '../promises/command-line.js';
import { htmlResult, pageText } from '../report/html-fixture.js';

const chromium = findBrowser();
if (chromium === undefined)
  process.stderr.write(`the page of a run is NOT tested in a browser: there is none; ${howToGetBrowser}\n`);

const hostile = '</noscript></script><img src=x onerror="window.broken=1"><script>window.broken=1</script>';

// The promise: the page of a run works in a browser, by mouse, by keyboard, on a phone, without JavaScript, for anybody.
describe.skipIf(chromium === undefined)('the page of a run, in Chromium', () => {
  let browser: Browser;

  beforeAll(async () => {
    const { chromium: launcher } = await import('playwright-core');
    // A container runs as root, and Chromium wants no sandbox there.
    browser = await launcher.launch({ executablePath: chromium ?? '', args: ['--no-sandbox'] });
  }, 120_000);
  afterAll(() => browser?.close());

  async function opened<T>(
    use: (page: Page, told: readonly string[]) => Promise<T>,
    options: BrowserContextOptions & { readonly hash?: string; readonly words?: string; readonly file?: string } = {},
  ): Promise<T> {
    const { hash = '', words, file, ...context } = options;
    return withFolder(async (folder) => {
      const written = file ?? path.join(folder, 'report.html');
      if (file === undefined) writeFileSync(written, pageText(htmlResult(words)));
      const place = await browser.newContext(context);
      try {
        const page = await place.newPage();
        const told: string[] = [];
        page.on('console', (message) => told.push(message.text()));
        page.on('pageerror', (error) => told.push(String(error)));
        page.on('request', (request) => {
          if (!/^(file|data):/.test(request.url())) told.push(request.url());
        });
        await page.goto(pathToFileURL(written).href + hash);
        return await use(page, told);
      } finally {
        await place.close();
      }
    });
  }

  const shown = (page: Page): Promise<string[]> =>
    page.locator('.scenario:visible').evaluateAll((all) => all.map(({ id }) => id));

  test('asks nobody for anything, breaks no rule of its own policy, and says nothing on the console', async () => {
    await opened(async (page, told) => {
      await page.locator('#all').click();
      await page.locator('#open').click();
      expect(await page.locator('svg.lanes:visible').count()).toBe(3);
      expect(told).toEqual([]);
      expect(await page.evaluate('getComputedStyle(document.body).fontSize')).toBe('16px');
    });
  });

  test('runs nothing that an SDK sent, and its policy would not let it', async () => {
    await opened(
      async (page) => {
        await page.locator('#all').click();
        await page.locator('#open').click();
        expect(await page.evaluate("'broken' in window")).toBe(false);
        await page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.broken=1\">')");
        await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
        expect(await page.evaluate("'broken' in window")).toBe(false);
      },
      { words: hostile },
    );
  });

  test('a link opens one scenario, whatever is filtered out', async () => {
    await opened(
      async (page) => {
        expect(await page.locator('.scenario[open] svg.lanes').count()).toBe(2);
        expect(await page.evaluate('document.activeElement.closest("details").id')).toBe('scenario-timeout/within');
      },
      { hash: '#scenario-timeout/within' },
    );
  });

  test('by keyboard: the skip link first, and scenarios open with Enter and with Space', async () => {
    await opened(async (page) => {
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the scenarios');
      await page.keyboard.press('Enter');
      await page.locator('[id="scenario-tabs/shared"] > summary').focus();
      await page.keyboard.press('Enter');
      expect(await page.locator('[id="scenario-tabs/shared"] svg.lanes').isVisible()).toBe(true);
      await page.keyboard.press('Space');
      expect(await page.locator('[id="scenario-tabs/shared"] svg.lanes').isVisible()).toBe(false);
      const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
      expect(outline).toBe('solid');
    });
  });

  test('a screen reader hears landmarks, headings and a sentence for each drawing', async () => {
    await opened(async (page) => {
      for (const role of ['banner', 'navigation', 'main', 'contentinfo', 'search'] as const) {
        expect(await page.getByRole(role).count(), role).toBe(1);
      }
      expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
      expect(await page.getByRole('img', { name: /^Timeline of timeout\/beyond: 4 steps; 2 sessions/ }).count()).toBe(
        1,
      );
      await page.getByLabel('Text').fill('within');
      expect(await page.getByRole('status').textContent()).toBe('0 of 4 scenarios shown');
    });
  });

  test('the filter shows what is asked for', async () => {
    await opened(async (page) => {
      expect(await shown(page)).toEqual(['scenario-timeout/beyond', 'scenario-tabs/shared']);
      await page.getByRole('combobox', { name: 'Section' }).selectOption('tabs');
      expect(await shown(page)).toEqual(['scenario-tabs/shared']);
      await page.getByRole('button', { name: 'Show all' }).click();
      expect(await shown(page)).toHaveLength(4);
    });
  });

  test('without JavaScript all of it can be read', async () => {
    await opened(
      async (page) => {
        await page.locator('[id="scenario-timeout/within"] > summary').click();
        expect(await page.locator('[id="scenario-timeout/within"] svg.lanes').isVisible()).toBe(true);
        expect(await page.locator('.filter').isVisible()).toBe(false);
      },
      { javaScriptEnabled: false },
    );
  });

  const published = path.join(packageRoot, 'reports', 'published', 'index.html');
  const narrow = { viewport: { width: 360, height: 740 } };

  test.each([
    ['the page of a run', undefined],
    ['the page of all results', published],
  ])('%s fits a phone: only what is meant to scrolls sideways', async (_, file) => {
    await opened(
      async (page) => {
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
      },
      { ...narrow, ...(file === undefined ? {} : { file }) },
    );
  });

  test.each(['light', 'dark'] as const)('follows the %s mode of the system', async (colorScheme) => {
    await opened(
      async (page) => {
        const paper = await page.evaluate('getComputedStyle(document.body).backgroundColor');
        expect(paper).toBe(colorScheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(15, 20, 25)');
      },
      { colorScheme },
    );
  });
});
