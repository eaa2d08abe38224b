import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { auditEntries, children, enrolments } from '#db/schema';
import { openAccess } from '~/services/case-access.server';
import { openCase } from '~/services/cases.server';
import { acceptReferral } from '~/services/assessments.server';
import { endAssignment } from '~/services/assistants.server';
import { openRecord } from '~/services/audits.server';
import { listChildren } from '~/services/children.server';
import { savePlan, startPlan } from '~/services/plans.server';
import { correctEntry, recordEntry } from '~/services/progress.server';
import { saveReferral } from '~/services/referrals.server';
import { sessionDraft } from '../support/story-assessments';
import { drafted, examined, issued, MEDICAL_WORD, shared } from '../support/story-conclusions';
import { PERIOD, textOf } from '../support/story-plans';
import { activePlan, assigned, entryOf, onDay, waitingNeed, weeklyEntries } from '../support/story-progress';
import { draftedReferral, referralDraft, sentReferral } from '../support/story-referrals';
import { openWorld, restrict, type Person, type World } from '../support/world';

const latest = { group: null, before: null };
const look = (world: World, person: Person, childId = world.alikhan, query: Parameters<typeof openCase>[2] = latest) => openCase(world.as(person), childId, query);

/** What must never stand in the data of a case page, whoever reads. */
const NEVER = ['2018-03-05', '+77010000001', 'Тәуке хан', 'iin', 'birthDate', 'phone', MEDICAL_WORD];

test('each of the child’s people opens the case, each stranger is told that there is none', async () => {
  const world = await openWorld();
  await examined(world);
  await activePlan(world);
  await assigned(world);
  for (const person of ['saule', 'bolat', 'ainur', 'marat', 'gulnar', 'aigerim', 'timur'] as const) {
    expect((await look(world, person)).child.name, person).toBe('Серіков Әлихан Болатұлы');
  }
  for (const person of ['roza', 'yerbol', 'otherHead', 'erlan', 'kanat', 'nurlan'] as const) {
    await expect(look(world, person), person).rejects.toThrow('not-found');
  }
});

test('a parent has a page of their own', async () => {
  const world = await openWorld();
  await expect(look(world, 'dana')).rejects.toThrow('not-found');
});

test('opening a case leaves one line in the record', async () => {
  const world = await openWorld();
  await look(world, 'saule');
  await look(world, 'saule');
  const lines = await world.database.read((tx) => tx.select({ action: auditEntries.action, detail: auditEntries.detail }).from(auditEntries).where(eq(auditEntries.action, 'child.open')));
  expect(lines).toEqual([{ action: 'child.open', detail: '' }]);
});

test('no birth date, address, phone or finding stands in the data of anybody’s page', async () => {
  const world = await openWorld();
  await shared(world);
  await activePlan(world);
  for (const person of ['saule', 'bolat', 'marat', 'gulnar', 'aigerim', 'timur'] as const) {
    const page = JSON.stringify(await look(world, person));
    for (const token of NEVER) expect(page, `${person}: ${token}`).not.toContain(token);
    for (const text of ['күшті жағы', 'қажеттілігі', 'дәлел']) expect(page, `${person}: ${text}`).not.toContain(text);
  }
});

test('a coordinator without a referral is led to make one, and sees who has access', async () => {
  const world = await openWorld();
  const page = await look(world, 'saule');
  expect(page.next).toEqual({ step: 'make-referral', id: null });
  expect(page.access).toBe((await openAccess(world.as('saule'), world.alikhan)).rows.length);
  expect(page.links).toMatchObject({ guardians: true, consents: true, team: true, plan: null });
  expect(page.support).toBe('Суретті кесте, бір нұсқаудан.');
});

test('the number of people with access is the number in the list, whoever comes and goes', async () => {
  const world = await openWorld();
  const same = async (expected: number) => {
    expect(new Set((await openAccess(world.as('saule'), world.alikhan)).rows.map(({ name }) => name)).size).toBe(expected);
    expect((await look(world, 'saule')).access).toBe(expected);
  };
  await same(3);
  await assigned(world);
  await same(6);
  await examined(world);
  await same(10);
  await restrict(world, world.danaGuardian, 'portal');
  await same(9);
});

