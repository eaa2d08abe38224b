import { expect, inject } from 'vitest';
import type { Page } from 'playwright-core';
import { fullName } from '~/domain/children';
import { day, fill } from '~/i18n/translate';
import { kk } from '~/i18n/kk';
import { arrive, expectWords, fillIn, follow, press, readMain } from './browser';
import { findChild, PMPC, STRENGTH, TEAM, today, type Named, type Specialist } from './chain';
import { enterOn, goOn, isFocused, partOf, tabTo } from './keyboard';
import { readPdf } from './pdf-text';
import { readQr } from './qr-reader';

/** The steps of the PMPC's own work as people take them on the pages, in Kazakh: from a family's wish to the paper in its hand. */

export interface Asked extends Named {
  birthDate: string;
  /** Who asks: surname and given name. */
  applicant: string;
  phone: string;
}

type People = (who: string) => Promise<Page>;

const pathOf = (page: Page) => new URL(page.url()).pathname;

const WISH = 'Оқығанын түсінгенімен, жазуға келгенде көп шаршайды.';
const NEED = 'Нұсқауды қысқа бөліктермен алу керек.';
const HELP = 'Үлгі мен қысқа нұсқау.';
const ADVICE = 'Ұсынымды екі қадамға бөліп беру.';
const MEDICAL = 'Дәрігердің құпия жазбасы.';
const DISSENT = 'Топтық сабақты жарты жылдан кейін бастаған дұрыс.';
const OWN = 'Тапсырманы ойын түрінде бергенде өзі бастайды.';
const SUMMARY = 'Төрт бөлім бірге оқылды, жазудың жеңілдетілуі туралы пікір бірдей.';
const DECISION = 'Ұсынымдар баланың сыныптағы күніне сай.';
const CONDITION = 'Тапсырманы бөліп, бағалауды бейімдеу';

/** Somebody without an account asks a PMPC for an examination; nothing typed is lost when a field is wrong. @returns the code the page shows once */
export async function askForExamination(page: Page, asked: Asked, caseKind = ''): Promise<string> {
  await page.goto('/request');
  await fillIn(page, {
    pmpcId: PMPC,
    surname: asked.surname,
    givenName: asked.givenName,
    patronymic: asked.patronymic ?? '',
    birthDate: asked.birthDate,
    examLanguage: 'kk',
    caseKind,
    reason: WISH,
    applicantName: asked.applicant,
    applicantRelation: 'mother',
    phone: '12',
    contactLanguage: 'kk',
    agreed: true,
  });
  await press(page, kk.requests.ask.submit);
  await expectWords(page, kk.frame.errors.title, kk.refusals['field.phone']);
  expect(await page.inputValue('#reason')).toBe(WISH);

  await fillIn(page, { phone: asked.phone });
  await press(page, kk.requests.ask.submit);
  await expectWords(page, kk.requests.asked.title, kk.requests.asked.codeHint);
  const [code] = /[A-Z0-9]{4}(-[A-Z0-9]{4}){3}/.exec(await readMain(page)) ?? [];
  if (!code) throw new Error('the page shows no code');
  return code;
}

/** The family looks how far its request is: by the code alone, and the page names nobody. */
export async function followRequest(page: Page, asked: Asked, code: string, ...sentences: string[]): Promise<void> {
  await page.goto('/request/follow');
  await fillIn(page, { code: code.toLowerCase() });
  await press(page, kk.requests.follow.submit);
  await expectWords(page, ...sentences);
  const said = await page.content();
  for (const name of [asked.surname, asked.givenName, asked.applicant]) expect(said).not.toContain(name);
}

/** Opens a request from the queue, by search. */
export async function findRequest(page: Page, child: Named, show: 'waiting' | 'booked' | 'seen' | 'open' = 'waiting'): Promise<void> {
  await page.goto(`/queue?show=${show}&q=${encodeURIComponent(`${child.surname} ${child.givenName}`)}`);
  await follow(page, fullName(child));
  await expectWords(page, fullName(child), kk.requests.page.papers);
}

