import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { arrive } from './browser';

/** What people do with the keyboard alone; wherever the focus goes, a ring shows it. */

/** How wide the ring around the focused thing is, in pixels; a chip wears it on its face. Between the last thing and the first the focus is the browser's own. */
export function ringOf(page: Page): Promise<{ width: number; what: string }> {
  return page.evaluate(() => {
    const at = document.activeElement ?? document.body;
    const next = at.nextElementSibling;
    const worn = next?.classList.contains('chip-face') ? next : at;
    const { outlineStyle, outlineWidth } = getComputedStyle(worn);
    const width = at === document.body ? Infinity : outlineStyle === 'none' ? 0 : parseFloat(outlineWidth);
    return { width, what: `${at.tagName} ${at.id} ${at.textContent?.trim().slice(0, 40) ?? ''}` };
  });
}

export const isFocused = (thing: Locator): Promise<boolean> => thing.evaluate((one) => one === document.activeElement);

/** Presses Tab until the focus is on the thing; every stop of the page on the way shows its ring. */
export async function tabTo(page: Page, thing: Locator): Promise<void> {
  for (let stops = 0; stops < 250; stops += 1) {
    await page.keyboard.press('Tab');
    const { width, what } = await ringOf(page);
    expect(width, what).toBeGreaterThanOrEqual(2);
    if (await isFocused(thing)) return;
  }
  throw new Error('Tab does not come by');
}

/** Goes to a link or a button and presses Enter on it. */
export async function enterOn(page: Page, thing: Locator): Promise<void> {
  await tabTo(page, thing);
  await arrive(page, () => page.keyboard.press('Enter'));
}

/** The choice of a group that Tab stops at: the chosen one, or the first. */
export async function stopOf(group: Locator): Promise<Locator> {
  const chosen = group.locator('input:checked');
  return (await chosen.count()) > 0 ? chosen : group.locator('input').first();
}

/** Saves what is written with Ctrl+Enter and goes to the next part of the form. */
export async function goOn(page: Page): Promise<void> {
  const from = await partOf(page);
  await page.keyboard.press('Control+Enter');
  expect(await partOf(page)).toBe(from + 1);
  expect((await ringOf(page)).width).toBeGreaterThanOrEqual(2);
}

/** In which part of the form the focus is. */
export function partOf(page: Page): Promise<number> {
  return page.locator('[data-part]').evaluateAll((all) => all.findIndex((part) => part.contains(document.activeElement)));
}
