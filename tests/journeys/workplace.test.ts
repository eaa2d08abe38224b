import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import shipped from '#db/reference/days-off.json';
import { addWorkingDays, calendarOf, type DaysOff } from '~/domain/days-off';
import { kk } from '~/i18n/kk';
import { arrive, expectWords, openBrowser, openWindow, peopleIn } from '../support/browser';
import { iinOf, issueConclusion, meetStranger, seeSections, signConclusion, today, waitForSignatures, writeConclusion, type Specialist } from '../support/chain';
import { examinedBefore } from '../support/known';
import { sessionDayComes } from '../support/passing';
import {
  askForExamination,
  bookFirstSlot,
  bringPapers,
  checkPaper,
  chooseOwnTime,
  findRequest,
  followRequest,
  meetAbout,
  openAtSchool,
  readPdfOf,
  readSquareCode,
  receiveKnown,
  receiveNew,
  seeDay,
  writeSectionByKeyboard,
  type Asked,
} from '../support/workplace';

/** The PMPC's own work from a family's wish, left without an account, to the paper and the school that reads its extract. */

/** So many working days ahead that nobody else of the tests is there. */
const ahead = (days: number) => addWorkingDays(today, days, calendarOf(shipped as DaysOff[], today));

const SPECIALISTS = ['psychologist', 'speech', 'defectologist', 'doctor'] as const satisfies readonly Specialist[];

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
function people() {
  const cast = peopleIn(browser);
  windows.push(cast.leave);
  return cast.as;
}

/** Somebody whom nobody here knows, with a telephone that runs no scripts. */
async function somebody(): Promise<Page> {
  const window = await openWindow(browser, { scripts: false, width: 360 });
  windows.push(() => window.close());
  return window.newPage();
}

test('a wish left without an account becomes a conclusion that four specialists made side by side, and its extract reaches the school', async () => {
  const as = people();
  const child: Asked = { ...examinedBefore(), applicant: 'Анасы Сәуле', phone: '+7 701 700 10 10' };
  const family = await somebody();
  const code = await askForExamination(family, child, 'repeated');
  await followRequest(family, child, code, kk.requests.follow.states.waiting, kk.requests.follow.papers);

  const registrar = await as('registrar');
  await bookFirstSlot(registrar, child);
  await followRequest(family, child, code, kk.requests.follow.states.booked, kk.requests.follow.visit);
  const examination = await receiveKnown(registrar, child);
  await bringPapers(registrar, child, 'booked');
  sessionDayComes(examination);

  const pages = await Promise.all(SPECIALISTS.map((who) => as(who)));
  const asked = await Promise.all(SPECIALISTS.map((who, order) => writeSectionByKeyboard(pages[order] as Page, child, who)));
  expectNothingAskedTwice(asked);
  await seeDay(registrar, child);
  await seeSections(await as('pmpc-head'), child);

  const conclusion = await writeConclusion(await as('psychologist'), child);
  await meetAbout(as, conclusion);
  await signConclusion(await as('speech'), child);
  await signConclusion(await as('defectologist'), child);
  await waitForSignatures(await as('pmpc-head'), conclusion);
  await signConclusion(await as('doctor'), child);
  await issueConclusion(await as('pmpc-head'), child);
  await followRequest(family, child, code, kk.requests.follow.states.closed);

  const number = await readPdfOf(await as('pmpc-head'), child, conclusion);
  const address = await readSquareCode(await as('pmpc-head'), conclusion);
  await checkPaper(family, child, address, number);

  const extract = await openAtSchool(await as('coordinator'), child, number);
  const elsewhere = await (await as('coordinator2')).goto(extract);
  expect(elsewhere?.status()).toBe(404);
});

/**
 * What one member of the team gives, no other is asked for: two sections share the parts each writes from the own point of
 * view, and the fields of their specialties differ. Who the child is, nobody is asked again.
 */
