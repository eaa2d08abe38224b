import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { assignments, assistantContracts, assistantNeeds, auditEntries, consents, entries, goalAnswers, goals, planAccommodations, plans, planServices } from '#db/schema';
import { PLAN_STATES, type PlanState } from '~/domain/plans';
import { Refused } from '~/domain/refusal';
import { addConsentLine } from '~/services/milestones.server';
import { addGoal, openGoalEditor, saveGoal } from '~/services/goals.server';
import { listPlans, openAnswers, openBeginning, openPlan, openStep, openStudio } from '~/services/plan-sheets.server';
import {
  addService,
  answerPlan,
  approvePlan,
  newVersion,
  removeService,
  returnPlan,
  savePlan,
  setAccommodations,
  sharePlan,
  startPlan,
  submitPlan,
} from '~/services/plans.server';
import {
  activePlan,
  addCoordinator,
  addFather,
  answerAll,
  answeredPlan,
  draftPlan,
  forceState,
  goalOf,
  goalsOf,
  PERIOD,
  planInReview,
  planRow,
  shareExtract,
  sharedPlan,
  textOf,
} from '../support/story-plans';
import { leaveSchool, openWorld, restrict, type Person, type World } from '../support/world';

const anything = { q: '', state: 'all' as const, after: null };
const later = new Date('2026-10-20T06:00:00Z');

async function refusalOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof Refused ? error.reason : error === null ? 'done' : String(error);
}

/** Ainur assists Alikhan from today. */
async function assignAinur(world: World): Promise<void> {
  const { extractId } = { extractId: (await world.database.read((tx) => tx.select({ id: plans.extractId }).from(plans)))[0]?.id ?? '' };
  await world.database.transaction(async (tx) => {
    const dated = { validFrom: '2026-10-01', validTo: '2027-05-25' };
    const [need] = await tx
      .insert(assistantNeeds)
      .values({ ...dated, childId: world.alikhan, organisationId: world.places.school, extractId, state: 'assigned', hours: 10, tasks: '-', createdAt: later })
      .returning();
    const [contract] = await tx
      .insert(assistantContracts)
      .values({ ...dated, userId: world.people.ainur.userId, organisationId: world.places.school, hours: 20, qualification: '-', languages: ['kk'] })
      .returning();
    await tx.insert(assignments).values({
      ...dated, needId: need?.id ?? '', childId: world.alikhan, contractId: contract?.id ?? '', userId: world.people.ainur.userId,
      organisationId: world.places.school, state: 'active', fadingGoal: '-', createdBy: world.people.saule.userId, createdAt: later,
    });
  });
}

test('a teacher starts the plan from the shared extract, and it brings strengths, needs and sessions along', async () => {
  const world = await openWorld();
  const { extractId } = await shareExtract(world);
  const planId = await startPlan(world.as('bolat'), world.alikhan, PERIOD);
  expect(await planRow(world, planId)).toMatchObject({
    extractId, state: 'draft', number: 1, authorId: world.people.bolat.userId, strengths: 'Суретті тез түсінеді', needs: 'Кезек күтуге үйрету\nКөрнекі кесте',
  });
  const services = await world.database.read((tx) => tx.select().from(planServices).where(eq(planServices.planId, planId)).orderBy(planServices.position));
  expect(services.map(({ type, form, minutes, perWeek }) => [type, form, minutes, perWeek])).toEqual([['ED02', 'subgroup', 40, 2], ['PS01', 'individual', 40, 1]]);
  const lines = await world.database.read((tx) => tx.select().from(auditEntries).where(eq(auditEntries.subjectId, planId)));
  expect(lines.map(({ action, detail }) => [action, detail])).toEqual([['plan.start', 'from extract']]);
});

test('without an extract the school has to say that the decision is its own', async () => {
  const world = await openWorld();
  await expect(startPlan(world.as('saule'), world.alikhan, PERIOD)).rejects.toThrow('plan.no-extract');
  const planId = await startPlan(world.as('saule'), world.alikhan, { ...PERIOD, withoutExtract: true });
  expect(await planRow(world, planId)).toMatchObject({ extractId: null, strengths: '' });
});