test('a draft of the school stays the school’s, a sent referral is the PMPC’s to accept', async () => {
  const world = await openWorld();
  const draft = await draftedReferral(world);
  expect((await look(world, 'saule')).next).toEqual({ step: 'send-referral', id: draft });
  await expect(look(world, 'marat')).rejects.toThrow('not-found');

  const other = await openWorld();
  const sent = await sentReferral(other);
  for (const person of ['marat', 'gulnar'] as const) expect((await look(other, person)).next).toEqual({ step: 'accept-referral', id: sent });
  expect((await look(other, 'saule')).next).toEqual({ wait: 'pmpc' });
});

test('a teacher who did not write the referral does not read of it', async () => {
  const world = await openWorld();
  await sentReferral(world);
  const page = await look(world, 'bolat');
  expect(page.links.referral).toBeNull();
  expect(page.happenings.filter(({ kind }) => kind.startsWith('referral'))).toEqual([]);
  expect(page.stair[0]).toMatchObject({ stage: 'referral', on: null });
});

test('a family that applies to the PMPC itself is not told of at the school, on no page', async () => {
  const world = await openWorld();
  const pages = async () => {
    const { links, next, stair, access } = await look(world, 'saule');
    const people = (await openAccess(world.as('saule'), world.alikhan)).rows.map(({ name }) => name);
    const list = await listChildren(world.as('saule'), { q: '', show: 'all', after: null });
    return { links, next, stair, access, people, stages: list.rows.map(({ stage }) => stage) };
  };
  const before = await pages();
  const referralId = await saveReferral(world.as('dana'), world.alikhan, referralDraft(world, { send: true }));
  await acceptReferral(world.as('marat'), referralId, sessionDraft(world, { team: ['aigerim'] }));
  await look(world, 'marat');
  expect(await pages()).toEqual(before);
  expect((await look(world, 'bolat')).stair[0]).toMatchObject({ state: 'now', on: null });
  const record = await openRecord(world.as('saule'), world.alikhan, { person: null, after: null });
  expect(record.people.map(({ name }) => name)).not.toContain('Тегі Marat');
  expect(record.rows.map(({ part }) => part)).not.toContain('referral');
  expect((await openRecord(world.as('dana'), world.alikhan, { person: null, after: null })).people.map(({ name }) => name)).toContain('Тегі Marat');
});

test('another PMPC that is asked later knows nothing of the first one’s conclusion', async () => {
  const world = await openWorld();
  await issued(world);
  await saveReferral(world.as('saule'), world.alikhan, referralDraft(world, { pmpcId: world.places.otherPmpc, send: true }));
  const page = await look(world, 'otherHead');
  expect(page).toMatchObject({ conclusion: null, examination: null, links: { conclusion: null, extract: null } });
  expect(page.stair.find(({ stage }) => stage === 'conclusion')).toMatchObject({ state: 'todo', on: null, number: null });
  expect(page.happenings.map(({ kind }) => kind)).not.toContain('conclusion-issued');
});

test('a specialist sees nothing of a later examination by others, while the own one is still open to them', async () => {
  const world = await openWorld();
  await issued(world);
  await examined(world, { notNeeded: ['speech_therapist'] });
  const sessions = async (person: Person) => (await look(world, person)).happenings.filter(({ kind }) => kind === 'session-set');
  expect(await sessions('aigerim')).toHaveLength(2);
  expect(await sessions('zhanar')).toHaveLength(1);
  expect((await look(world, 'zhanar')).examination).toBeNull();
});

test('a draft of another place where the child learns too is not in the case', async () => {
  const world = await openWorld();
  await world.database.transaction(async (tx) => {
    await tx.insert(enrolments).values({ childId: world.alikhan, organisationId: world.places.otherSchool, className: '2 «А»', validFrom: '2026-09-01' });
  });
  const planId = await startPlan(world.as('roza'), world.alikhan, { ...PERIOD, withoutExtract: true });
  await savePlan(world.as('roza'), planId, textOf());
  expect((await look(world, 'roza')).links.draft).toBe(planId);
  const page = await look(world, 'saule');
  expect(page).toMatchObject({ childVoice: '', strengths: '', links: { draft: null } });
  expect(page.happenings.map(({ kind }) => kind)).not.toContain('plan-started');
});