function expectNothingAskedTwice(asked: string[][]): void {
  const OF_ONES_OWN = /^(strengths|needs|helps|recommendations|then|levels\.|codes\.|tools\[)/;
  const shared = asked.flatMap((names, order) => names.filter((name) => asked.some((others, other) => other > order && others.includes(name))));
  expect(shared.filter((name) => !OF_ONES_OWN.test(name))).toEqual([]);
  for (const names of asked) expect(names.filter((name) => name.startsWith('answers.')).length).toBeGreaterThan(2);
  const known = ['surname', 'givenName', 'patronymic', 'birthDate', 'sex', 'iin', 'reason', 'applicantName', 'phone', 'language', 'examLanguage', 'caseKind'];
  expect(asked.flat().filter((name) => known.includes(name))).toEqual([]);
}

test('at the first visit of a child nobody knows, the child, the mother, both consents and the referral are written at once', async () => {
  const as = people();
  const birthDate = `${Number(today.slice(0, 4)) - 8}-05-21`;
  const child: Asked = { surname: 'Тойшыбеков', givenName: 'Әділ', birthDate, applicant: 'Тойшыбекова Мөлдір', phone: '+7 701 700 20 20' };
  const family = await somebody();
  const code = await askForExamination(family, child);
  const registrar = await as('registrar');
  await bookFirstSlot(registrar, child, ahead(8));
  const examination = await receiveNew(registrar, child, iinOf(birthDate, '961'));
  await followRequest(family, child, code, kk.requests.follow.states.booked);

  await registrar.goto(examination);
  await expectWords(registrar, 'Тойшыбеков Әділ', kk.assessments.sectionStates['not-started']);
  const link = await registrar.locator('#main').getByRole('link', { name: kk.assessments.page.referral, exact: true }).getAttribute('href');
  await registrar.goto(link ?? '');
  await expectWords(registrar, kk.vocabulary.referralStates.accepted, kk.referrals.page.consented);
  await meetStranger(await as('coordinator'), child, examination);
});

test('two who book one time at once: the first has it, the second is told so and keeps all that was typed', async () => {
  const as = people();
  const phones = { first: '+7 701 700 30 30', second: '+7 701 700 40 40' };
  const birthDate = `${Number(today.slice(0, 4)) - 7}-09-02`;
  const family = await somebody();
  const children: Asked[] = [
    { surname: 'Есенғалиев', givenName: 'Нұржан', birthDate, applicant: 'Есенғалиева Гүлзат', phone: phones.first },
    { surname: 'Сатыбалды', givenName: 'Айару', birthDate, applicant: 'Сатыбалды Назгүл', phone: phones.second },
  ];
  for (const child of children) await askForExamination(family, child);

  const time = { visitOn: ahead(6), startsAt: '16:10', minutes: '40' };
  const desks = await Promise.all([as('registrar'), as('pmpc-head')]);
  for (const [order, page] of desks.entries()) {
    await findRequest(page, children[order] as Asked);
    await chooseOwnTime(page, page.url(), time);
  }
  await Promise.all(desks.map((page) => arrive(page, () => page.locator('#main').getByRole('button', { name: kk.visits.booking.submit, exact: true }).click())));

  const won = desks.filter((page) => /^\/requests\/[^/]+$/.test(new URL(page.url()).pathname));
  const lost = desks.filter((page) => !won.includes(page));
  expect([won.length, lost.length]).toEqual([1, 1]);
  for (const page of won) await expectWords(page, kk.vocabulary.visitStates.booked, '16:10–16:50');
  for (const page of lost) {
    await expectWords(page, kk.frame.errors.title, kk.refusals['assessment.room-taken']);
    for (const [field, value] of Object.entries(time)) expect(await page.inputValue(`#${field}`)).toBe(value);
    for (const field of ['roomId', 'crewId']) expect(await page.inputValue(`#${field}`)).not.toBe('');
    expect(await page.inputValue('#language')).toBe('ru');
    expect(await page.locator('input[name="slot"]:checked').getAttribute('value')).toBe('own');
  }
});