test('when the family has withdrawn the share, the extract is no basis any more', async () => {
  const world = await openWorld();
  const { conclusionId } = await shareExtract(world);
  await world.database.transaction(async (tx) => {
    await tx.insert(consents).values({
      childId: world.alikhan, guardianId: world.danaGuardian, purpose: 'share-conclusion', state: 'withdrawn', manner: 'electronic', subjectId: conclusionId,
      organisationId: world.places.school, answeredOn: '2026-10-10', recordedBy: world.people.dana.userId, recordedAt: later, sequence: 2,
    });
  });
  expect((await openBeginning(world.as('bolat'), world.alikhan)).basis).toBeNull();
  await expect(startPlan(world.as('bolat'), world.alikhan, PERIOD)).rejects.toThrow('plan.no-extract');
});

test('a child has one plan in the making at a school', async () => {
  const world = await openWorld();
  await draftPlan(world);
  await expect(startPlan(world.as('saule'), world.alikhan, PERIOD)).rejects.toThrow('plan.exists');
});

test('nobody but the child’s teacher and coordinator starts a plan', async () => {
  const world = await openWorld();
  for (const person of ['dana', 'erlan', 'ainur', 'roza', 'yerbol', 'aigerim', 'marat', 'kanat', 'nurlan'] as const) {
    await expect(startPlan(world.as(person), world.alikhan, { ...PERIOD, withoutExtract: true }), person).rejects.toThrow('not-found');
  }
});

test('the text is saved over the version it was opened at, and a stale text meets the other one', async () => {
  const world = await openWorld();
  await shareExtract(world);
  const planId = await startPlan(world.as('bolat'), world.alikhan, PERIOD);
  await savePlan(world.as('bolat'), planId, textOf());
  expect(await planRow(world, planId)).toMatchObject({ version: 2, familyVoice: 'Достары болса екен' });
  const error = await savePlan(world.as('saule'), planId, textOf({ strengths: 'Ән айтады' })).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ reason: 'changed-meanwhile', theirs: { strengths: 'Сурет салғанды және санағанды жақсы көреді', version: '2' } });
});

test('of two who save the same text at once, one is told', async () => {
  const world = await openWorld();
  await shareExtract(world);
  const planId = await startPlan(world.as('bolat'), world.alikhan, PERIOD);
  const answers = await Promise.all([savePlan(world.as('bolat'), planId, textOf()), savePlan(world.as('saule'), planId, textOf({ needs: 'Басқа' }))].map(refusalOf));
  expect(answers.sort()).toEqual(['changed-meanwhile', 'done']);
});

test('support is added and taken out, and only kinds of the list exist', async () => {
  const world = await openWorld();
  const planId = await draftPlan(world);
  await addService(world.as('bolat'), planId, { type: 'ED09', form: 'group', minutes: 40, perWeek: 1, provider: 'Психолог' });
  await expect(addService(world.as('bolat'), planId, { type: 'XX99', form: 'group', minutes: 40, perWeek: 1, provider: '' })).rejects.toThrow('field.choose');
  const { plan } = await openStudio(world.as('bolat'), planId);
  expect(plan.services.map(({ name }) => name.en)).toEqual(['Speech therapist sessions', 'Individual work with psychologist', 'Soft-skills group']);
  await removeService(world.as('saule'), plan.services[0]?.id ?? '');
  expect((await openStudio(world.as('bolat'), planId)).plan.services).toHaveLength(2);
});

test('accommodations are exactly those ticked last', async () => {
  const world = await openWorld();
  const planId = await draftPlan(world);
  await setAccommodations(world.as('bolat'), planId, { chosen: ['C01', 'B06'], details: { C01: 'Бірінші қатар' }, version: 2 });
  await expect(setAccommodations(world.as('saule'), planId, { chosen: ['C01'], details: {}, version: 2 })).rejects.toThrow('changed-meanwhile');
  await setAccommodations(world.as('saule'), planId, { chosen: ['C01'], details: {}, version: 3 });
  const rows = await world.database.read((tx) => tx.select().from(planAccommodations).where(eq(planAccommodations.planId, planId)));
  expect(rows).toEqual([{ planId, accommodation: 'C01', detail: '' }]);
});