test('a specialist is led to the own section, and after all have signed to the conclusion', async () => {
  const world = await openWorld();
  const assessmentId = await examined(world, { unsigned: ['psychologist'] });
  expect((await look(world, 'aigerim')).next).toEqual({ step: 'write-finding', id: assessmentId });
  expect((await look(world, 'zhanar')).next).toEqual({ wait: 'team' });
  expect((await look(world, 'marat')).next).toEqual({ step: 'hold-examination', id: assessmentId });
  const page = await look(world, 'aigerim');
  expect(page.examination?.sections.find(({ mine }) => mine)).toMatchObject({ specialty: 'psychologist', state: 'in-progress' });

  const done = await openWorld();
  const ready = await examined(done);
  expect((await look(done, 'marat')).next).toEqual({ step: 'write-conclusion', id: ready });
});

test('a draft of the conclusion waits for each signature', async () => {
  const world = await openWorld();
  const id = await drafted(world);
  expect((await look(world, 'timur')).next).toEqual({ step: 'sign-conclusion', id });
  expect((await look(world, 'marat')).next).toEqual({ step: 'finish-conclusion', id });
});

test('the head knows of a signed medical section as a closed row, the members as one to open', async () => {
  const world = await openWorld();
  await examined(world);
  const rows = (page: Awaited<ReturnType<typeof look>>) => page.happenings.filter(({ kind }) => kind === 'finding-signed' || kind === 'medical-signed');
  const ofHead = rows(await look(world, 'marat'));
  expect(ofHead.filter(({ closed }) => closed)).toEqual([expect.objectContaining({ kind: 'medical-signed', by: null })]);
  expect(ofHead.map(({ specialty }) => specialty)).not.toContain('neurologist');
  expect(rows(await look(world, 'aigerim')).map(({ specialty }) => specialty)).toContain('neurologist');
  expect(rows(await look(world, 'gulnar')).filter(({ kind }) => kind === 'finding-signed')).toEqual([]);
});

test('a school reads neither of the examination nor of sections, and of no conclusion before it is shared', async () => {
  const world = await openWorld();
  await issued(world);
  for (const person of ['saule', 'bolat'] as const) {
    const page = await look(world, person);
    expect(page.examination, person).toBeNull();
    expect(page.links, person).toMatchObject({ assessment: null, conclusion: null, extract: null });
    expect(page.stair.find(({ stage }) => stage === 'conclusion'), person).toMatchObject({ on: null, number: null });
    expect(page.happenings.filter(({ kind }) => /^(session|finding|medical|conclusion)/.test(kind)), person).toEqual([]);
  }
  expect((await look(world, 'saule')).next).toEqual({ wait: 'pmpc' });
});

test('a shared conclusion reaches the school as an extract and as the start of a plan', async () => {
  const world = await openWorld();
  const { extractId, number } = await shared(world);
  const page = await look(world, 'saule');
  expect(page.links).toMatchObject({ extract: extractId, conclusion: null });
  expect(page.next).toEqual({ step: 'start-plan', id: null });
  expect(page.stair.find(({ stage }) => stage === 'conclusion')?.number).toBe(number);
  expect(page.happenings.map(({ kind }) => kind)).toContain('conclusion-shared');
  expect((await look(world, 'marat')).next).toBeNull();
});

test('under a plan the goals stand with what their measurements say, the most urgent first', async () => {
  const world = await openWorld();
  const { goalId } = await activePlan(world);
  await weeklyEntries(world, goalId, [1, 1, 2, 2]);
  const { goals, next, stair, mayRecord } = await look(world, 'bolat');
  expect(goals).toHaveLength(1);
  expect(goals?.[0]).toMatchObject({
    title: { kk: 'Өз кезегін күтеді' }, decision: { code: 'FEW_DATA', n: 4 }, change: { kind: 'since', month: 9, then: { times: 1, of: 5 }, now: { times: 2, of: 5 } },
  });
  expect(goals?.[0]?.course).toHaveLength(4);
  expect(goals?.[0]?.skill?.en).toBeTruthy();
  expect(next).toEqual({ step: 'record', id: goalId });
  expect(mayRecord).toBe(true);
  expect(stair.find(({ stage }) => stage === 'progress')?.number).toBe(4);
});

