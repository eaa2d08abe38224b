import { expect, inject } from 'vitest';
import type { Page } from 'playwright-core';
import shipped from '#db/reference/days-off.json';
import { addDays, dayIn } from '~/domain/calendar';
import { checkIin, fullName } from '~/domain/children';
import { addWorkingDays, calendarOf, type DaysOff } from '~/domain/days-off';
import { fill, weekday } from '~/i18n/translate';
import { kk } from '~/i18n/kk';
import { arrive, expectWords, fillIn, follow, press, readMain } from './browser';

/** The steps of one child's story as people take them on the pages, in Kazakh, from the registration to the first records. */

export interface Named {
  surname: string;
  givenName: string;
  patronymic?: string | null;
}

export interface Story extends Named {
  birthDate: string;
  iin: string;
  mother: { surname: string; givenName: string };
  /** When and where the PMPC meets, apart from the other sessions of the day. */
  session: { at: string; room: string };
  /** Two hours that are free in the assistant's week. */
  help: { weekday: string; from: string; to: string };
}

export const today = dayIn(new Date());
/** The next day on which the PMPC works. */
export const sessionDay = addWorkingDays(today, 1, calendarOf(shipped as DaysOff[], today));
const SCHOOL = '№ 12 мектеп, Түркістан';
const TEACHER = 'Әлімбаев Болат';
const ASSISTANT = 'Қасымова Әлия';
export const PMPC = 'Түркістан қалалық ПМПК';
export const TEAM = {
  psychologist: { name: 'Сейітқызы Айгерім', domains: ['COG', 'EMO', 'SOC'] },
  speech: { name: 'Қожахметова Жанар', domains: ['SPL', 'SOC'] },
  defectologist: { name: 'Оспанова Әсел', domains: ['COG', 'LRN', 'SLF'] },
  doctor: { name: 'Жұмабеков Тимур', domains: ['MOT', 'HWB'] },
} as const;
export type Specialist = keyof typeof TEAM;

const ACADEMIC = 'Мәтінді есепті екі қадаммен шығару';
const SOFT = 'Сабақта көмек сұрау';
export const STRENGTH = 'Суретпен берілген тапсырманы бірден түсінеді, құрастыруды ұнатады.';
const WISH = 'Маған сурет салған ұнайды, шу кезінде тыныш бұрыш керек.';
const QUESTION = 'Үйде қалай жаттығамыз?';
const FADING = 'Екі айдан кейін тек тапсырма басында нұсқау беру.';
const REMARK = 'Карточканы өзі алды';

/** A number that can be an IIN, of a boy born that day; `serial` keeps the children of the tests apart. */
export function iinOf(birthDate: string, serial: string): string {
  const start = `${birthDate.slice(2).replaceAll('-', '')}5${serial}`;
  const found = Array.from({ length: 100 }, (_, end) => start + String(end).padStart(2, '0')).find((iin) => checkIin(iin) === 'ok');
  if (!found) throw new Error(`no IIN begins with ${start}`);
  return found;
}

const pathOf = (page: Page) => new URL(page.url()).pathname;

/** Opens the child's page from the list, by search, as people do. */
export async function findChild(page: Page, story: Named): Promise<void> {
  await page.goto(`/children?q=${encodeURIComponent(`${story.surname} ${story.givenName}`)}`);
  await follow(page, fullName(story));
  expect(await page.locator('h1').innerText()).toBe(fullName(story));
}

/** The coordinator registers the child; a slip in the IIN is refused and everything typed stays. @returns the address of the child's page */
export async function registerChild(page: Page, story: Story): Promise<string> {
  const { surname, givenName, birthDate, iin } = story;
  await page.goto('/children');
  await follow(page, kk.children.register);
  const slip = iin.slice(0, -1) + String((Number(iin.at(-1)) + 1) % 10);
  await fillIn(page, { surname, givenName, birthDate, sex: 'male', iin: slip, className: '3 «Б»', supportSummary: 'Нұсқауды суретпен көрсету' });
  await press(page, kk.children.form.submit);
  await expectWords(page, kk.frame.errors.title, kk.refusals['field.iin-checksum']);
  expect(await page.inputValue('#surname')).toBe(surname);

  await fillIn(page, { iin });
  await press(page, kk.children.form.submit);
  expect(pathOf(page)).toMatch(/^\/children\/[0-9a-f-]{36}$/);
  expect(await page.locator('h1').innerText()).toBe(fullName(story));
  await expectWords(page, '3 «Б»', SCHOOL, kk.home.next['add-guardian'].text);
  expect(await readMain(page)).not.toContain(iin);
  return pathOf(page);
}