/** The registrar books the first free time, of all or from a day on. */
export async function bookFirstSlot(page: Page, child: Named, from?: string): Promise<void> {
  await findRequest(page, child);
  await expectWords(page, kk.requests.page.noVisits, kk.requests.page.arriveHint);
  await follow(page, kk.requests.page.book);
  if (from) {
    await fillIn(page, { from });
    await press(page, kk.visits.booking.show);
  }
  const slot = page.locator('#times .chip').first();
  const [hours = ''] = /\d\d:\d\d–\d\d:\d\d/.exec(await slot.innerText()) ?? [];
  await slot.click();
  await press(page, kk.visits.booking.submit);
  await expectWords(page, kk.vocabulary.visitStates.booked, hours);
  expect(hours).not.toBe('');
}

/** At the first visit of a child who is on record here: documents are seen, consents are signed on paper. @returns the address of the examination */
export async function receiveKnown(page: Page, child: Asked): Promise<string> {
  await findRequest(page, child, 'booked');
  await follow(page, kk.requests.page.arrive);
  const row = page.locator('#main tbody tr', { hasText: kk.requests.arrival.likely });
  await follow(page, new RegExp(`^${kk.requests.arrival.choose}`), row);
  await fillIn(page, { agreed: true });
  await press(page, kk.requests.arrival.submit);
  await expectWords(page, kk.frame.errors.title, kk.refusals['request.not-seen']);
  await fillIn(page, { seen: true });
  return confirmArrival(page);
}

/** At the first visit of a child nobody knows here: the child, the adult, both consents and the referral are written at once. @returns the address of the examination */
export async function receiveNew(page: Page, child: Asked, iin: string): Promise<string> {
  await findRequest(page, child, 'booked');
  await follow(page, kk.requests.page.arrive);
  await follow(page, kk.requests.arrival.chooseNew);
  expect(await page.inputValue('#surname')).toBe(child.surname);
  expect(await page.inputValue('#guardianSurname')).toBe(child.applicant.split(' ')[0]);
  await fillIn(page, { sex: 'male', iin, seen: true, agreed: true });
  return confirmArrival(page);
}

async function confirmArrival(page: Page): Promise<string> {
  await press(page, kk.requests.arrival.submit);
  await expectWords(page, kk.requests.page.toChild, kk.requests.page.toReferral);
  expect(await page.getByRole('link', { name: kk.requests.page.arrive, exact: true }).count()).toBe(0);
  const examination = await page.locator('#main').getByRole('link', { name: kk.requests.page.toExamination, exact: true }).first().getAttribute('href');
  if (!examination) throw new Error('the request leads to no examination');
  return examination;
}

/** The desk ticks every mandatory paper; an identity document is only looked at. */
export async function bringPapers(page: Page, child: Named, show: 'booked' | 'seen'): Promise<void> {
  await findRequest(page, child, show);
  await follow(page, kk.requests.page.tick);
  await expectWords(page, kk.requests.papers.seenOnly);
  const mandatory = page.locator('#main fieldset', { hasText: `(${kk.requests.needs.mandatory})` });
  for (const paper of await mandatory.all()) await paper.locator('label', { has: page.locator('input[value="present"]') }).click();
  await press(page, kk.frame.save);
  await expectWords(page, kk.requests.page.papersDone);
}

/** What a form asks for, by the names of its fields. */
async function fieldsOf(page: Page): Promise<string[]> {
  const names = await page.locator('#main form :is(input, select, textarea):not([type="hidden"])').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).name));
  return [...new Set(names.filter(Boolean))];
}

