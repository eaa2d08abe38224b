import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { inject } from 'vitest';
import type { Language } from '~/domain/languages';

/** One browser for a test file; closed by the file's own `afterAll`. */
export async function openBrowser(): Promise<Browser> {
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs20.x';
  return playwright.launch({ executablePath: await chromium.executablePath(), args: chromium.args, headless: true });
}

export interface Sight {
  language?: Language;
  width?: number;
  scripts?: boolean;
}

/** A window of its own, with nobody signed in. */
export async function openWindow(browser: Browser, { language = 'kk', width = 1280, scripts = true }: Sight = {}): Promise<BrowserContext> {
  const { base } = inject('demo');
  const window = await browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: scripts, baseURL: base });
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
