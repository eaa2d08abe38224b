import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { kk } from '~/i18n/kk';
import { ru } from '~/i18n/ru';
import { arrive, expectWords, fillIn, follow, openBrowser, openWindow, peopleIn, press, signIn } from '../support/browser';
import { idleTooLong, sessionDayComes } from '../support/passing';
import {
  acceptReferral,
  addMother,
  answerPlan,
  approvePlan,
  assignAssistant,
  iinOf,
  issueConclusion,
  meetStranger,
  printCode,
  putTeacherIn,
  readFamilyPage,
  readRecord,
  recordTwice,
  redeemCode,
  registerChild,
  seeSections,
  sendReferral,
  shareConclusion,
  sharePlan,
  signConclusion,
  today,
  waitForSignatures,
  writeConclusion,
  writePlan,
  writeSection,
  type Story,
} from '../support/chain';
import { bringPapers, meetAbout } from '../support/workplace';

/** One child's story from the referral to the parent's page, walked by eleven people in Kazakh, with and without scripts. */

const birthDate = `${Number(today.slice(0, 4)) - 9}-03-14`;

const DAMIR: Story = {
  surname: 'Жаңабергенов',
  givenName: 'Дәмір',
  birthDate,
  iin: iinOf(birthDate, '971'),
  mother: { surname: 'Оразбаева', givenName: 'Жанна' },
  session: { at: '17:00', room: '41' },
  help: { weekday: '1', from: '15:00', to: '17:00' },
};

const YERLAN: Story = {
  surname: 'Қойшыбаев',
  givenName: 'Ерлан',
  birthDate,
  iin: iinOf(birthDate, '982'),
  mother: { surname: 'Қойшыбаева', givenName: 'Мейрамгүл' },
  session: { at: '18:00', room: '42' },
  help: { weekday: '3', from: '15:00', to: '17:00' },
};

let browser: Browser;
const windows: (() => Promise<void>)[] = [];
beforeAll(async () => {
  browser = await openBrowser();
});
afterEach(async () => {
  for (const close of windows.splice(0)) await close();
});
afterAll(() => browser.close());

/** People of the cast, whose windows close when the test ends. */
function people(scripts: boolean) {
  const cast = peopleIn(browser, { scripts });
  windows.push(cast.leave);
  return cast.as;
}

type People = ReturnType<typeof people>;

async function windowFor(scripts: boolean) {
  const window = await openWindow(browser, { scripts });
  windows.push(() => window.close());
  return window;
}

/** From the referral to the issued conclusion. */
async function examine(as: People, story: Story, child: string): Promise<void> {
  await putTeacherIn(await as('coordinator'), child);
  await sendReferral(await as('coordinator'), story);
  await meetStranger(await as('coordinator2'), story, child);
  sessionDayComes(await acceptReferral(await as('pmpc-head'), story));
  await writeSection(await as('psychologist'), story, 'psychologist');
  await writeSection(await as('speech'), story, 'speech');
  await writeSection(await as('defectologist'), story, 'defectologist');
  await writeSection(await as('doctor'), story, 'doctor');
  await seeSections(await as('pmpc-head'), story);
  const conclusion = await writeConclusion(await as('psychologist'), story);
  await meetAbout(as, conclusion);
  await signConclusion(await as('speech'), story);
  await signConclusion(await as('defectologist'), story);
  await waitForSignatures(await as('pmpc-head'), conclusion);
  await signConclusion(await as('doctor'), story);
  await bringPapers(await as('registrar'), story, 'seen');
  await issueConclusion(await as('pmpc-head'), story);
}

/** From the family's permission to the records it reads about. */
async function support(as: People, mother: string, story: Story, child: string): Promise<void> {
  await shareConclusion(await as(mother), child);
  await writePlan(await as('teacher'), story);
  await sharePlan(await as('coordinator'), story);
  await answerPlan(await as(mother), child);
  await approvePlan(await as('coordinator'), story);
  await assignAssistant(await as('coordinator'), story);
  await recordTwice(await as('assistant'), story);
  await readFamilyPage(await as(mother), story, child);
  await readRecord(await as(mother), child);
}

test('a child comes from the referral to daily progress, with scripts, and the mother had an account', async () => {
  const as = people(true);
  const child = await registerChild(await as('coordinator'), DAMIR);
  await addMother(await as('coordinator'), DAMIR, 'parent3@qadam.test');
  await examine(as, DAMIR, child);
  await support(as, 'parent3', DAMIR, child);
});

test('a child comes the same way without scripts, and the mother comes in with a code from paper', async () => {
  const as = people(false);
  const email = 'meiramgul@qadam.test';
  const child = await registerChild(await as('coordinator'), YERLAN);
  await addMother(await as('coordinator'), YERLAN);
  const code = await printCode(await as('coordinator'));
  await redeemCode(await (await windowFor(false)).newPage(), YERLAN, code, email);
  await examine(as, YERLAN, child);
  await support(as, email, YERLAN, child);
});

/** A draft of the teacher's, as the list of plans leads to it. @returns the address of its editor */
async function openDraft(page: Page): Promise<string> {
  await page.goto('/plans?state=draft');
  await arrive(page, () => page.locator('#main tbody th a').first().click());
  await follow(page, kk.plans.sheet.buttons.edit);
  return new URL(page.url()).pathname;
}

