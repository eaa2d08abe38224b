import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditEntries, children, conclusions } from '#db/schema';
import { pdfAnswer } from '~/http/pdf.server';
import { PressTrouble } from '~/papers/press.server';
import Check, { loader as checkLoader } from '~/routes/check.$token';
import { loader as pdfLoader } from '~/routes/conclusions.$conclusionId.pdf';
import PrintedConclusion, { loader as paperLoader } from '~/routes/conclusions.$conclusionId.paper';
import FamilyCopy, { loader as familyLoader } from '~/routes/conclusions.$conclusionId.family._index';
import { loader as familyPdfLoader } from '~/routes/conclusions.$conclusionId.family.pdf';
import { loader as extractPdfLoader } from '~/routes/extracts.$extractId.pdf';
import { readPdf } from '../support/pdf-text';
import { rendered } from '../support/rendered';
import { drafted, issued, MEDICAL_WORD, shared } from '../support/story-conclusions';
import { checkTokenOf } from '../support/story-handovers';
import { answerOf, visit } from '../support/visit';
import { openWorld, restrict, type Person, type World } from '../support/world';

const CAST: Person[] = ['marat', 'gulnar', 'aigerim', 'zhanar', 'saule', 'bolat', 'ainur', 'dana', 'erlan', 'roza', 'yerbol', 'kanat', 'nurlan', 'otherHead'];
const at = (conclusionId: string, url = '/') => ({ params: { conclusionId }, url });

async function admitted(get: (person: Person) => Promise<unknown>): Promise<Person[]> {
  const inside: Person[] = [];
  for (const person of CAST) if ((await answerOf(get(person))).status === 200) inside.push(person);
  return inside;
}

const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer());

async function nameChild(world: World): Promise<void> {
  await world.database.transaction((tx) => tx.update(children).set({ iinLastFour: '4321' }).where(eq(children.id, world.alikhan)));
}

test('the PDF of an issued conclusion is the team’s, the head’s and the family’s', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  expect(await admitted(async (person) => pdfLoader(await visit(world, person, at(id))))).toEqual(['marat', 'aigerim', 'zhanar', 'dana']);
  await restrict(world, world.danaGuardian, 'documents');
  expect((await answerOf(pdfLoader(await visit(world, 'dana', at(id))))).status).toBe(404);
});

test('the file is a PDF that nobody stores, and its name tells neither the child nor the IIN', async () => {
  const world = await openWorld();
  await nameChild(world);
  const { id, number } = await issued(world);
  const answer = await pdfLoader(await visit(world, 'dana', at(id, '/conclusions/x/pdf?language=kk')));
  expect(answer.headers.get('Content-Type')).toBe('application/pdf');
  expect(answer.headers.get('Cache-Control')).toBe('private, no-store');
  expect(answer.headers.get('Content-Disposition')).toBe(`inline; filename="conclusion-${number}-2026-kk.pdf"`);
  const { text, title } = await readPdf(await bytesOf(answer));
  for (const said of ['Серіков Әлихан Болатұлы', '4321', `http://localhost:3000/check/${await checkTokenOf(world, id)}`]) expect(text).toContain(said);
  expect(text).not.toContain(MEDICAL_WORD);
  expect(title).toBe('ПМПК қорытындысы');
});

test('a draft’s PDF says «draft» and is its team’s only', async () => {
  const world = await openWorld();
  const id = await drafted(world);
  expect(await admitted(async (person) => pdfLoader(await visit(world, person, at(id))))).toEqual(['marat', 'aigerim', 'zhanar']);
  const answer = await pdfLoader(await visit(world, 'aigerim', at(id, '/?language=ru')));
  expect(answer.headers.get('Content-Disposition')).toContain('conclusion-draft-ru.pdf');
  const { text } = await readPdf(await bytesOf(answer));
  expect(text).toContain('Проект');
  expect(text).not.toContain('/check/');
});

test('opening the PDF is written down like opening the conclusion', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  await pdfLoader(await visit(world, 'dana', at(id)));
  const lines = await world.database.read((tx) =>
    tx.select({ actorId: auditEntries.actorId, subjectId: auditEntries.subjectId }).from(auditEntries).where(eq(auditEntries.actorId, world.people.dana.userId)),
  );
  expect(lines).toContainEqual({ actorId: world.people.dana.userId, subjectId: id });
});

