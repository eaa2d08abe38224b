import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openDatabase, type Database } from '#db/client.server';
import { SCHOOL_YEARS } from '~/domain/calendar';
import { checkIin } from '~/domain/children';
import { DECISION_CODES, decisionFor, type DecisionCode } from '~/domain/progress';
import { findTerms, type WordingEntry } from '~/domain/wording';
import { demoSummary, fillDemo, type DemoSummary } from '../../bin/demo/world';

/** A Wednesday in the middle of a term. */
const WEDNESDAY = new Date('2026-12-09T07:00:00Z');

const opened: { database: Database; folder: string }[] = [];

async function emptyDatabase(): Promise<Database> {
  const folder = mkdtempSync(join(tmpdir(), 'qadam-demo-'));
  cpSync(inject('template'), folder, { recursive: true });
  const database = await openDatabase(folder);
  opened.push({ database, folder });
  return database;
}

async function filled(now: Date, canary: boolean): Promise<Database> {
  const database = await emptyDatabase();
  await fillDemo(database, { now, canary });
  return database;
}

/** What every goal of a plan in force says on that day. */
async function decisionsIn(database: Database, today: string): Promise<DecisionCode[]> {
  return database.read(async (tx) => {
    const active = await tx.query.plans.findMany({ columns: { id: true }, where: (row, { eq }) => eq(row.state, 'active') });
    const goals = await tx.query.goals.findMany({ where: (row, { inArray }) => inArray(row.planId, active.map(({ id }) => id)) });
    const entries = await tx.query.entries.findMany({ columns: { lineageId: true, measuredOn: true, value: true } });
    const services = await tx.query.planServices.findMany({ columns: { planId: true, lineageId: true } });
    const deliveries = await tx.query.deliveries.findMany({ columns: { serviceLineageId: true, plannedMinutes: true, heldMinutes: true } });
    return goals.map((goal) => {
      const lineages = services.filter(({ planId }) => planId === goal.planId).map(({ lineageId }) => lineageId);
      const held = deliveries.filter(({ serviceLineageId }) => lineages.includes(serviceLineageId));
      const sum = (of: 'plannedMinutes' | 'heldMinutes') => held.reduce((total, row) => total + row[of], 0);
      const fidelity = sum('plannedMinutes') > 0 ? sum('heldMinutes') / sum('plannedMinutes') : null;
      const course = entries.filter(({ lineageId }) => lineageId === goal.lineageId).map(({ measuredOn, value }) => ({ date: measuredOn, value }));
      return decisionFor(goal.measure, { ...goal, startDate: goal.startsOn, dueDate: goal.dueOn }, course, today, { fidelity, schoolYears: SCHOOL_YEARS }).code;
    });
  });
}

let database: Database;
let summary: DemoSummary;

beforeAll(async () => {
  database = await filled(WEDNESDAY, true);
  summary = await demoSummary(database, WEDNESDAY);
}, 120_000);

afterAll(async () => {
  for (const one of opened) {
    await one.database.close();
    rmSync(one.folder, { recursive: true, force: true });
  }
});

test('the measurements of the demo yield every decision there is', async () => {
  const said = new Set(await decisionsIn(database, '2026-12-09'));
  expect(DECISION_CODES.filter((code) => !said.has(code))).toEqual([]);
});

test('at least sixty children stand in every stage of the way', async () => {
  const found = await database.read(async (tx) => ({
    children: (await tx.query.children.findMany({ columns: { id: true } })).length,
    referrals: new Set((await tx.query.referrals.findMany({ columns: { state: true } })).map(({ state }) => state)),
    assessments: new Set((await tx.query.assessments.findMany({ columns: { state: true } })).map(({ state }) => state)),
    conclusions: new Set((await tx.query.conclusions.findMany({ columns: { state: true } })).map(({ state }) => state)),
    plans: new Set((await tx.query.plans.findMany({ columns: { state: true } })).map(({ state }) => state)),
    needs: new Set((await tx.query.assistantNeeds.findMany({ columns: { state: true } })).map(({ state }) => state)),
  }));
  expect(found.children).toBeGreaterThanOrEqual(60);
  expect([...found.referrals].sort()).toEqual(['accepted', 'closed', 'declined', 'draft', 'sent', 'withdrawn']);
  expect([...found.assessments].sort()).toEqual(['closed', 'open', 'scheduled']);
  expect([...found.conclusions].sort()).toEqual(['draft', 'issued', 'void']);
  expect([...found.plans].sort()).toEqual(['active', 'archived', 'draft', 'family_consent', 'team_review']);
  expect([...found.needs].sort()).toEqual(['assigned', 'requested']);
});

test('everything of the main child has an address', () => {
  expect(Object.keys(summary.ids).sort()).toEqual(
    ['archivedPlanId', 'assessmentId', 'assignmentId', 'childId', 'conclusionId', 'consentId', 'draftPlanId', 'entryId', 'extractId', 'findingId', 'goalId',
      'guardianId', 'medicalFindingId', 'memberId', 'needId', 'planId', 'recommendationId', 'referralId', 'requestId', 'serviceId', 'teamMemberId', 'visitId'],
  );
  expect(summary.otherIds.parent2.draftPlanId).toBe(summary.ids.draftPlanId);
  expect(summary.otherIds.rural.planId).toBeDefined();
  expect(summary.otherIds.examined.assessmentId).toBeDefined();
  expect(summary.otherIds.waiting.referralId).toBeDefined();
  expect(summary.otherIds.concluding.conclusionId).toBeDefined();
  expect(Object.values(summary.paths).filter((path) => path.includes('//') || path.endsWith('/'))).toEqual([]);
});