for (const scripts of [true, false]) {
  test(`who saves second sees both texts and keeps both, ${scripts ? 'with' : 'without'} scripts`, async () => {
    const [first, second] = [await signIn(await windowFor(scripts), 'teacher'), await signIn(await windowFor(scripts), 'teacher')];
    const draft = await openDraft(first);
    await second.goto(draft);
    const [theirs, mine, both] = [`Айына бір рет кездесеміз (${scripts}).`, `Апта сайын хат жазамыз (${scripts}).`, `Кездесеміз, хат жазамыз (${scripts}).`];
    await fillIn(first, { familyWork: theirs });
    await press(first, kk.frame.save);

    await fillIn(second, { familyWork: mine });
    await press(second, kk.frame.save);
    await expectWords(second, kk.frame.conflict.title, kk.frame.conflict.yours, mine, kk.frame.conflict.record, theirs);
    await fillIn(second, { 'choice.familyWork': 'merge' });
    await fillIn(second, { 'merged.familyWork': both });
    await press(second, kk.frame.save);
    expect(new URL(second.url()).pathname).toBe(draft);
    expect(await second.inputValue('#familyWork')).toBe(both);
  });
}

test('what was being written when the sign-in ended is given back, once', async () => {
  const page = await signIn(await windowFor(true), 'teacher');
  const draft = await openDraft(page);
  const written = 'Нұсқауды қысқа бөліктермен алу керек.';
  await fillIn(page, { needs: written });
  idleTooLong('teacher');
  await press(page, kk.frame.save);
  await expectWords(page, kk.accounts.signIn.kept);
  await enter(page);
  await expectWords(page, kk.accounts.kept.title, written);
  await press(page, kk.accounts.kept.submit);
  expect(new URL(page.url()).pathname).toBe(draft);
  expect(await page.inputValue('#needs')).toBe(written);

  const again = await signIn(await windowFor(true), 'teacher');
  expect(new URL(again.url()).pathname).toBe('/today');
});

test('what was being written when the sign-in ended is dropped when one says so', async () => {
  const page = await signIn(await windowFor(false), 'teacher');
  const draft = await openDraft(page);
  await fillIn(page, { needs: 'Бұл керек емес екен.' });
  idleTooLong('teacher');
  await press(page, kk.frame.save);
  await enter(page);
  await press(page, kk.accounts.kept.drop);
  expect(new URL(page.url()).pathname).toBe('/today');
  await page.goto(draft);
  expect(await page.inputValue('#needs')).not.toContain('Бұл керек емес екен.');
});

/** Signs in as the teacher on the page of the form that stands open. */
async function enter(page: Page): Promise<void> {
  await fillIn(page, { email: 'teacher@qadam.test', password: inject('demo').password });
  await press(page, kk.accounts.signIn.submit);
}

test('what is typed and chosen before the scripts come is there when they have come', async () => {
  const page = await signIn(await windowFor(true), 'speech');
  await page.goto('/today');
  const waiting = page.locator('#main tbody tr', { hasText: kk.assessments.sectionStates['not-started'] });
  await arrive(page, () => waiting.getByRole('link').first().click());
  const saved = { strengths: 'Әнді тез жаттайды.', 'levels.SPL.withSupport': '1', 'levels.SPL.withoutSupport': '3' };
  await follow(page, kk.assessments.page.begin);
  await fillIn(page, saved);
  await press(page, kk.findings.form.submit);

  let come = () => {};
  const coming = new Promise<void>((resolve) => (come = resolve));
  await page.route('**/*.js', async (route) => {
    await coming;
    await route.continue();
  });
  await page.reload({ waitUntil: 'commit' });
  await page.locator('#recommendations').waitFor();
  await fillIn(page, { strengths: 'Әнді тез жаттайды, ырғақты сезеді.', needs: 'Баяу сөйлеу.', 'levels.SPL.withSupport': '2' });
  await arrive(page, async () => come());
  const saves: string[] = [];
  page.on('response', (response) => void (response.request().method() === 'POST' && saves.push(response.url())));
  await expect.poll(async () => {
    await page.locator('#strengths').focus();
    await page.locator('#needs').focus();
    return saves.length;
  }, { timeout: 20_000 }).toBeGreaterThan(0);
  await page.reload();
  expect(await page.inputValue('#strengths')).toBe('Әнді тез жаттайды, ырғақты сезеді.');
  expect(await page.inputValue('#needs')).toBe('Баяу сөйлеу.');
  expect(await page.locator('[name="levels.SPL.withSupport"]:checked').getAttribute('value')).toBe('2');
  expect(await page.locator('[name="levels.SPL.withoutSupport"]:checked').getAttribute('value')).toBe('3');
});

test('another language shows the same page', async () => {
  const page = await signIn(await windowFor(true), 'coordinator');
  const here = '/children?q=%D0%B0&show=with-plan';
  await page.goto(here);
  const [first] = await page.locator('tbody th').allInnerTexts();
  const choose = (short: string) => arrive(page, () => page.locator('.languages').getByRole('button', { name: short }).click());
  await choose('рус');
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(here);
  expect(await page.getAttribute('html', 'lang')).toBe('ru');
  expect(await page.locator('h1').innerText()).toBe(ru.children.titles.school_coordinator);
  expect(await page.locator('tbody th').first().innerText()).toBe(first);
  await page.goto('/plans');
  expect(await page.locator('h1').innerText()).toBe(ru.plans.title);
  await choose('қаз');
  expect(await page.locator('h1').innerText()).toBe(kk.plans.title);
});