test('plans are closed to the PMPC: no goal, no service, no step of the plan', async () => {
  const world = await openWorld();
  await examined(world);
  const { goalId } = await activePlan(world);
  await weeklyEntries(world, goalId, [1]);
  for (const person of ['marat', 'gulnar', 'aigerim'] as const) {
    const page = await look(world, person);
    expect(page, person).toMatchObject({ goals: null, services: [], assistant: null, childVoice: '', mayRecord: false });
    expect(page.happenings.filter(({ kind }) => /^(plan|entry|assistant)/.test(kind)), person).toEqual([]);
    expect(page.stair.find(({ stage }) => stage === 'plan')?.on, person).toBeNull();
  }
});

test('an assistant sees goals and what helps, and nothing of consents, referrals or drafts', async () => {
  const world = await openWorld();
  await assigned(world);
  await shared(world);
  await activePlan(world);
  await activePlan(world, {}, { state: 'team_review', number: 2 });
  const page = await look(world, 'ainur');
  expect(page.goals).toHaveLength(1);
  expect(page.links).toMatchObject({ guardians: false, consents: false, team: false, referral: null, draft: null });
  expect(page.access).toBeNull();
  expect(page.happenings.filter(({ kind }) => kind === 'consent' || kind.startsWith('referral') || kind === 'plan-started')).toEqual([]);
  expect(page.stair.find(({ stage }) => stage === 'conclusion')).toMatchObject({ on: null, number: null });
});

test('the day after an assignment ended the case is gone for the assistant', async () => {
  const world = await openWorld();
  await activePlan(world);
  const { assignmentId } = await assigned(world);
  await endAssignment(world.as('saule'), assignmentId, { endsOn: '2026-10-16', reason: 'Ауысты', atOnce: false, version: 1 });
  await expect(openCase(world.as('ainur', onDay('2026-10-16')), world.alikhan, latest)).resolves.toMatchObject({ child: { id: world.alikhan } });
  await expect(openCase(world.as('ainur', onDay('2026-10-17')), world.alikhan, latest)).rejects.toThrow('not-found');
});

test('the coordinator sees hours that are not covered and for how long; the teacher only those that are', async () => {
  const world = await openWorld();
  await activePlan(world);
  const needId = await waitingNeed(world);
  const page = await look(world, 'saule');
  expect(page.assistant).toEqual({ hours: 0, recommended: 12, missing: 12, waitingDays: 13 });
  expect(page.next).toEqual({ step: 'cover-hours', id: needId });
  expect((await look(world, 'bolat')).assistant).toBeNull();
});

test('an assistant’s hours and name stand in the week and in the team', async () => {
  const world = await openWorld();
  await activePlan(world);
  await assigned(world);
  const page = await look(world, 'bolat');
  expect(page.assistant).toMatchObject({ hours: 12, recommended: null, missing: 0 });
  expect(page.team).toContainEqual({ name: 'Тегі Ainur', part: null, specialty: null, assistant: true });
  expect(page.team).toContainEqual({ name: 'Тегі Bolat', part: 'class_teacher', specialty: null, assistant: false });
  expect(page.services).toEqual([expect.objectContaining({ type: 'ED01', minutes: 30, perWeek: 2 })]);
  expect(page.dates.map(({ kind }) => kind)).toEqual(['plan-ends', 'assistant-ends']);
});

test('the timeline keeps to its filter and goes back page by page', async () => {
  const world = await openWorld();
  const { goalId } = await activePlan(world);
  await weeklyEntries(world, goalId, [1, 1, 2, 2, 3, 3, 3]);
  for (let extra = 0; extra < 12; extra += 1) await weeklyEntries(world, goalId, [2], '2026-10-14');
  const entries = await look(world, 'saule', world.alikhan, { group: 'entries', before: null });
  expect(entries.happenings.every(({ kind }) => kind === 'entry')).toBe(true);
  expect(entries.older).not.toBeNull();
  const [at, kind, id] = entries.older?.split('~') ?? [];
  const older = await look(world, 'saule', world.alikhan, { group: 'entries', before: { at: Number(at), kind: kind as 'entry', id: id ?? '' } });
  const ids = [...entries.happenings, ...older.happenings].map((row) => row.id);
  expect(new Set(ids).size).toBe(19);
  expect(older.older).toBeNull();
  const plan = await look(world, 'saule', world.alikhan, { group: 'plan', before: null });
  expect(plan.happenings.map((row) => row.kind)).toEqual(['plan-approved', 'plan-started']);
});