test('a plan without a soft-skill goal waits for one, or for a written reason', async () => {
  const world = await openWorld();
  await shareExtract(world);
  const planId = await startPlan(world.as('bolat'), world.alikhan, PERIOD);
  await expect(submitPlan(world.as('bolat'), planId)).rejects.toThrow('plan.no-goals');
  await addGoal(world.as('bolat'), planId, goalOf({ skill: 'AC1' }));
  await expect(submitPlan(world.as('bolat'), planId)).rejects.toThrow('plan.no-soft-goal');
  await savePlan(world.as('bolat'), planId, textOf({ noSoftGoalReason: 'Бұл тоқсанда оқуға көңіл бөлеміз' }));
  await submitPlan(world.as('bolat'), planId);
  expect((await planRow(world, planId)).state).toBe('team_review');
});

test('a plan without strengths does not go on', async () => {
  const world = await openWorld();
  const planId = await draftPlan(world);
  await savePlan(world.as('bolat'), planId, textOf({ strengths: '', version: '2' }));
  await expect(submitPlan(world.as('bolat'), planId)).rejects.toThrow('plan.strengths-missing');
});

test('each step on each state it does not follow is refused and changes nothing', async () => {
  const world = await openWorld();
  const planId = await sharedPlan(world);
  const goalId = (await goalsOf(world, planId))[0] ?? '';
  const steps: Record<string, { from: PlanState[]; take: () => Promise<unknown> }> = {
    save: { from: ['draft'], take: () => savePlan(world.as('bolat'), planId, textOf({ version: '4' })) },
    service: { from: ['draft'], take: () => addService(world.as('bolat'), planId, { type: 'ED09', form: 'group', minutes: 40, perWeek: 1, provider: '' }) },
    accommodations: { from: ['draft'], take: () => setAccommodations(world.as('bolat'), planId, { chosen: [], details: {}, version: 4 }) },
    goal: { from: ['draft'], take: () => saveGoal(world.as('bolat'), goalId, goalOf({ version: '1' })) },
    submit: { from: ['draft'], take: () => submitPlan(world.as('bolat'), planId) },
    share: { from: ['team_review'], take: () => sharePlan(world.as('saule'), planId) },
    return: { from: ['team_review', 'family_consent'], take: () => returnPlan(world.as('saule'), planId, 'қайта қарау') },
    answer: { from: ['family_consent'], take: () => answerPlan(world.as('dana'), planId, { answers: [{ goalId, answer: 'agree', comment: '' }], send: true }) },
    approve: { from: ['family_consent'], take: () => approvePlan(world.as('saule'), planId) },
    amend: { from: ['active', 'under_review'], take: () => newVersion(world.as('bolat'), planId, 'жаңа ұсыным') },
  };
  for (const state of PLAN_STATES) {
    await forceState(world, planId, state);
    const before = { plan: await planRow(world, planId), goals: await goalsOf(world, planId) };
    for (const [name, { from, take }] of Object.entries(steps)) {
      if (from.includes(state)) continue;
      expect(await refusalOf(take()), `${name} on ${state}`).toBe(name === 'goal' ? 'goal.not-editable' : 'plan.wrong-state');
    }
    expect({ plan: await planRow(world, planId), goals: await goalsOf(world, planId) }, state).toEqual(before);
  }
});

test('a teacher hands the plan to the team and goes no further', async () => {
  const world = await openWorld();
  const planId = await planInReview(world);
  for (const take of [() => sharePlan(world.as('bolat'), planId), () => returnPlan(world.as('bolat'), planId, 'x'), () => approvePlan(world.as('bolat'), planId)]) {
    await expect(take()).rejects.toThrow('not-found');
  }
});

