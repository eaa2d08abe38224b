import AxeBuilder from '@axe-core/playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import type { Language } from '~/domain/languages';
import { openBrowser, openWindow, signIn } from '../support/browser';
import { crawl } from '../support/crawl';

/** One of each role; every page of theirs, one of each shape. `npm run a11y` takes every language and width. */
const PEOPLE = ['pmpc-head', 'registrar', 'psychologist', 'doctor', 'coordinator', 'teacher', 'assistant', 'mother', 'parent2', 'admin', 'observer'];

const SIGHTS: { language: Language; width: number }[] =
  process.env.QADAM_AXE === 'all'
    ? [{ language: 'kk', width: 360 }, { language: 'kk', width: 1280 }, { language: 'ru', width: 360 }, { language: 'ru', width: 1280 }]
    : [{ language: 'kk', width: 360 }, { language: 'ru', width: 1280 }];

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

for (const { language, width } of SIGHTS) {
  test(`the pages before sign-in have no barrier in ${language} at ${width} px`, async () => {
    const window = await openWindow(browser, { language, width });
    const page = await window.newPage();
    const found: string[] = [];
    for (const path of ['/login', '/family', '/no-such-page']) {
      await page.goto(path);
      found.push(...(await barriersOf(page, path)));
    }
    await window.close();
    expect(found).toEqual([]);
  });

  for (const who of PEOPLE) {
    test(`${who} meets no barrier in ${language} at ${width} px`, async () => {
      const window = await openWindow(browser, { language, width });
      const page = await signIn(window, who, language);
      const found: string[] = [];
      const get = async (path: string) => {
        const answer = await page.goto(path);
        const status = answer?.status() ?? 0;
        if (status === 200) {
          found.push(...(await barriersOf(page, path)));
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          if (overflow > 0) found.push(`${path}: wider than the window by ${overflow} px`);
          const lang = await page.getAttribute('html', 'lang');
          if (lang !== language) found.push(`${path}: says it is in ${lang}`);
        }
        return { status, html: await page.content() };
      };
      const { pages, broken } = await crawl(get, [new URL(page.url()).pathname], { each: 1, most: 60 });
      await window.close();
      expect(broken, 'links that lead nowhere').toEqual([]);
      expect(pages.length).toBeGreaterThan(0);
      expect(found).toEqual([]);
    });
  }
}

async function barriersOf(page: Page, path: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  return violations.map(({ id, nodes }) => `${path}: ${id} ${nodes[0]?.target.join(' ') ?? ''} ${nodes[0]?.failureSummary?.split('\n')[1] ?? ''}`);
}
