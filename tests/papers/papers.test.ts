import { expect, test } from 'vitest';
import forms from '#db/reference/forms.json';
import type { FormEdition } from '~/domain/conclusion-forms';
import { conclusionPdf, type ConclusionToPrint, type IssueToPrint } from '~/papers/conclusion-pdf.server';
import { extractPdf } from '~/papers/extract-pdf.server';
import { familyPdf } from '~/papers/family-pdf.server';
import { PressTrouble, print } from '~/papers/press.server';
import { qrOf } from '~/papers/qr.server';
import { extractOf } from '~/domain/conclusions';
import { readPdf } from '../support/pdf-text';
import { readQr } from '../support/qr-reader';
import { draftOf } from '../support/story-conclusions';

const [form] = forms as FormEdition[];
const pmpc = { kk: 'Түркістан ПМПК', ru: 'ПМПК Туркестана', en: 'Turkistan PMPC' };
const { version: _, ...text } = draftOf(1, {
  levels: [{ domain: 'COG', withSupport: 1, withoutSupport: 2 }],
  placements: ['correction-room'],
  examConditions: ['extra-time'],
  nextExamOn: '2027-09-01',
});
const conclusion: ConclusionToPrint = {
  child: { name: 'Серіков Әлихан Болатұлы', birthYear: '2018', className: '2 «Б»' },
  state: 'issued',
  number: 12,
  issuedOn: '2026-10-14',
  issuedBy: 'Тегі Марат',
  sessionOn: '2026-10-13',
  examKind: 'primary',
  pmpc,
  text,
  team: [{ name: 'Тегі Айгерім', specialty: 'psychologist', state: 'signed', at: '2026-10-14T05:00:00Z' }],
  iinLastFour: '4321',
  school: { kk: '№ 12 мектеп' },
  printedBy: 'Тегі Марат',
  printedAt: '2026-10-14T06:00:00Z',
  form: form as FormEdition,
};
const issue: IssueToPrint = { check: { address: 'https://qadam.example/check/0123456789abcdefghjkmnpqrstv', digest: 'ab12'.repeat(16) }, appealTerm: { days: 15, byLaw: false } };

test('the printed conclusion says in Kazakh what the form asks for, with its letters inside the file', async () => {
  const letters = 'ә ғ қ ң ө ұ ү һ і Ә Ғ Қ Ң Ө Ұ Ү Һ І';
  const pdf = await readPdf(await conclusionPdf('kk', { ...conclusion, text: { ...text, strengths: letters } }, issue));
  expect(pdf.text).toContain(letters);
  for (const said of ['№ 12, 2026 ж. 14 қазан', 'Түркістан ПМПК', 'Тапсырманы бір-бірлеп беру.', 'Тегі Айгерім', 'Күн сайын он минут бірге оқыңыз.', 'ab12 ab12 ab12 ab12']) {
    expect(pdf.text).toContain(said);
  }
  for (const { title } of form?.parts ?? []) expect(pdf.text).toContain(title.kk);
  expect(pdf.fonts).toEqual(expect.arrayContaining(['NotoSans-Bold', 'NotoSans-Regular']));
});

test('the same in Russian, and the name of the file’s window names no child', async () => {
  const pdf = await readPdf(await conclusionPdf('ru', conclusion, issue));
  expect(pdf.text).toContain('№ 12 от 14 октября 2026 г.');
  expect(pdf.text).toContain('Проверка подлинности');
  expect(pdf.title).toBe('Заключение ПМПК');
});

test('the child’s name, the birth year, the number and the page stand on every page', async () => {
  const long = { ...text, needs: 'Нұсқауды суретпен қайталау керек, сабақ арасында тыныш орын қажет. '.repeat(150).trim() };
  const { pages } = await readPdf(await conclusionPdf('kk', { ...conclusion, text: long }, issue));
  expect(pages.length).toBeGreaterThan(2);
  pages.forEach((page, index) => {
    for (const said of ['Серіков Әлихан Болатұлы, 2018 ж. т.', '№ 12', `${pages.length} беттің ${index + 1}-беті`, 'Тегі Марат']) expect(page).toContain(said);
  });
});

test('a draft says that it is one and has neither a number nor a check', async () => {
  const { pages, text: told } = await readPdf(await conclusionPdf('kk', { ...conclusion, state: 'draft', number: null, issuedOn: null, issuedBy: null }, null));
  for (const page of pages) expect(page).toContain('Жоба');
  expect(told).not.toContain('/check/');
  expect(told).not.toContain('Келіспесеңіз');
});

