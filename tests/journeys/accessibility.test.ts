import AxeBuilder from '@axe-core/playwright';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import type { Language } from '~/domain/languages';
import { openBrowser, openWindow, signIn } from '../support/browser';
import { call } from '../support/caller';
import { crawl, shapeOf } from '../support/crawl';

/** One of each role; every page of theirs is looked at, one of each shape. `npm run a11y` takes every language and width. */
const PEOPLE = ['pmpc-head', 'registrar', 'psychologist', 'doctor', 'coordinator', 'teacher', 'assistant', 'mother', 'parent2', 'admin', 'observer'];

const SIGHTS: { language: Language; width: number }[] =
  process.env.QADAM_AXE === 'all'
    ? [{ language: 'kk', width: 360 }, { language: 'kk', width: 1280 }, { language: 'ru', width: 360 }, { language: 'ru', width: 1280 }]
    : [{ language: 'kk', width: 360 }, { language: 'ru', width: 1280 }];

/** Pages of one shape whose links are followed: what a page leads to depends on how far the matter is. */
const EACH = process.env.QADAM_AXE === 'all' ? 4 : 2;

/** More pages than anybody can reach; who comes so far has met a list without end. */
const MOST = 600;

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
    for (const path of ['/login', '/family', '/request', '/request/follow', await printedCheck(), '/check/nothing', '/no-such-page']) {
      await page.goto(path);
      found.push(...(await barriersOf(page, path)), ...(await overflowOf(page, path)));
    }
    await window.close();
    expect(found).toEqual([]);
  });

  for (const who of PEOPLE) {
    test(`${who} meets no barrier in ${language} at ${width} px`, async () => {
      const window = await openWindow(browser, { language, width });
      const page = await signIn(window, who, language);
      const found: string[] = [];
      const looked = new Set<string>();
      const get = async (path: string) => {
        if (looked.has(shapeOf(path))) {
          const again = await page.request.get(path);
          return { status: again.status(), html: await again.text() };
        }
        const answer = await page.goto(path);
        const status = answer?.status() ?? 0;
        if (status === 200) {
          looked.add(shapeOf(path));
          found.push(...(await barriersOf(page, path)), ...(await overflowOf(page, path)));
          const lang = await page.getAttribute('html', 'lang');
          if (lang !== language) found.push(`${path}: says it is in ${lang}`);
        }
        return { status, html: await page.content() };
      };
      const { pages, broken } = await crawl(get, [new URL(page.url()).pathname], { each: EACH, most: MOST });
      await window.close();
      expect(broken, 'links that lead nowhere').toEqual([]);
      expect(looked.size).toBeGreaterThan(0);
      expect(pages.length, 'every page was visited').toBeLessThan(MOST);
      expect(found).toEqual([]);
    });
  }
}

/** The address that a printed conclusion carries, for anybody who holds the paper. */
async function printedCheck(): Promise<string> {
  const head = await call('pmpc-head');
  const { html } = await head.get(inject('demo').paths.conclusionPaper ?? '');
  const [address] = /\/check\/[\w-]+/.exec(html) ?? [];
  if (!address) throw new Error('the printed conclusion tells no address to check it at');
  return address;
}

async function overflowOf(page: Page, path: string): Promise<string[]> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return overflow > 0 ? [`${path}: wider than the window by ${overflow} px`] : [];
}

async function barriersOf(page: Page, path: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  return violations.map(({ id, nodes }) => `${path}: ${id} ${nodes[0]?.target.join(' ') ?? ''} ${nodes[0]?.failureSummary?.split('\n')[1] ?? ''}`);
}