test('no stranger takes a step with the plan', async () => {
  const world = await openWorld();
  const planId = await sharedPlan(world);
  for (const person of ['roza', 'yerbol', 'erlan', 'ainur', 'aigerim', 'marat', 'kanat', 'nurlan'] as const) {
    const ctx = world.as(person);
    const works = [
      savePlan(ctx, planId, textOf()), submitPlan(ctx, planId), sharePlan(ctx, planId), returnPlan(ctx, planId, 'x'), approvePlan(ctx, planId),
      newVersion(ctx, planId, 'x'), answerPlan(ctx, planId, { answers: [], send: false }), openPlan(ctx, planId), openStudio(ctx, planId), openAnswers(ctx, planId),
      openStep(ctx, planId, 'approval'), openStep(ctx, planId, 'versions'),
    ];
    expect(await Promise.all(works.map(refusalOf)), person).toEqual(works.map(() => 'not-found'));
  }
});

test('a parent sees the draft only while it is shared', async () => {
  const world = await openWorld();
  const planId = await planInReview(world);
  await expect(openPlan(world.as('dana'), planId)).rejects.toThrow('not-found');
  await expect(openAnswers(world.as('dana'), planId)).rejects.toThrow('not-found');
  await sharePlan(world.as('saule'), planId);
  expect((await openPlan(world.as('dana'), planId)).plan.goals[0]).toMatchObject({ method: '', quality: null });
  await returnPlan(world.as('saule'), planId, 'толықтыру');
  await expect(openPlan(world.as('dana'), planId)).rejects.toThrow('not-found');
});

test('a parent without the portal gets nothing of the plan', async () => {
  const world = await openWorld();
  const planId = await sharedPlan(world);
  await restrict(world, world.danaGuardian, 'portal');
  await expect(openPlan(world.as('dana'), planId)).rejects.toThrow('not-found');
  await expect(answerAll(world, planId)).rejects.toThrow('not-found');
});

test('a parent who must not know the school reads a plan that does not name it', async () => {
  const world = await openWorld();
  const planId = await sharedPlan(world);
  await restrict(world, world.danaGuardian, 'location');
  const sheet = JSON.stringify([await openPlan(world.as('dana'), planId), await openAnswers(world.as('dana'), planId)]);
  for (const told of ['№ 12', '2 «Б»', 'Bolat', 'Сынып жетекшісі']) expect(sheet).not.toContain(told);
});

test('an assistant opens the plan in force, without the extract, and no draft', async () => {
  const world = await openWorld();
  const planId = await sharedPlan(world);
  await assignAinur(world);
  await expect(openPlan(world.as('ainur'), planId)).rejects.toThrow('not-found');
  await answerAll(world, planId);
  await approvePlan(world.as('saule'), planId);
  const { plan, can } = await openPlan(world.as('ainur'), planId);
  expect(plan).toMatchObject({ basis: null, answers: [] });
  expect(plan.goals[0]?.strategies.kk).toContain('Құм сағат');
  expect(can).toEqual({ edit: false, submit: false, share: false, return: false, approve: false, answer: false, amend: false });
});

test('an answer to a text that has changed since it was read is not taken', async () => {
  const world = await openWorld();
  const planId = await sharedPlan(world);
  const [goalId = ''] = await goalsOf(world, planId);
  const { plan } = await openAnswers(world.as('dana'), planId);
  const said = { answers: [{ goalId, answer: 'agree' as const, comment: '' }], send: true };
  await expect(answerPlan(world.as('dana'), planId, { ...said, version: plan.version - 1 })).rejects.toThrow('changed-meanwhile');
  await answerPlan(world.as('dana'), planId, { ...said, version: plan.version });
});

test('a plan is put in force only in the version the coordinator has read', async () => {
  const world = await openWorld();
  const planId = await sharedPlan(world);
  await answerAll(world, planId);
  const { plan } = await openStep(world.as('saule'), planId, 'approval');
  await expect(approvePlan(world.as('saule'), planId, plan.version - 1)).rejects.toThrow('changed-meanwhile');
  await approvePlan(world.as('saule'), planId, plan.version);
  expect((await openPlan(world.as('saule'), planId)).plan.state).toBe('active');
});