/**
 * The coordinator writes down the mother, whose documents she has seen. With `email` the account she has already is linked;
 * without it the way leads to the code for her.
 */
export async function addMother(page: Page, story: Story, email?: string): Promise<void> {
  await findChild(page, story);
  await follow(page, kk.home.next['add-guardian'].button);
  await fillIn(page, { ...story.mother, relation: 'mother', phone: '+7 701 555 44 33', preferred: true, language: 'kk', email: email ?? '' });
  await press(page, kk.guardians.form.submit);
  await expectWords(page, fullName(story.mother), kk.vocabulary.relations.mother, email ? kk.guardians.linked : kk.guardians.code.lead);
}

/** The coordinator prints a one-time code for the mother. @returns the code as the paper shows it */
export async function printCode(page: Page): Promise<string> {
  await press(page, kk.guardians.code.make);
  await expectWords(page, kk.guardians.code.made, kk.guardians.slip.title);
  const [code] = /[A-Z0-9]{4}(-[A-Z0-9]{4}){3}/.exec(await readMain(page)) ?? [];
  if (!code) throw new Error('the slip shows no code');
  return code;
}

/** The mother opens the child's page with the code from the paper and an account of her own. */
export async function redeemCode(page: Page, story: Story, code: string, email: string): Promise<void> {
  await page.goto('/login');
  await follow(page, kk.accounts.signIn.withCode);
  await fillIn(page, { code: code.toLowerCase(), birthYear: story.birthDate.slice(0, 4), email, password: inject('demo').password });
  await press(page, kk.guardians.redeem.submit);
  await page.goto('/children');
  expect(await page.locator('h1').innerText()).toBe(story.givenName);
  await expectWords(page, kk.family.where.beginning);
}

/** The coordinator puts the class teacher into the child's team. */
export async function putTeacherIn(page: Page, child: string): Promise<void> {
  await page.goto(child);
  await follow(page, kk.home.tabs.team);
  await follow(page, kk.team.add);
  await fillIn(page, { userId: TEACHER, part: 'class_teacher' });
  await press(page, kk.team.form.submit);
  await expectWords(page, TEACHER, kk.vocabulary.teamParts.class_teacher, kk.team.present);
}

/** The coordinator writes the referral; without the signed consent it is refused, with it it goes to the PMPC. */
export async function sendReferral(page: Page, story: Story): Promise<void> {
  await findChild(page, story);
  await follow(page, kk.home.next['make-referral'].button);
  await fillIn(page, {
    pmpcId: PMPC,
    reason: 'Сабақта нұсқауды тыңдап үлгермейді, үзілісте жалғыз қалады.',
    tried: 'Суретті кесте ілдік: тапсырманы бастауы жеңілдеді.',
    'documents.characteristic': 'present',
    'documents.medical-extract': 'requested',
    guardianId: `${fullName(story.mother)} (${kk.vocabulary.relations.mother})`,
  });
  await press(page, kk.referrals.form.send);
  await expectWords(page, kk.frame.errors.title);
  expect(await page.inputValue('#reason')).toContain('үлгермейді');

  await fillIn(page, { agreed: true });
  await press(page, kk.referrals.form.send);
  await expectWords(page, kk.vocabulary.referralStates.sent, kk.referrals.page.consented, PMPC, kk.vocabulary.documentStates.requested);
}