test('a school prints the extract it may read, and nothing medical is in it', async () => {
  const world = await openWorld();
  const { extractId, number } = await shared(world);
  const options = { params: { extractId }, url: '/?language=kk' };
  expect(await admitted(async (person) => extractPdfLoader(await visit(world, person, options)))).toEqual(['marat', 'aigerim', 'zhanar', 'saule', 'bolat', 'dana']);
  const { text, pages } = await readPdf(await bytesOf(await extractPdfLoader(await visit(world, 'bolat', options))));
  for (const said of ['Серіков Әлихан Болатұлы', `№ ${number}`, 'Тапсырманы бір-бірлеп беру.', 'psychologist: көмегі']) expect(text).toContain(said);
  for (const never of [MEDICAL_WORD, 'Күн сайын он минут', 'Қолдаусыз']) expect(text).not.toContain(never);
  for (const page of pages) expect(page).toContain('2018 ж. т.');
});

test('the family’s copy is read on a page and as a paper, in both languages, and a draft has none', async () => {
  const world = await openWorld();
  const { id, number } = await issued(world);
  const everyone = ['marat', 'aigerim', 'zhanar', 'dana'];
  expect(await admitted(async (person) => familyLoader(await visit(world, person, at(id))))).toEqual(everyone);
  expect(await admitted(async (person) => familyPdfLoader(await visit(world, person, at(id))))).toEqual(everyone);
  const html = rendered(FamilyCopy, await familyLoader(await visit(world, 'dana', at(id, '/?language=ru'))));
  for (const said of ['Что мы увидели', 'Что делать дальше', 'Рекомендован педагог-ассистент', `№ ${number} от 14 октября 2026`]) expect(html).toContain(said);
  const draft = await drafted(world, { childId: world.otherChild });
  expect((await answerOf(familyLoader(await visit(world, 'marat', at(draft))))).status).toBe(404);
});

test('the printed page of an issued conclusion carries the square code of its check', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  const html = rendered(PrintedConclusion, await paperLoader(await visit(world, 'dana', at(id, '/?language=kk'))));
  expect(html).toContain(`/check/${await checkTokenOf(world, id)}`);
  expect(html).toMatch(/<svg[^>]*viewBox="0 0 \d+ \d+"/);
});

test('anyone with the paper checks it without signing in, and reads nothing of the child', async () => {
  const world = await openWorld();
  const { id, number } = await issued(world);
  const params = { token: await checkTokenOf(world, id) };
  const { data } = (await checkLoader(await visit(world, null, { params }))) as { data: unknown };
  const html = rendered(Check, data, 'ru');
  for (const said of ['Эта ПМПК выдала такое заключение', String(number), '14 октября 2026', 'ПМПК']) expect(html).toContain(said);
  for (const never of ['Серіков', 'Әлихан', '2018', world.alikhan, id, MEDICAL_WORD]) expect(html).not.toContain(never);
});

test('a void conclusion checks as void', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  const params = { token: await checkTokenOf(world, id) };
  await world.database.transaction((tx) => tx.update(conclusions).set({ state: 'void' }).where(eq(conclusions.id, id)));
  const { data } = (await checkLoader(await visit(world, null, { params }))) as { data: unknown };
  expect(rendered(Check, data, 'kk')).toContain('Бұл қорытындының күші жойылған. Бұл қағаз енді жарамсыз.');
});

test('an address that was never given out and one that cannot be an address get the same answer', async () => {
  const world = await openWorld();
  await issued(world);
  for (const token of ['0'.repeat(28), 'x', 'u'.repeat(28)]) {
    expect(await answerOf(checkLoader(await visit(world, null, { params: { token } })))).toEqual({ status: 404, data: null, location: null });
  }
});

test('whoever tries address after address is asked to wait', async () => {
  const world = await openWorld();
  const { id } = await issued(world);
  const tries = await visit(world, null, { params: { token: '0'.repeat(28) } });
  for (let miss = 0; miss < 61; miss += 1) await answerOf(checkLoader(tries));
  const { status, data } = await answerOf(checkLoader(await visit(world, null, { params: { token: await checkTokenOf(world, id) } })));
  expect({ status, data }).toMatchObject({ status: 429, data: { checked: null } });
  expect(rendered(Check, data, 'kk')).toContain('минут күтіп');
});

test('a busy press answers with when to come back, in the reader’s language', async () => {
  const request = new Request('http://localhost:3000/', { headers: { Cookie: 'lang=ru' } });
  const answer = await pdfAnswer(request, 'conclusion-1-2026-kk', Promise.reject(new PressTrouble('busy')));
  expect({ status: answer.status, later: answer.headers.get('Retry-After') }).toEqual({ status: 503, later: '30' });
  expect(await answer.text()).toContain('Попробуйте ещё раз');
});