test('answers are saved as often as one likes, and seen by nobody else before they are sent', async () => {
  const world = await openWorld();
  const planId = await sharedPlan(world);
  const [goalId = ''] = await goalsOf(world, planId);
  await answerPlan(world.as('dana'), planId, { answers: [{ goalId, answer: 'question', comment: 'Үйде қалай?' }], send: false });
  await answerPlan(world.as('dana'), planId, { answers: [{ goalId, answer: 'suggest', comment: 'Бірге ойнайық' }], send: false });
  expect((await openAnswers(world.as('dana'), planId)).goals[0]).toMatchObject({ answer: 'suggest', comment: 'Бірге ойнайық' });
  expect((await openPlan(world.as('saule'), planId)).plan.answers).toEqual([]);
});

test('answers go out once, when every goal has one, and write the family’s consent', async () => {
  const world = await openWorld();
  const planId = await draftPlan(world);
  await addGoal(world.as('bolat'), planId, goalOf({ skill: 'AC1' }));
  await submitPlan(world.as('bolat'), planId);
  await sharePlan(world.as('saule'), planId);
  const [first = ''] = await goalsOf(world, planId);
  await expect(answerPlan(world.as('dana'), planId, { answers: [{ goalId: first, answer: 'agree', comment: '' }], send: true })).rejects.toThrow('plan.answer-every-goal');
  await answerAll(world, planId);
  const lines = await world.database.read((tx) => tx.select().from(consents).where(and(eq(consents.purpose, 'plan'), eq(consents.subjectId, planId))));
  expect(lines).toMatchObject([{ state: 'given', manner: 'electronic', guardianId: world.danaGuardian, sequence: 1 }]);
  await expect(answerAll(world, planId)).rejects.toThrow('plan.answered-already');
});

test('an answer to a goal of another plan is no form of ours', async () => {
  const world = await openWorld();
  const planId = await sharedPlan(world);
  await expect(answerPlan(world.as('dana'), planId, { answers: [{ goalId: planId, answer: 'agree', comment: '' }], send: false })).rejects.toThrow('malformed');
});

test('two parents answer separately, and an objection stands beside an agreement', async () => {
  const world = await openWorld();
  const planId = await sharedPlan(world);
  const fatherId = await addFather(world);
  await answerAll(world, planId, 'agree', 'dana');
  await answerAll(world, planId, 'question', 'erlan');
  const { plan } = await openPlan(world.as('saule'), planId);
  expect(plan.answers.map(({ guardianId, answers }) => [guardianId, answers[0]?.answer]).sort()).toEqual([[fatherId, 'question'], [world.danaGuardian, 'agree']].sort());
  expect((await openPlan(world.as('dana'), planId)).plan.answers.map(({ guardianId }) => guardianId)).toEqual([world.danaGuardian]);
  const lines = await world.database.read((tx) => tx.select().from(consents).where(eq(consents.purpose, 'plan')).orderBy(consents.sequence));
  expect(lines.map(({ state }) => state)).toEqual(['given', 'refused']);
});

test('a plan given back after answers keeps them with the text they were given to', async () => {
  const world = await openWorld();
  const planId = await sharedPlan(world);
  const before = await goalsOf(world, planId);
  await answerAll(world, planId, 'suggest');
  await returnPlan(world.as('saule'), planId, 'Үйдегі бөлімді толықтыру');
  expect(await planRow(world, planId)).toMatchObject({ state: 'draft', number: 2, sharedAt: null, changeReason: 'Үйдегі бөлімді толықтыру' });

  const [aside] = await world.database.read((tx) => tx.select().from(plans).where(and(eq(plans.state, 'archived'), eq(plans.number, 1))));
  expect(await goalsOf(world, aside?.id ?? '')).toEqual(before);
  expect((await openPlan(world.as('saule'), aside?.id ?? '')).plan.answers[0]?.answers[0]).toMatchObject({ answer: 'suggest', comment: 'Үйде қалай?' });

  const after = await goalsOf(world, planId);
  expect(after).toHaveLength(1);
  expect(after).not.toEqual(before);
  await saveGoal(world.as('bolat'), after[0] ?? '', goalOf({ homeKk: 'Күн сайын ойын', version: '1' }));
  await submitPlan(world.as('bolat'), planId);
  await sharePlan(world.as('saule', later), planId);
  await expect(approvePlan(world.as('saule', later), planId)).rejects.toThrow('plan.family-not-answered');
  await answerAll(world, planId);
  await approvePlan(world.as('saule', later), planId);
  expect((await planRow(world, planId)).state).toBe('active');
});

