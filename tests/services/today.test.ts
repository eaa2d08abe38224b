import { expect, test } from 'vitest';
import { goalAnswers, newId, referrals } from '#db/schema';
import { recordEntry } from '~/services/progress.server';
import { schoolToday } from '~/services/today.server';
import { activePlan, assigned, entryOf, later, onDay, waitingNeed } from '../support/story-progress';
import { leaveSchool, NOW, openWorld } from '../support/world';

test('the assistant finds the child, today’s hours, what helps and the goals to record', async () => {
  const world = await openWorld();
  const { goalId } = await activePlan(world);
  const { assignmentId } = await assigned(world);
  await recordEntry(world.as('bolat'), goalId, entryOf());
  expect(await schoolToday(world.as('ainur'))).toMatchObject({
    role: 'assistant',
    children: [
      {
        id: world.alikhan,
        assignmentId,
        supportSummary: 'Суретті кесте, бір нұсқаудан.',
        slots: [{ weekday: 3, startsAt: '09:00', endsAt: '12:00' }],
        goals: [{ id: goalId, target: 80, last: { successes: 3, trials: 5 } }],
      },
    ],
  });
});

test('an assistant without an assignment valid today finds nobody', async () => {
  const world = await openWorld();
  await activePlan(world);
  await assigned(world, { validFrom: '2026-10-19' });
  expect(await schoolToday(world.as('ainur'))).toMatchObject({ children: [], total: 0 });
  expect(await schoolToday(later(world, 'ainur', onDay('2026-10-23')))).toMatchObject({ children: [{ slots: [] }] });
});

test('the teacher finds goals nobody has measured since Monday, and drafts', async () => {
  const world = await openWorld();
  const { goalId } = await activePlan(world);
  const draft = await activePlan(world, {}, { state: 'draft' });
  await recordEntry(world.as('bolat'), goalId, entryOf({ measuredOn: '2026-10-11' }));
  expect(await schoolToday(world.as('bolat'))).toMatchObject({
    role: 'teacher',
    children: [{ id: world.alikhan, unmeasured: [{ id: goalId }] }],
    waiting: [{ kind: 'plan-draft', id: draft.planId }],
  });
  await recordEntry(world.as('bolat'), goalId, entryOf({ measuredOn: '2026-10-12' }));
  expect(await schoolToday(world.as('bolat'))).toMatchObject({ children: [{ unmeasured: [] }] });
});

test('the coordinator finds what waits, the longest first', async () => {
  const world = await openWorld();
  const needId = await waitingNeed(world);
  const toShare = await activePlan(world, {}, { state: 'team_review' });
  const shared = await activePlan(world, {}, { state: 'family_consent' });
  const referralId = newId();
  await world.database.transaction(async (tx) => {
    await tx.insert(referrals).values({ id: referralId, childId: world.alikhan, fromOrganisationId: world.places.school, pmpcId: world.places.otherPmpc, authorId: world.people.saule.userId, state: 'draft', reason: '', tried: '', createdAt: NOW });
  });
  const day = await schoolToday(world.as('saule'));
  expect(day).toMatchObject({
    role: 'school_coordinator',
    missingHours: 12,
    waiting: [{ kind: 'plan-to-share', id: toShare.planId }, { kind: 'plan-to-answer', id: shared.planId }, { kind: 'hours-missing', id: needId, days: 13 }, { kind: 'referral-draft', id: referralId, days: 0 }],
  });
});

test('an answer of the family turns waiting for it into approving, and a question comes to light', async () => {
  const world = await openWorld();
  const agreed = await activePlan(world, {}, { state: 'family_consent' });
  const asked = await activePlan(world, {}, { state: 'family_consent' });
  const unsent = await activePlan(world, {}, { state: 'family_consent' });
  await world.database.transaction(async (tx) => {
    const answer = { guardianId: world.danaGuardian, savedAt: NOW };
    await tx.insert(goalAnswers).values({ ...answer, goalId: agreed.goalId, answer: 'agree', sentAt: NOW });
    await tx.insert(goalAnswers).values({ ...answer, goalId: asked.goalId, answer: 'question', sentAt: NOW });
    await tx.insert(goalAnswers).values({ ...answer, goalId: unsent.goalId, answer: 'question' });
  });
  const day = await schoolToday(world.as('saule'));
  const kinds = new Map('waiting' in day ? day.waiting.map((one) => [one.id, one.kind]) : []);
  expect([agreed, asked, unsent].map(({ planId }) => kinds.get(planId))).toEqual(['plan-to-approve', 'family-question', 'plan-to-answer']);
});

test('another school’s coordinator and everybody outside schools find nothing of it', async () => {
  const world = await openWorld();
  await activePlan(world, {}, { state: 'team_review' });
  await waitingNeed(world);
  expect(await schoolToday(world.as('roza'))).toMatchObject({ waiting: [], missingHours: 0 });
  for (const person of ['dana', 'marat', 'kanat', 'nurlan'] as const) await expect(schoolToday(world.as(person)), person).rejects.toThrow('not-found');
  await leaveSchool(world, '2026-10-13');
  expect(await schoolToday(world.as('saule'))).toMatchObject({ waiting: [] });
});
