import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import type { Language } from '~/domain/languages';
import { newAddress } from './address';

/** What the packed browser needs where nothing else is set up; its own list is for one short task in one process. */
const ARGS = ['--no-sandbox', '--disable-setuid-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none'];

/** One browser for a test file; closed by the file's own `afterAll`. */
export async function openBrowser(): Promise<Browser> {
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs20.x';
  return playwright.launch({ executablePath: await chromium.executablePath(), args: ARGS, headless: true });
}

export interface Sight {
  language?: Language;
  width?: number;
  scripts?: boolean;
}

/** A window of its own, with nobody signed in. */
export async function openWindow(browser: Browser, { language = 'kk', width = 1280, scripts = true }: Sight = {}): Promise<BrowserContext> {
  const { base } = inject('demo');
  const window = await browser.newContext({
    viewport: { width, height: 900 },
    javaScriptEnabled: scripts,
    baseURL: base,
    extraHTTPHeaders: { 'X-Forwarded-For': newAddress() },
  });
  window.setDefaultTimeout(20_000);
  await window.addCookies([{ name: 'lang', value: language, url: base }]);
  return window;
}

/** Signs in through the page, as a person of the demo's cast, by the part of the address before the @. */
export async function signIn(window: BrowserContext, who: string, language: Language = 'kk'): Promise<Page> {
  const { password, base } = inject('demo');
  const page = await window.newPage();
  await page.goto('/login');
  await page.fill('#email', who.includes('@') ? who : `${who}@qadam.test`);
  await page.fill('#password', password);
  await Promise.all([page.waitForURL((url) => url.pathname !== '/login'), page.click('form.form button[type=submit]')]);
  await window.addCookies([{ name: 'lang', value: language, url: base }]);
  return page;
}

/** People of the cast, each in a window of their own that stays open; `leave` closes them all. */
export function peopleIn(browser: Browser, sight: Sight = {}) {
  const windows: BrowserContext[] = [];
  const pages = new Map<string, Promise<Page>>();
  const enter = async (who: string) => {
    const window = await openWindow(browser, sight);
    windows.push(window);
    return signIn(window, who, sight.language);
  };
  return {
    /** The person's page, signed in the first time it is asked for. */
    as: (who: string): Promise<Page> => {
      const page = pages.get(who) ?? enter(who);
      pages.set(who, page);
      return page;
    },
    leave: async (): Promise<void> => {
      for (const window of windows.splice(0)) await window.close();
      pages.clear();
    },
  };
}

/** Does something that leads to another page, and waits until that page stands. */
export async function arrive(page: Page, deed: () => Promise<unknown>): Promise<void> {
  await Promise.all([page.waitForEvent('load'), deed()]);
}

const mainOf = (page: Page) => page.locator('#main');

/** Follows a link of the page's main part by its words. */
export async function follow(page: Page, words: string | RegExp, within: Locator = mainOf(page)): Promise<void> {
  await arrive(page, () => within.getByRole('link', { name: words, exact: true }).first().click());
}

/** Presses a button of the page's main part by its words. */
export async function press(page: Page, words: string | RegExp, within: Locator = mainOf(page)): Promise<void> {
  await arrive(page, () => within.getByRole('button', { name: words, exact: true }).first().click());
}

/** Fills the fields of the page's form by their names: a text, a choice by its value or words, a tick by `true`. */
export async function fillIn(page: Page, said: Record<string, string | boolean>, within: Locator = mainOf(page)): Promise<void> {
  for (const [name, value] of Object.entries(said)) {
    const fields = within.locator(`[name="${name}"]`);
    const kind = await fields.last().evaluate((field) => (field instanceof HTMLInputElement ? field.type : field.tagName));
    if (kind === 'SELECT') await fields.selectOption(await optionOf(fields, String(value)));
    else if (kind === 'radio') await labelOf(within.locator(`[name="${name}"][value="${value}"]`)).click();
    else if (kind === 'checkbox') await labelOf(typeof value === 'string' ? within.locator(`[name="${name}"][value="${value}"]`) : fields).click();
    else await fields.fill(String(value));
  }
}

/** The value of the option that has this value or these words in it. */
async function optionOf(list: Locator, said: string): Promise<string> {
  const options = await list.locator('option').evaluateAll((all) => all.map((one) => ({ value: (one as HTMLOptionElement).value, words: one.textContent ?? '' })));
  const found = options.find(({ value }) => value === said) ?? options.find(({ words }) => words.includes(said));
  if (!found) throw new Error(`nothing in the list says "${said}": ${options.map(({ words }) => words).join(', ')}`);
  return found.value;
}

/** The whole label around a choice, which is what one presses. */
function labelOf(choice: Locator): Locator {
  return choice.locator('xpath=ancestor::label');
}

/** What stands in the main part of the page, as far as it can be seen. */
export function readMain(page: Page): Promise<string> {
  return mainOf(page).innerText();
}

/** The page says each of these sentences where it can be seen. */
export async function expectWords(page: Page, ...sentences: string[]): Promise<void> {
  const seen = inOneLine(await readMain(page));
  for (const sentence of sentences) expect(seen, new URL(page.url()).pathname).toContain(inOneLine(sentence));
}

function inOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