test('a plan given back before anybody answered keeps its number and its goals', async () => {
  const world = await openWorld();
  const planId = await sharedPlan(world);
  const before = await goalsOf(world, planId);
  await returnPlan(world.as('saule'), planId, 'толықтыру');
  expect(await planRow(world, planId)).toMatchObject({ state: 'draft', number: 1 });
  expect(await goalsOf(world, planId)).toEqual(before);
});

test('a plan comes into force after the family’s answer, with its goals', async () => {
  const world = await openWorld();
  const planId = await sharedPlan(world);
  await expect(approvePlan(world.as('saule'), planId)).rejects.toThrow('plan.family-not-answered');
  await answerAll(world, planId);
  await approvePlan(world.as('saule'), planId);
  expect(await planRow(world, planId)).toMatchObject({ state: 'active', approvedBy: world.people.saule.userId });
  const states = await world.database.read((tx) => tx.select({ state: goals.state }).from(goals).where(eq(goals.planId, planId)));
  expect(states).toEqual([{ state: 'active' }]);
  const lines = await world.database.read((tx) => tx.select().from(auditEntries).where(and(eq(auditEntries.subjectId, planId), eq(auditEntries.action, 'plan.advance'))));
  expect(lines.map(({ detail }) => detail)).toEqual(['draft to team_review', 'team_review to family_consent', 'family_consent to active']);
});

test('an objection on paper is an answer too, and is recorded, not overwritten', async () => {
  const world = await openWorld();
  const planId = await sharedPlan(world);
  await world.database.transaction((tx) =>
    addConsentLine(world.as('saule'), tx, {
      childId: world.alikhan, guardianId: world.danaGuardian, purpose: 'plan', state: 'refused', manner: 'paper', answeredOn: '2026-10-14', subjectId: planId,
    }),
  );
  expect((await openStep(world.as('saule'), planId, 'approval')).whyNot).toBeNull();
  await approvePlan(world.as('saule'), planId);
  expect((await planRow(world, planId)).state).toBe('active');
});

test('the coordinator who wrote the plan does not approve it', async () => {
  const world = await openWorld();
  const planId = await answeredPlan(world, 'saule');
  await expect(approvePlan(world.as('saule'), planId)).rejects.toThrow('plan.author-must-be-teacher');
  expect((await openStep(world.as('saule'), planId, 'approval')).whyNot).toBe('plan.author-must-be-teacher');
  await addCoordinator(world);
  await expect(approvePlan(world.as('saule'), planId)).rejects.toThrow('plan.author-cannot-approve');
});

test('a lonely coordinator is told before she writes', async () => {
  const world = await openWorld();
  expect((await openBeginning(world.as('saule'), world.alikhan)).lonelyAuthor).toBe(true);
  expect((await openBeginning(world.as('bolat'), world.alikhan)).lonelyAuthor).toBe(false);
  await addCoordinator(world);
  expect((await openBeginning(world.as('saule'), world.alikhan)).lonelyAuthor).toBe(false);
});

test('a new version carries the goals’ lineage and its support, and the older one stays in force until it is approved', async () => {
  const world = await openWorld();
  const first = await activePlan(world);
  const second = await newVersion(world.as('bolat'), first, 'Мақсат тым жеңіл болды');
  const lineages = async (planId: string) => (await world.database.read((tx) => tx.select({ l: goals.lineageId }).from(goals).where(eq(goals.planId, planId)))).map(({ l }) => l);
  expect(await lineages(second)).toEqual(await lineages(first));
  expect(await planRow(world, second)).toMatchObject({ state: 'draft', number: 2, changeReason: 'Мақсат тым жеңіл болды', authorId: world.people.bolat.userId, version: 1 });
  expect((await planRow(world, first)).state).toBe('active');
  const supports = await world.database.read((tx) => tx.select({ planId: planServices.planId, lineage: planServices.lineageId }).from(planServices));
  const of = (planId: string) => supports.filter((one) => one.planId === planId).map(({ lineage }) => lineage).sort();
  expect(of(second)).toEqual(of(first));
  await expect(newVersion(world.as('saule'), first, 'тағы')).rejects.toThrow('plan.exists');

  await submitPlan(world.as('bolat'), second);
  await sharePlan(world.as('saule'), second);
  await answerAll(world, second);
  await approvePlan(world.as('saule', later), second);
  expect(await planRow(world, first)).toMatchObject({ state: 'archived', archivedAt: later });
  expect((await planRow(world, second)).state).toBe('active');
});