/** A specialist finds the child, writes the own section and signs it, without ever touching the mouse. @returns the names of the fields the section asked for */
export async function writeSectionByKeyboard(page: Page, child: Named, who: Specialist): Promise<string[]> {
  const { domains } = TEAM[who];
  await page.goto('/today');
  await enterOn(page, page.getByRole('link', { name: fullName(child), exact: true }).first());
  await enterOn(page, page.getByRole('link', { name: kk.assessments.page.begin }));
  const asked = await fieldsOf(page);

  await tabTo(page, page.locator('#strengths'));
  await page.keyboard.type(who === 'psychologist' ? STRENGTH : 'Ересекпен жұмыс істегенді жақсы көреді.');
  await goOn(page);
  if (!(await isFocused(page.locator('#own textarea').first()))) await tabTo(page, page.locator('#own textarea').first());
  await page.keyboard.type(OWN);
  await goOn(page);
  for (const domain of domains) {
    const rated = (field: string) => page.locator(`[name="levels.${domain}.${field}"]:checked`).getAttribute('value');
    await page.keyboard.press('2');
    expect(await rated('withoutSupport')).toBe('2');
    await page.keyboard.press('Tab');
    await page.keyboard.press('0');
    await page.keyboard.press('ArrowDown');
    expect(await rated('withSupport')).toBe('1');
    await goOn(page);
  }
  const parts = await page.locator('[data-part]').count();
  while ((await partOf(page)) < parts - 2) await goOn(page);
  const words = [who === 'doctor' ? MEDICAL : NEED, HELP, ADVICE];
  for (const [order, text] of words.entries()) {
    if (order > 0) await page.keyboard.press('Tab');
    await page.keyboard.type(text);
  }
  await goOn(page);
  await page.keyboard.type('Бақылау');
  await arrive(page, () => page.keyboard.press('Control+Enter'));
  await expectWords(page, OWN, ...words, 'Бақылау', kk.vocabulary.levels[2]);
  await enterOn(page, page.getByRole('button', { name: kk.findings.signing.submit, exact: true }));
  await expectWords(page, kk.vocabulary.findingStates.signed);
  return asked;
}

/** The registrar sees on the page of the day that the visit was held, which nobody had to tick, and that all four sections are done. */
export async function seeDay(page: Page, child: Named): Promise<void> {
  await page.goto('/day');
  const visit = page.locator('#main li', { has: page.getByRole('heading', { name: new RegExp(`^${fullName(child)},`) }) });
  expect(await visit.getByText(kk.assessments.sectionStates.done, { exact: true }).count()).toBe(4);
  expect(await visit.getByText(kk.vocabulary.visitStates.held, { exact: true }).count()).toBe(1);
}

/**
 * The team meets about the draft: the special pedagogue writes the minutes, each of the four an opinion, one of them a
 * dissent; before the last one is heard the head cannot close the minutes. `conclusion` is the address of the draft.
 */
export async function meetAbout(as: People, conclusion: string): Promise<void> {
  const secretary = await as('defectologist');
  await secretary.goto(conclusion);
  await follow(secretary, kk.conclusions.page.meeting);
  const meeting = pathOf(secretary);
  await follow(secretary, kk.meetings.begin);
  for (const subject of await secretary.locator('#main fieldset').all()) await subject.locator('label', { has: secretary.locator('input[value="adopted"]') }).click();
  await fillIn(secretary, { summary: SUMMARY, decision: DECISION });
  await press(secretary, kk.meetings.submit);
  await expectWords(secretary, SUMMARY, DECISION, kk.vocabulary.meetingDecisions.adopted);

  for (const who of ['defectologist', 'psychologist', 'speech'] as const) await writeOpinion(await as(who), meeting, who);
  const head = await as('pmpc-head');
  await head.goto(meeting);
  await expectWords(head, fill(kk.meetings.closing.waiting.one, { n: 1 }), kk.meetings.noOpinion);
  expect(await head.getByRole('link', { name: kk.meetings.close, exact: true }).count()).toBe(0);

  await writeOpinion(await as('doctor'), meeting, 'doctor');
  await head.goto(meeting);
  await follow(head, kk.meetings.close);
  await press(head, kk.meetings.closing.submit);
  await expectWords(head, kk.vocabulary.meetingStates.closed, DISSENT, ...Object.values(TEAM).map(({ name }) => name));
  expect(await head.getByRole('link', { name: kk.meetings.edit, exact: true }).count()).toBe(0);
}

async function writeOpinion(page: Page, meeting: string, who: Specialist): Promise<void> {
  await page.goto(meeting);
  await follow(page, kk.meetings.ownOpinion);
  if (who === 'doctor') {
    await fillIn(page, { opinion: 'dissents' });
    await press(page, kk.meetings.submitOpinion);
    await expectWords(page, kk.frame.errors.title);
    await fillIn(page, { words: DISSENT });
  } else {
    await fillIn(page, { opinion: 'agrees' });
  }
  await press(page, kk.meetings.submitOpinion);
  await expectWords(page, kk.vocabulary.opinions[who === 'doctor' ? 'dissents' : 'agrees']);
}