/** A coordinator of another region finds nothing at the child's address, and nothing in a search. */
export async function meetStranger(page: Page, story: Named, child: string): Promise<void> {
  const answer = await page.goto(child);
  expect(answer?.status()).toBe(404);
  await expectWords(page, kk.frame.notFound.title, kk.frame.notFound.text);
  expect(await page.content()).not.toContain(story.surname);
  await page.goto(`/children?q=${encodeURIComponent(story.surname)}`);
  await expectWords(page, kk.children.empty.search);
}

/** The head of the PMPC takes the referral from the queue and sets the session for the next working day. @returns the address of the examination */
export async function acceptReferral(page: Page, story: Story): Promise<string> {
  await page.goto(`/queue?q=${encodeURIComponent(story.surname)}`);
  await follow(page, fullName(story));
  await follow(page, kk.requests.page.toReferral);
  await expectWords(page, 'Суретті кесте ілдік');
  await follow(page, kk.referrals.page.accept);
  expect(await page.locator('#main').getByRole('link', { name: kk.frame.nav.queue, exact: true }).getAttribute('href')).toBe('/queue');
  await fillIn(page, {
    sessionOn: sessionDay,
    sessionAt: story.session.at,
    room: story.session.room,
    language: 'kk',
    'team.psychologist': TEAM.psychologist.name,
    'team.speech_therapist': TEAM.speech.name,
    'team.special_pedagogue': TEAM.defectologist.name,
    'team.neurologist': TEAM.doctor.name,
  });
  await press(page, kk.assessments.accept.submit);
  await expectWords(page, story.session.room, ...Object.values(TEAM).map(({ name }) => name));
  const waiting = await page.locator('#sections').getByText(kk.assessments.sectionStates['not-started'], { exact: true }).count();
  expect(waiting).toBe(4);
  return pathOf(page);
}

/** A specialist writes the own section and signs it; without strengths it cannot be signed. */
export async function writeSection(page: Page, story: Story, who: Specialist): Promise<void> {
  const { domains } = TEAM[who];
  await page.goto('/today');
  await follow(page, fullName(story));
  await follow(page, kk.assessments.page.begin);
  const levels = Object.fromEntries(domains.flatMap((domain) => [[`levels.${domain}.withoutSupport`, '2'], [`levels.${domain}.withSupport`, '1']]));
  await fillIn(page, { ...levels, needs: 'Нұсқауды қысқа бөліктермен алу керек.', helps: 'Суретті кесте және бір-бір қадам.', recommendations: 'Тапсырманы екі қадамға бөліп беру.' });
  await press(page, kk.findings.form.submit);
  await follow(page, kk.findings.form.sign);
  await expectWords(page, kk.refusals['finding.strengths-first']);
  expect(await page.getByRole('button', { name: kk.findings.signing.submit }).count()).toBe(0);

  await follow(page, kk.findings.page.edit);
  await fillIn(page, { strengths: who === 'psychologist' ? STRENGTH : 'Ересекпен жұмыс істегенді жақсы көреді.' });
  await press(page, kk.findings.form.submit);
  await follow(page, kk.findings.form.sign);
  await expectWords(page, 'Суретті кесте және бір-бір қадам.', kk.vocabulary.levels[2]);
  await press(page, kk.findings.signing.submit);
  await expectWords(page, kk.vocabulary.findingStates.signed);
}

/** The head sees that all sections are done, and that the medical one is closed to him. */
export async function seeSections(page: Page, story: Named): Promise<void> {
  await page.goto('/today');
  await follow(page, fullName(story));
  expect(await page.locator('#sections').getByText(kk.assessments.sectionStates.done, { exact: true }).count()).toBe(4);
  await expectWords(page, kk.assessments.page.medicalClosed);
}