test('entries made under the first version belong to the goal of the second', async () => {
  const world = await openWorld();
  const first = await activePlan(world);
  const [goalId = ''] = await goalsOf(world, first);
  const [goal] = await world.database.read((tx) => tx.select({ lineageId: goals.lineageId }).from(goals).where(eq(goals.id, goalId)));
  await world.database.transaction(async (tx) => {
    await tx.insert(entries).values({
      lineageId: goal?.lineageId ?? '', goalId, childId: world.alikhan, authorId: world.people.bolat.userId, measuredOn: '2026-10-14', recordedAt: later,
      value: 40, successes: 2, trials: 5, help: 1, place: 'break',
    });
  });
  const second = await newVersion(world.as('bolat'), first, 'толықтыру');
  const found = await world.database.read((tx) =>
    tx.select({ value: entries.value }).from(goals).innerJoin(entries, eq(entries.lineageId, goals.lineageId)).where(eq(goals.planId, second)),
  );
  expect(found).toEqual([{ value: 40 }]);
});

test('goals that have ended do not go into a new version, and reached ones stay reached', async () => {
  const world = await openWorld();
  const planId = await draftPlan(world);
  await addGoal(world.as('bolat'), planId, goalOf({ skill: 'AC1' }));
  await addGoal(world.as('bolat'), planId, goalOf({ skill: 'SC1' }));
  await submitPlan(world.as('bolat'), planId);
  await sharePlan(world.as('saule'), planId);
  await answerAll(world, planId);
  await approvePlan(world.as('saule'), planId);
  const [, stopped = '', met = ''] = await goalsOf(world, planId);
  await world.database.transaction(async (tx) => {
    await tx.update(goals).set({ state: 'stopped' }).where(eq(goals.id, stopped));
    await tx.update(goals).set({ state: 'met' }).where(eq(goals.id, met));
  });
  const next = await newVersion(world.as('saule'), planId, 'қайта қарау');
  const states = await world.database.read((tx) => tx.select({ state: goals.state }).from(goals).where(eq(goals.planId, next)).orderBy(goals.position));
  expect(states.map(({ state }) => state)).toEqual(['draft', 'met']);
});

test('a teacher reads the last archived version and none before it', async () => {
  const world = await openWorld();
  const first = await activePlan(world);
  const replace = async (planId: string) => {
    const next = await newVersion(world.as('bolat'), planId, 'өзгеріс');
    await submitPlan(world.as('bolat'), next);
    await sharePlan(world.as('saule'), next);
    await answerAll(world, next);
    await approvePlan(world.as('saule'), next);
    return next;
  };
  const second = await replace(first);
  expect((await openPlan(world.as('bolat'), first)).plan.number).toBe(1);
  await replace(second);
  await expect(openPlan(world.as('bolat'), first)).rejects.toThrow('not-found');
  expect((await openPlan(world.as('bolat'), second)).versions.map(({ number }) => number)).toEqual([3, 2]);
  expect((await openPlan(world.as('saule'), first)).versions.map(({ number }) => number)).toEqual([3, 2, 1]);
});

test('reading a plan leaves a line under the right that opened it', async () => {
  const world = await openWorld();
  const planId = await sharedPlan(world);
  await openPlan(world.as('dana'), planId);
  await openPlan(world.as('dana'), planId);
  await answerAll(world, planId);
  await approvePlan(world.as('saule'), planId);
  await openPlan(world.as('dana'), planId);
  const lines = await world.database.read((tx) => tx.select().from(auditEntries).where(and(eq(auditEntries.actorId, world.people.dana.userId), eq(auditEntries.subjectId, planId))));
  expect(lines.map(({ action }) => action)).toEqual(['plan-draft.open', 'plan.answer', 'plan.open']);
});

