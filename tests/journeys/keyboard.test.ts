import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { kk } from '~/i18n/kk';
import { arrive, expectWords, openBrowser, openWindow, signIn } from '../support/browser';
import { enterOn, goOn, isFocused, partOf, ringOf, stopOf, tabTo } from '../support/keyboard';

/** The main tasks with the keyboard alone; wherever the focus goes, a ring shows it. */

let browser: Browser;
let window: BrowserContext;
beforeAll(async () => {
  browser = await openBrowser();
});
afterEach(() => window.close());
afterAll(() => browser.close());

async function enterAs(who: string): Promise<Page> {
  window = await openWindow(browser);
  return signIn(window, who);
}

test('one signs in and out', async () => {
  window = await openWindow(browser);
  const page = await window.newPage();
  await page.goto('/login');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: kk.frame.skip });
  expect(await isFocused(skip)).toBe(true);
  expect((await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0);
  expect((await ringOf(page)).width).toBeGreaterThanOrEqual(2);
  await page.keyboard.press('Enter');
  expect(await isFocused(page.locator('#main'))).toBe(true);

  await tabTo(page, page.locator('#email'));
  await page.keyboard.type('teacher@qadam.test');
  await tabTo(page, page.locator('#password'));
  await page.keyboard.type(inject('demo').password);
  await arrive(page, () => page.keyboard.press('Enter'));
  expect(new URL(page.url()).pathname).toBe('/today');

  await tabTo(page, page.locator('.bar-end summary'));
  await page.keyboard.press('Enter');
  await enterOn(page, page.getByRole('button', { name: kk.frame.signOut }));
  await expectWords(page, kk.accounts.signIn.out);
});

test('a coordinator finds a child by search', async () => {
  const page = await enterAs('coordinator');
  await page.goto('/today');
  await tabTo(page, page.locator('#search'));
  await page.keyboard.type('серик');
  await arrive(page, () => page.keyboard.press('Enter'));
  const found = page.locator('tbody th a').first();
  const name = await found.innerText();
  expect(name).toContain('Серік');
  await enterOn(page, found);
  expect(await page.locator('h1').innerText()).toBe(name);
});

test('an assistant records progress', async () => {
  const page = await enterAs('assistant');
  await page.goto('/today');
  await enterOn(page, page.locator(`a[href^="/goals/${inject('demo').ids.goalId}/entries/new"]`));
  for (const group of await page.locator('main form fieldset').all()) {
    await tabTo(page, await stopOf(group));
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    expect(await group.locator('input:checked').count()).toBe(1);
  }
  await tabTo(page, page.locator('#note'));
  await page.keyboard.type('Өзі бастады');
  await enterOn(page, page.getByRole('button', { name: kk.frame.save }));
  await expectWords(page, kk.progress.goal.recordedText, 'Өзі бастады');
});

test('a mother answers the plan goal by goal', async () => {
  const page = await enterAs('parent2');
  await page.goto('/children');
  await enterOn(page, page.getByRole('link', { name: kk.family.task['answer-plan-button'] }));
  const goals = await page.locator('main form fieldset').all();
  expect(goals.length).toBeGreaterThan(1);
  for (const goal of goals) {
    await tabTo(page, await stopOf(goal));
    await page.keyboard.press('Space');
  }
  await enterOn(page, page.getByRole('button', { name: kk.plans.answers.send }));
  expect(await page.getByRole('status').innerText()).toContain(kk.plans.answers.sent.split(':')[0]);
});

test('a specialist fills the own section and signs it', async () => {
  const page = await enterAs('defectologist');
  await page.goto('/today');
  const waiting = page.locator('#main tbody tr', { hasText: kk.assessments.sectionStates['not-started'] });
  await enterOn(page, waiting.getByRole('link').first());
  await enterOn(page, page.getByRole('link', { name: kk.assessments.page.begin }));
  const address = page.url();

  await tabTo(page, page.locator('#strengths'));
  await page.keyboard.type('Құрастыруды жақсы көреді, үлгіге қарап жасайды.');
  await goOn(page);
  await page.keyboard.type('Үлгі көрсетілген соң өзі қайталады.');
  await goOn(page);

  const scales = page.locator('main .chips-scale');
  expect(await scales.count()).toBe(6);
  for (const [order, scale] of (await scales.all()).entries()) {
    const chosen = scale.locator('input:checked');
    if (order % 2 === 1) await page.keyboard.press('Tab');
    expect((await ringOf(page)).width).toBeGreaterThanOrEqual(2);
    await page.keyboard.press(order % 2 === 0 ? '3' : '8');
    expect(await chosen.getAttribute('value')).toBe(order % 2 === 0 ? '3' : '8');
    if (order % 2 === 0) continue;
    await page.keyboard.press('0');
    await page.keyboard.press('ArrowDown');
    expect(await chosen.getAttribute('value')).toBe('1');
    await goOn(page);
  }

  await tabTo(page, page.locator('#helps'));
  await page.keyboard.type('Үлгі мен қысқа нұсқау.');
  const parts = await page.locator('[data-part]').count();
  while ((await partOf(page)) < parts - 1) await goOn(page);
  await page.keyboard.type('Стребелева әдістемесі');
  await arrive(page, () => page.keyboard.press('Control+Enter'));
  await expectWords(page, 'Үлгі мен қысқа нұсқау.', 'Үлгі көрсетілген соң өзі қайталады.', 'Стребелева әдістемесі');

  await enterOn(page, page.getByRole('button', { name: kk.findings.signing.submit, exact: true }));
  await expectWords(page, kk.vocabulary.findingStates.signed);
  await page.goto(address);
  expect(new URL(page.url()).pathname).toMatch(/^\/findings\//);
});