/** The psychologist starts the conclusion from the signed sections, completes it and signs. @returns its address */
export async function writeConclusion(page: Page, story: Named): Promise<string> {
  await page.goto('/today');
  await follow(page, fullName(story));
  await follow(page, kk.assessments.page.conclude);
  await press(page, kk.conclusions.start.submit);
  expect(await page.inputValue('#strengths')).toContain(STRENGTH);
  await fillIn(page, {
    programme: 'adapted',
    studyForm: 'full-time',
    'conditions.grading.detail': 'Тапсырманы бөліп, бағалауды бейімдеу',
    'sessions[0].specialty': 'psychologist',
    'sessions[0].form': 'individual',
    'sessions[0].perWeek': '2',
    assistantNeeded: true,
    assistantHours: '2',
    assistantFrom: today,
    assistantTo: addDays(today, 180),
    assistantTasks: 'Нұсқауды қайталап, тапсырманы бастауға көмектеседі.',
    validUntil: addDays(today, 365),
    familyAdvice: 'Күн сайын он минут бірге құрастырыңыздар.',
  });
  await press(page, kk.conclusions.form.submit);
  await follow(page, kk.conclusions.form.toPage);
  await expectWords(page, kk.vocabulary.conclusionStates.draft, kk.conclusions.page.draft, 'Тапсырманы бөліп, бағалауды бейімдеу');
  await signConclusion(page);
  return pathOf(page);
}

/** A member of the team reads the conclusion and signs it; `conclusion` is its address when it is not open yet. */
export async function signConclusion(page: Page, story?: Named): Promise<void> {
  if (story) {
    await findChild(page, story);
    await follow(page, kk.home.next['sign-conclusion'].button);
  }
  await follow(page, kk.conclusions.page.sign);
  await press(page, kk.conclusions.signing.submit);
  await expectWords(page, kk.conclusions.signatures.states.signed);
}

/** The head cannot issue before everybody has signed. */
export async function waitForSignatures(page: Page, conclusion: string): Promise<void> {
  await page.goto(conclusion);
  await expectWords(page, fill(kk.conclusions.signatures.progress, { signed: 3, needed: 4 }), kk.conclusions.signatures.states.waiting);
}

/** The head issues the conclusion that somebody else has written; it has a number and does not change any more. */
export async function issueConclusion(page: Page, story: Named): Promise<void> {
  await findChild(page, story);
  await follow(page, kk.home.next['issue-conclusion'].button);
  await expectWords(page, kk.conclusions.signatures.ready);
  await follow(page, kk.conclusions.page.issue);
  await press(page, kk.conclusions.issuing.submit);
  await expectWords(page, kk.vocabulary.conclusionStates.issued, kk.conclusions.page.issued, '№ ');
  expect(await page.getByRole('link', { name: kk.conclusions.page.edit }).count()).toBe(0);
}

/** The mother reads what the school would read, and opens the extract to it. */
export async function shareConclusion(page: Page, child: string): Promise<void> {
  await page.goto(child);
  await expectWords(page, kk.family.where['conclusion-issued'], kk.family.task['share-conclusion']);
  await follow(page, kk.family.task['share-conclusion-button']);
  await expectWords(page, kk.conclusions.sharing.notShared, STRENGTH, 'Тапсырманы бөліп, бағалауды бейімдеу');
  await press(page, fill(kk.conclusions.sharing.give, { school: SCHOOL }));
  await expectWords(page, fill(kk.conclusions.sharing.shared, { school: SCHOOL, day: '' }).slice(0, 20), kk.conclusions.sharing.withdrawHint);
}

/** The teacher begins the plan from the extract and writes it; it does not go to the team before it has a soft-skill goal. */
export async function writePlan(page: Page, story: Story): Promise<void> {
  await findChild(page, story);
  await follow(page, kk.home.next['start-plan'].button);
  await expectWords(page, kk.plans.begin.taken);
  await press(page, kk.plans.begin.submit);
  expect(await page.inputValue('#strengths')).toContain(STRENGTH);
  await fillIn(page, { childVoice: WISH, familyVoice: 'Достары болса екен.', needs: 'Нұсқауды қысқа алу.', familyWork: 'Айына бір рет кездесеміз.' });
  await press(page, kk.frame.save);

  await addAcademicGoal(page);
  await follow(page, kk.plans.sheet.buttons.submission);
  await expectWords(page, kk.plans.steps.notNow, kk.refusals['plan.no-soft-goal']);
  expect(await page.getByRole('button', { name: kk.plans.steps.submission.button }).count()).toBe(0);
  await follow(page, kk.plans.toPlan);

  await addGoalFromBank(page);
  await addSupport(page);
  await follow(page, kk.plans.sheet.buttons.submission);
  await press(page, kk.plans.steps.submission.button);
  await expectWords(page, kk.vocabulary.planStates.team_review, kk.plans.sheet.waiting.coordinator, ACADEMIC, SOFT, WISH);
}