test('twelve of the fifteen hours of the main child are covered, and the second version of her plan can be changed', async () => {
  const { childId = '' } = summary.ids;
  const found = await database.read(async (tx) => ({
    need: await tx.query.assistantNeeds.findFirst({ where: (row, { eq }) => eq(row.childId, childId) }),
    slots: await tx.query.assignmentSlots.findMany({ where: (row, { eq }) => eq(row.assignmentId, summary.ids.assignmentId ?? '') }),
    plans: await tx.query.plans.findMany({ columns: { number: true, state: true }, where: (row, { eq }) => eq(row.childId, childId), orderBy: (row, { asc }) => asc(row.number) }),
    entries: await tx.query.entries.findMany({ columns: { measuredOn: true }, where: (row, { eq }) => eq(row.childId, childId), orderBy: (row, { asc }) => asc(row.measuredOn) }),
  }));
  expect(found.need?.hours).toBe(15);
  expect(found.slots.map(({ weekday, startsAt, endsAt }) => `${weekday} ${startsAt} ${endsAt}`)).toEqual(['1 08:30 11:30', '2 08:30 11:30', '3 08:30 11:30', '4 08:30 11:30']);
  expect(found.plans).toEqual([{ number: 1, state: 'archived' }, { number: 2, state: 'active' }]);
  expect(found.entries.length).toBeGreaterThan(100);
  expect((found.entries[0]?.measuredOn ?? '') < '2026-02-01').toBe(true);
});

test('with canaries every class of sensitive text carries tokens', () => {
  expect(Object.keys(summary.canaries.tokens).sort()).toEqual(
    ['actions', 'child-core', 'education', 'extract', 'family-answer', 'legal', 'location', 'medical', 'notes', 'psych', 'referral', 'staff-note'],
  );
  expect(new Set(summary.canaries.phones).size).toBe(summary.canaries.phones.length);
  expect(summary.canaries.phones.every((phone) => phone.startsWith('+7701555'))).toBe(true);
  expect(summary.canaries.iins.every((iin) => iin.startsWith('99') && checkIin(iin) === 'ok')).toBe(true);
});

test('two demos of one moment tell the same', async () => {
  const told = (of: Database) =>
    of.read(async (tx) => ({
      children: (await tx.query.children.findMany({ columns: { surname: true, givenName: true, birthDate: true, iin: true, supportSummary: true } })).map((row) => Object.values(row).join('|')).sort(),
      entries: (await tx.query.entries.findMany({ columns: { measuredOn: true, value: true, help: true, place: true, note: true } })).map((row) => Object.values(row).join('|')).sort(),
      numbers: (await tx.query.conclusions.findMany({ columns: { number: true, issuedOn: true, strengths: true } })).map((row) => Object.values(row).join('|')).sort(),
      deeds: (await tx.query.auditEntries.findMany({ columns: { action: true, at: true, detail: true }, orderBy: (row, { asc }) => asc(row.sequence) })).map(({ action, at, detail }) => `${at.getTime()} ${action} ${detail}`),
    }));
  expect(await told(await filled(WEDNESDAY, true))).toEqual(await told(database));
}, 60_000);

test('nothing in the demo happens after it was made, and the record runs in the order of days', async () => {
  const lines = await database.read((tx) => tx.query.auditEntries.findMany({ columns: { at: true }, orderBy: (row, { asc }) => asc(row.sequence) }));
  const days = lines.map(({ at }) => new Date(at.getTime() + 5 * 3_600_000).toISOString().slice(0, 10));
  expect(days).toEqual([...days].sort());
  expect(lines.filter(({ at }) => at > WEDNESDAY)).toEqual([]);
});

test('a demo that is there is left alone', async () => {
  expect(await fillDemo(database, { now: WEDNESDAY })).toBe(false);
});

test('no text of the demo uses a word for which there is a more respectful one', async () => {
  const [wording, texts] = await database.read(async (tx) => [
    (await tx.query.referenceItems.findMany({ where: (row, { eq }) => eq(row.collection, 'wording') })).map(({ body }) => body as WordingEntry),
    JSON.stringify([
      await tx.query.children.findMany({ columns: { supportSummary: true } }),
      await tx.query.referrals.findMany({ columns: { reason: true, tried: true, declineReason: true } }),
      await tx.query.findings.findMany({ columns: { strengths: true, needs: true, helps: true, recommendations: true } }),
      await tx.query.conclusions.findMany({ columns: { strengths: true, needs: true, familyAdvice: true, assistantTasks: true } }),
      await tx.query.plans.findMany({ columns: { strengths: true, needs: true, childVoice: true, familyVoice: true, familyWork: true } }),
      await tx.query.entries.findMany({ columns: { note: true } }),
    ]),
  ]);
  const found = ['kk', 'ru'].flatMap((language) => findTerms(texts, language, wording).map(({ term, suggestion }) => `${term}: ${suggestion}`));
  expect([...new Set(found)]).toEqual([]);
});

test.each([
  ['a Saturday', '2026-11-21T10:00:00Z'],
  ['a day in the second week of September', '2026-09-10T06:00:00Z'],
  ['a summer day', '2026-07-15T06:00:00Z'],
])('made on %s, the demo yields every decision too, and without canaries no text carries a token', async (_, moment) => {
  const now = new Date(moment);
  const made = await filled(now, false);
  const said = new Set(await decisionsIn(made, moment.slice(0, 10)));
  expect(DECISION_CODES.filter((code) => !said.has(code))).toEqual([]);
  expect((await demoSummary(made, now)).canaries.tokens).toEqual({});
}, 60_000);