test('when the child has left the school, nobody there opens the plan', async () => {
  const world = await openWorld();
  const planId = await activePlan(world);
  await leaveSchool(world, '2026-10-13');
  await expect(openPlan(world.as('saule'), planId)).rejects.toThrow('not-found');
  expect((await listPlans(world.as('saule'), anything)).total).toBe(0);
});

test('the buttons of a plan follow the reader and the state', async () => {
  const world = await openWorld();
  const shown = async (person: Person, planId: string) => {
    const { can } = await openPlan(world.as(person), planId);
    return Object.entries(can).filter(([, allowed]) => allowed).map(([name]) => name);
  };
  const planId = await draftPlan(world);
  expect(await shown('bolat', planId)).toEqual(['edit', 'submit']);
  await submitPlan(world.as('bolat'), planId);
  expect(await shown('bolat', planId)).toEqual([]);
  expect(await shown('saule', planId)).toEqual(['share', 'return']);
  await sharePlan(world.as('saule'), planId);
  expect(await shown('saule', planId)).toEqual(['return', 'approve']);
  expect(await shown('dana', planId)).toEqual(['answer']);
  await answerAll(world, planId);
  await approvePlan(world.as('saule'), planId);
  expect(await shown('bolat', planId)).toEqual(['amend']);
  expect(await shown('dana', planId)).toEqual([]);
});

test('the list shows the plans in reach, with their balance and who is waited for', async () => {
  const world = await openWorld();
  const planId = await draftPlan(world);
  expect((await listPlans(world.as('saule'), anything)).rows).toMatchObject([{ id: planId, goals: 1, hasSoft: true, waiting: 'author', author: 'Тегі Bolat' }]);
  expect((await listPlans(world.as('bolat'), { ...anything, q: 'fkb[fy' })).total).toBe(1);
  expect((await listPlans(world.as('bolat'), { ...anything, q: 'нұрбек' })).total).toBe(0);
  expect((await listPlans(world.as('saule'), { ...anything, state: 'active' })).total).toBe(0);
  expect((await listPlans(world.as('roza'), anything)).total).toBe(0);
  expect((await listPlans(world.as('yerbol'), anything)).total).toBe(0);
  for (const person of ['dana', 'ainur', 'aigerim', 'marat', 'kanat', 'nurlan'] as const) {
    expect(await refusalOf(Promise.resolve().then(() => listPlans(world.as(person), anything))), person).toBe('not-found');
  }
});

test('the archive stands in the list only when it is asked for', async () => {
  const world = await openWorld();
  const planId = await sharedPlan(world);
  await answerAll(world, planId, 'question');
  await returnPlan(world.as('saule'), planId, 'толықтыру');
  expect((await listPlans(world.as('saule'), anything)).rows.map(({ number }) => number)).toEqual([2]);
  expect((await listPlans(world.as('bolat'), { ...anything, state: 'archived' })).rows.map(({ number }) => number)).toEqual([1]);
});

test('unsent answers of a guardian go with the goal they were about', async () => {
  const world = await openWorld();
  const planId = await sharedPlan(world);
  const [goalId = ''] = await goalsOf(world, planId);
  await answerPlan(world.as('dana'), planId, { answers: [{ goalId, answer: 'question', comment: 'Қалай?' }], send: false });
  await returnPlan(world.as('saule'), planId, 'толықтыру');
  await submitPlan(world.as('bolat'), planId);
  await sharePlan(world.as('saule'), planId);
  expect((await openAnswers(world.as('dana'), planId)).goals[0]).toMatchObject({ id: goalId, answer: 'question', comment: 'Қалай?' });
  expect(await world.database.read((tx) => tx.select({ sentAt: goalAnswers.sentAt }).from(goalAnswers))).toEqual([{ sentAt: null }]);
});

test('the goal editor of a plan that has moved on opens to be read and copied', async () => {
  const world = await openWorld();
  const planId = await planInReview(world);
  const [goalId = ''] = await goalsOf(world, planId);
  expect(await openGoalEditor(world.as('bolat'), goalId)).toMatchObject({ locked: true, fields: { titleKk: 'Ойында кезегін күту' } });
});