async function addAcademicGoal(page: Page): Promise<void> {
  await follow(page, kk.plans.studio.addGoal);
  await fillIn(page, { skill: 'AC3' }, page.locator('#own'));
  await press(page, kk.goals.choose.write);
  await fillIn(page, {
    titleKk: ACADEMIC,
    behaviourKk: 'Есептің шартын суретпен көрсетіп, екі амалды ретімен орындайды',
    conditionKk: 'Математика сабағында, қадам карточкасы тұрғанда',
    whyKk: 'Есепті өзі бастай алуы үшін',
    measure: 'percent',
    baseline: '20',
    target: '80',
    responsible: TEACHER,
    method: 'Бақылау парағы',
    perWeek: '2',
    'settings[]': 'lesson',
  });
  await press(page, kk.goals.save);
  await expectWords(page, ACADEMIC);
}

async function addGoalFromBank(page: Page): Promise<void> {
  await follow(page, kk.plans.studio.addGoal);
  await fillIn(page, { q: SOFT, area: 'soft' });
  await press(page, kk.frame.search.submit);
  await follow(page, new RegExp(`^${kk.goals.choose.take}.*${SOFT}`));
  expect(await page.inputValue('#titleKk')).toBe(SOFT);
  await fillIn(page, { whyKk: 'Қиналғанда көмек сұрай алуы үшін', baseline: '20', responsible: TEACHER, method: 'Бақылау парағы', perWeek: '2', 'settings[]': 'lesson' });
  await press(page, kk.goals.save);
  await expectWords(page, SOFT);
}

async function addSupport(page: Page): Promise<void> {
  await follow(page, kk.plans.studio.addService);
  await fillIn(page, { type: 'ED02', form: 'individual', minutes: '30', perWeek: '2', provider: 'Мектеп логопеді' });
  await press(page, kk.frame.save);
  await expectWords(page, fill(kk.plans.service.weekly, { times: 2, minutes: 30 }), 'Мектеп логопеді');
  await follow(page, kk.plans.studio.changeAccommodations);
  await fillIn(page, { 'chosen[]': 'C02' });
  await press(page, kk.frame.save);
  await expectWords(page, 'Көрнекі күн кестесі');
}

/** The coordinator sends the plan to the family. */
export async function sharePlan(page: Page, story: Story): Promise<void> {
  await findChild(page, story);
  await follow(page, kk.home.next['share-plan'].button);
  await follow(page, kk.plans.sheet.buttons.sharing);
  await press(page, kk.plans.steps.sharing.button);
  await expectWords(page, kk.vocabulary.planStates.family_consent, kk.plans.sheet.waiting.family);
}

/** The mother answers goal by goal; as long as one is open, nothing is sent and nothing is lost. */
export async function answerPlan(page: Page, child: string): Promise<void> {
  await page.goto(child);
  await follow(page, kk.family.task['answer-plan-button']);
  await fillIn(page, { 'answers[0].answer': 'question', 'answers[0].comment': QUESTION });
  await press(page, kk.plans.answers.send);
  await expectWords(page, kk.refusals['plan.answer-every-goal']);
  expect(await page.inputValue('[name="answers[0].comment"]')).toBe(QUESTION);

  await fillIn(page, { 'answers[1].answer': 'agree' });
  await press(page, kk.plans.answers.send);
  await expectWords(page, kk.vocabulary.answers.question, kk.vocabulary.answers.agree, QUESTION);
  expect(await page.getByRole('status').innerText()).toContain(fill(kk.plans.answers.sent, { when: '' }).slice(0, 15));
}