/** Downloads the issued conclusion through the link of its page and reads it as a program of a reader does. @returns the number it has */
export async function readPdfOf(page: Page, child: Asked, conclusion: string): Promise<number> {
  await page.goto(conclusion);
  const [, number] = /№ (\d+)/.exec(await readMain(page)) ?? [];
  const link = await page.locator('#main').getByRole('link', { name: kk.checks.pdf.kk, exact: true }).getAttribute('href');
  const answer = await page.request.get(link ?? '');
  expect(answer.status()).toBe(200);
  expect(answer.headers()['content-type']).toBe('application/pdf');
  const { pages, text, title } = await readPdf(await answer.body());
  const numbered = fill(kk.conclusions.numbered, { number: Number(number), day: day('kk', today) });
  for (const said of pages) {
    expect(said).toContain(fullName(child));
    expect(said).toContain(fill(kk.conclusions.list.birthYear, { year: child.birthDate.slice(0, 4) }));
    expect(said).toContain(`№ ${number}`);
  }
  const told = text.replaceAll(/\s+/g, ' ');
  for (const said of [numbered, PMPC, STRENGTH, CONDITION, ...Object.values(TEAM).map(({ name }) => name)]) expect(told).toContain(said);
  for (const letter of 'әғқңөұүіӘҚҰ') expect(told, 'a Kazakh letter').toContain(letter);
  expect(told).not.toContain(MEDICAL);
  expect(title).not.toContain(child.surname);
  return Number(number);
}

/** A camera reads the square code of the printed page. @returns the address it leads to */
export async function readSquareCode(page: Page, conclusion: string): Promise<string> {
  await page.goto(conclusion);
  await follow(page, kk.conclusions.page.printKk);
  const code = page.getByRole('img', { name: kk.checks.paper.code });
  const size = Number((await code.getAttribute('viewBox'))?.split(' ')[2]);
  const address = readQr({ size, path: (await code.locator('path').getAttribute('d')) ?? '' });
  expect(new URL(address).origin).toBe(inject('demo').base);
  await expectWords(page, address);
  return address;
}

/** Anybody who holds the paper compares it with the page of its address: number, day and issuer, and nothing of the child. */
export async function checkPaper(page: Page, child: Asked, address: string, number: number): Promise<void> {
  await page.goto(address);
  await expectWords(page, kk.checks.valid, `${kk.checks.number} ${number}`, day('kk', today), PMPC);
  const said = await page.content();
  for (const never of [child.surname, child.givenName, child.birthDate, day('kk', child.birthDate), STRENGTH]) expect(said).not.toContain(never);
}

/** The parent brings the paper to the school: a wrong number opens nothing, the right one the extract. @returns the address of the extract */
export async function openAtSchool(page: Page, child: Named, number: number): Promise<string> {
  await findChild(page, child);
  await follow(page, kk.home.tabs.consents);
  await follow(page, kk.conclusions.atSchool.title);
  const [guardian] = await page.locator('#guardianId option:not([value=""])').allInnerTexts();
  await fillIn(page, { number: String(number + 1000), issuedOn: today, guardianId: guardian ?? '' });
  await press(page, kk.conclusions.sharing.record);
  await expectWords(page, kk.conclusions.atSchool.noMatch);
  await fillIn(page, { number: String(number) });
  await press(page, kk.conclusions.sharing.record);
  await follow(page, fill(kk.conclusions.atSchool.openOne, { number, day: day('kk', today) }));
  await expectWords(page, STRENGTH, CONDITION, ADVICE, HELP);
  expect(await readMain(page)).not.toContain(MEDICAL);
  return pathOf(page);
}

/** An appointment of one's own: a day, a time, a length, a room and a crew, all chosen by hand. */
export interface OwnTime {
  visitOn: string;
  startsAt: string;
  minutes: string;
}

/** Fills the form of an appointment at a time of one's own, and stops before sending it. */
export async function chooseOwnTime(page: Page, request: string, time: OwnTime): Promise<void> {
  await page.goto(request);
  await follow(page, kk.requests.page.book);
  const first = (field: string) => page.locator(`#${field} option:not([value=""])`).first().innerText();
  await fillIn(page, { slot: 'own', ...time, roomId: await first('roomId'), crewId: await first('crewId'), language: 'ru' });
}