test('a term of appeal that no act is known to set is not told as a law', async () => {
  const usual = (await readPdf(await conclusionPdf('ru', conclusion, issue))).text.replaceAll(/\s+/g, ' ');
  expect(usual).toContain('Обычно отвечают в течение 15 рабочих дней.');
  expect(usual).not.toContain('По правовому акту');
  const byLaw = (await readPdf(await conclusionPdf('ru', conclusion, { ...issue, appealTerm: { days: 15, byLaw: true } }))).text.replaceAll(/\s+/g, ' ');
  expect(byLaw).toContain('По правовому акту ответ дают в течение 15 рабочих дней.');
});

test('another edition of the form prints other parts, in its own order and under its own titles', async () => {
  const shorter: FormEdition = {
    ...(form as FormEdition),
    id: 'pmpc-conclusion@2027-01-01',
    title: { kk: 'Жаңа үлгі', ru: 'Новая форма' },
    parts: [
      { code: 'familyAdvice', title: { kk: 'Отбасына', ru: 'Семье' }, note: { kk: 'Үйде оқыңыз.', ru: 'Читайте дома.' } },
      { code: 'strengths', title: { kk: 'Мықты жағы', ru: 'Сильное' }, note: null },
    ],
  };
  const { text: told } = await readPdf(await conclusionPdf('kk', { ...conclusion, form: shorter }, null));
  expect(told).toContain('Жаңа үлгі');
  expect(told.indexOf('Отбасына')).toBeLessThan(told.indexOf('Мықты жағы'));
  expect(told).not.toContain('Тапсырманы бір-бірлеп беру.');
});

test('the school’s extract prints what was stored for it, and no level', async () => {
  const sections = [{ medical: false, helps: 'Суретті кесте', recommendations: 'Жұппен жұмыс' }, { medical: true, helps: 'ДӘРІ', recommendations: 'ДӘРІ' }];
  const body = extractOf({ number: 12, issuedOn: '2026-10-14', pmpc, child: { name: 'Серіков Әлихан', birthYear: '2018' } }, text, sections);
  const { text: told } = await readPdf(await extractPdf('kk', { body, state: 'issued', digest: 'cd34'.repeat(16), printedBy: 'Тегі Сәуле', printedAt: '2026-10-14T06:00:00Z' }));
  for (const said of ['Суретті кесте', 'Жұппен жұмыс', 'cd34 cd34', 'Құжатта медициналық деректер жоқ.']) expect(told).toContain(said);
  for (const never of ['ДӘРІ', '4321', 'Күн сайын он минут']) expect(told).not.toContain(never);
});

test('the family’s copy tells the next steps in plain words', async () => {
  const { printedAt, printedBy, child, state } = conclusion;
  const { text: told } = await readPdf(await familyPdf('kk', { child, state, number: 12, issuedOn: '2026-10-14', pmpc, text, printedAt, printedBy }));
  const flat = told.replaceAll(/\s+/g, ' ');
  for (const said of ['Не байқадық', 'Не ұсынамыз', 'Енді не істеу керек', 'Кімнен сұрауға болады', 'Түркістан ПМПК', '2027 ж. 1 қыркүйек', 'Психологиялық-педагогикалық түзету кабинеті']) {
    expect(flat).toContain(said);
  }
});

test('a camera reads the address from the square code', () => {
  for (const address of ['https://qadam.example/check/0123456789abcdefghjkmnpqrstv', 'http://localhost:3000/check/zzzzzzzzzzzzzzzzzzzzzzzzzzzz']) {
    expect(readQr(qrOf(address))).toBe(address);
  }
});

test('one document that cannot be set does not stop the next', async () => {
  const sheet = { language: 'kk' as const, title: 'x', running: 'x', foot: 'x', pageOf: '{page} {pages}' };
  const broken = print({ ...sheet, content: [{ text: 'x', style: 'title', font: 'no such font' }] });
  const whole = print({ ...sheet, content: [{ text: 'келесі' }] });
  await expect(broken).rejects.toThrow();
  expect((await readPdf(await whole)).text).toContain('келесі');
});

test('when too many documents wait, the next is asked to come later and the others are printed', async () => {
  const sheet = { language: 'kk' as const, title: 'x', running: 'x', foot: 'x', pageOf: '{page} {pages}', content: [{ text: 'x' }] };
  const outcomes = await Promise.allSettled(Array.from({ length: 45 }, () => print(sheet)));
  const turnedAway = outcomes.filter((outcome) => outcome.status === 'rejected');
  expect(turnedAway).toHaveLength(4);
  for (const { reason } of turnedAway) expect(reason).toBeInstanceOf(PressTrouble);
});