/** The coordinator reads the answers and brings the plan into force. */
export async function approvePlan(page: Page, story: Story): Promise<void> {
  await findChild(page, story);
  await follow(page, kk.home.next['approve-plan'].button);
  await expectWords(page, QUESTION);
  await follow(page, kk.plans.sheet.buttons.approval);
  await press(page, kk.plans.steps.approval.button);
  await expectWords(page, kk.vocabulary.planStates.active, kk.vocabulary.goalStates.active);
}

/** The coordinator assigns the assistant from the board; hours at which she is with another child are refused. */
export async function assignAssistant(page: Page, story: Story): Promise<void> {
  const { weekday: free, from, to } = story.help;
  await page.goto(`/assistants?q=${encodeURIComponent(story.surname)}`);
  await expectWords(page, fullName(story));
  const [busy] = /\d\d:\d\d–\d\d:\d\d/.exec(await page.locator('#week tr', { hasText: ASSISTANT }).innerText()) ?? [''];
  const [busyFrom = '', busyTo = ''] = busy.split('–');
  await follow(page, kk.assistants.needs.assign);
  await fillIn(page, { contractId: ASSISTANT, fadingGoal: FADING, 'slots[0].weekday': '1', 'slots[0].startsAt': busyFrom, 'slots[0].endsAt': busyTo });
  await press(page, kk.assistants.form.submit);
  await expectWords(page, fill(kk.refusals['assignment.clash'], { weekday: weekday('kk', 1), from: busyFrom, to: busyTo }));
  expect(await page.inputValue('#fadingGoal')).toBe(FADING);

  await fillIn(page, { 'slots[0].weekday': free, 'slots[0].startsAt': from, 'slots[0].endsAt': to });
  await press(page, kk.assistants.form.submit);
  await expectWords(page, ASSISTANT, fullName(story), fill(kk.assistants.weekly, { n: 2 }), FADING);
}

/** The assistant records the soft-skill goal twice; the goal's page draws the records and the way to the target. */
export async function recordTwice(page: Page, story: Story): Promise<void> {
  for (const [index, successes] of ['1', '2'].entries()) {
    await findChild(page, story);
    await follow(page, SOFT);
    await follow(page, kk.progress.goal.record);
    await fillIn(page, { successes, help: '1', place: 'lesson', note: index === 0 ? REMARK : '' });
    await press(page, kk.frame.save);
    await expectWords(page, fill(kk.progress.goal.recorded, { n: index + 1 }), kk.progress.goal.recordedText);
  }
  const chart = page.locator('svg.chart-large');
  expect(await chart.locator('.aim').count()).toBe(1);
  expect(await chart.locator('circle').count()).toBe(2);
  expect(await chart.getAttribute('aria-label')).toContain(fill(kk.progress.nOf.percent, { n: 2, of: 5 }));
  await expectWords(page, REMARK, kk.vocabulary.decisionCodes.FEW_DATA.short, fill(kk.progress.nOf.percent, { n: 1, of: 5 }));
}

/** The mother reads in plain words what her child learns, what has changed and who helps. */
export async function readFamilyPage(page: Page, story: Story, child: string): Promise<void> {
  await page.goto(child);
  await expectWords(
    page,
    fill(kk.family.learns, { name: story.givenName }),
    `«${WISH}»`,
    SOFT,
    'Қиналғанда көмек сұрай алуы үшін',
    fill(kk.progress.nOf.percent, { n: 2, of: 5 }),
    ASSISTANT,
    kk.family.task.none,
  );
  expect(await readMain(page)).not.toContain(REMARK);
  await arrive(page, () => page.locator('#main').getByRole('link', { name: kk.family.goalLink, exact: true }).last().click());
  expect(await page.locator('svg.chart-large').count()).toBe(1);
  expect(await readMain(page)).not.toContain(REMARK);
}

/** The mother sees who opened the file, and what for. */
export async function readRecord(page: Page, child: string): Promise<void> {
  await page.goto(child);
  await follow(page, kk.family.whoOpened);
  await expectWords(page, kk.audit.opened.lead, TEACHER, ASSISTANT, kk.audit.purposes.assistant, kk.audit.purposes.teacher);
}