test('a corrected record stands once in the timeline', async () => {
  const world = await openWorld();
  const { goalId } = await activePlan(world);
  const { entryId } = await recordEntry(world.as('bolat'), goalId, entryOf());
  await correctEntry(world.as('bolat'), entryId, entryOf({ reading: { n: 4, of: 5 } }));
  const { happenings } = await look(world, 'bolat', world.alikhan, { group: 'entries', before: null });
  expect(happenings.map(({ measured }) => measured?.successes)).toEqual([4]);
});

test('a child nobody registered is not there', async () => {
  const world = await openWorld();
  await expect(look(world, 'saule', 'no-such-child')).rejects.toThrow('not-found');
});

test('who has access is told with the tie, for coordinators and the family only', async () => {
  const world = await openWorld();
  await examined(world);
  await assigned(world);
  const rows = (await openAccess(world.as('saule'), world.alikhan)).rows;
  const ties = Object.fromEntries(rows.map(({ name, tie }) => [name, tie]));
  expect(ties).toMatchObject({
    'Тегі Saule': 'coordinates', 'Тегі Bolat': 'team', 'Тегі Ainur': 'assists', 'Тегі Marat': 'pmpc', 'Тегі Gulnar': 'pmpc', 'Тегі Timur': 'examines', 'Тегі Dana': 'guardian',
  });
  for (const person of ['Тегі Roza', 'Тегі Kanat', 'Тегі Erlan']) expect(ties).not.toHaveProperty(person);
  for (const person of ['bolat', 'ainur', 'aigerim', 'roza', 'erlan', 'kanat', 'nurlan', 'gulnar'] as const) {
    await expect(openAccess(world.as(person), world.alikhan), person).rejects.toThrow('not-found');
  }
});

test('everyone in the list can open the case, and nobody else can', async () => {
  const world = await openWorld();
  await examined(world);
  await assigned(world);
  const listed = new Set((await openAccess(world.as('saule'), world.alikhan)).rows.map(({ name }) => name));
  for (const person of Object.keys(world.people) as Person[]) {
    if (person === 'dana') continue;
    const opens = await look(world, person).then(() => true, () => false);
    expect(listed.has(`Тегі ${person[0]?.toUpperCase()}${person.slice(1)}`), person).toBe(opens);
  }
});

test('a family sees no other guardian in the list; one restricted by place sees no organisation, one without the portal is not in it', async () => {
  const world = await openWorld();
  const before = (await openAccess(world.as('dana'), world.alikhan)).rows;
  expect(before.filter(({ tie }) => tie === 'guardian')).toHaveLength(1);
  expect(before[0]?.organisation?.kk).toBe('№ 12 мектеп');
  await restrict(world, world.danaGuardian, 'location');
  const restricted = await openAccess(world.as('dana'), world.alikhan);
  expect(JSON.stringify(restricted)).not.toContain('мектеп');
  expect(restricted.rows).toHaveLength(before.length);
  await examined(world);
  const examiners = (await openAccess(world.as('dana'), world.alikhan)).rows.filter(({ tie }) => tie === 'examines');
  expect(examiners.map(({ since }) => since)).toEqual([null, null, null, null]);
  await restrict(world, world.danaGuardian, 'portal');
  expect((await openAccess(world.as('saule'), world.alikhan)).rows.filter(({ tie }) => tie === 'guardian')).toEqual([]);
  await expect(openAccess(world.as('dana'), world.alikhan)).rejects.toThrow('not-found');
});

test('long support texts and no class leave the page whole', async () => {
  const world = await openWorld();
  await world.database.transaction(async (tx) => {
    await tx.update(children).set({ supportSummary: 'ә'.repeat(2000) });
  });
  expect((await look(world, 'bolat')).support).toHaveLength(2000);
});
