import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, lt, lte, ne, notInArray, or, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Tx } from '#db/client.server';
import {
  assessmentMembers,
  assessments,
  assignments,
  assignmentSlots,
  assistantNeeds,
  children,
  conclusions,
  conclusionSignatures,
  consents,
  enrolments,
  entries,
  extracts,
  findings,
  goalAnswers,
  goals,
  guardianRestrictions,
  guardians,
  memberships,
  organisations,
  plans,
  planServices,
  referenceItems,
  referrals,
  teamMembers,
  users,
} from '#db/schema';
import type {
  Communication,
  ConsentManner,
  ConsentPurpose,
  ConsentState,
  Direction,
  Duty,
  GoalArea,
  HelpLevel,
  InstructionLanguage,
  Language,
  MeasureType,
  PlanState,
  Relation,
  Role,
  SessionForm,
  Specialty,
  TeamPart,
} from '#db/vocabulary';
import { isTeamReady, sectionState, type SectionState } from '~/domain/assessments';
import { coverageOf, hoursOn } from '~/domain/assistants';
import { ageOn, daysBetween, dayIn } from '~/domain/calendar';
import {
  courseOf,
  HAPPENINGS_A_PAGE,
  nextStep,
  timelineOf,
  whatChanged,
  type CaseFacts,
  type Change,
  type HappeningGroup,
  type Moment,
  type Next,
} from '~/domain/cases';
import { fullName } from '~/domain/children';
import { cellFor, type Action } from '~/domain/permissions';
import type { Decision, Tone } from '~/domain/progress';
import { refuse } from '~/domain/refusal';
import { stairOf, type Milestones, type Stage, type StageState } from '~/domain/stages';
import { opening } from './audit.server';
import type { Context } from './context';
import { knownReferrals, milestonesOf, sharedConclusions } from './milestones.server';
import { readProgress, replacedEntries } from './readings.server';
import { authorize, during } from './ties.server';

type Names = Record<Language, string>;

/** A step of the stair with what may be said of it: the conclusion's number, the plan's version, how many records. */
export interface CaseStage extends StageState {
  number: number | null;
}

export interface GoalNow {
  id: string;
  title: { kk: string; ru: string };
  area: GoalArea;
  skill: Names | null;
  unit: string;
  measure: MeasureType;
  direction: Direction;
  baseline: number;
  target: number;
  startsOn: string;
  dueOn: string;
  course: ReturnType<typeof courseOf>;
  change: Change;
  decision: Pick<Decision, 'code' | 'n' | 'needed' | 'ageDays' | 'fidelity' | 'projection'> & { tone: Tone };
}

/** One line of the timeline; which of the fields are there follows from `kind`. */
export interface HappeningRow extends Moment {
  by: string | null;
  /** The reader may know of it and not open it. */
  closed?: true;
  goal?: { id: string; title: { kk: string; ru: string }; measure: MeasureType; unit: string };
  measured?: { value: number; successes: number | null; trials: number | null; help: HelpLevel; note: string };
  /** What it leads to. */
  about?: string;
  specialty?: Specialty;
  day?: string;
  time?: string;
  number?: number;
  relation?: Relation;
  answers?: { agreed: number; questions: number; suggestions: number };
  consent?: { purpose: ConsentPurpose; state: ConsentState; manner: ConsentManner };
  name?: string;
}

export interface ExaminationNow {
  id: string;
  on: string;
  at: string;
  room: string;
  sections: { specialty: Specialty; state: SectionState; mine: boolean }[];
}

export type DateKind = 'session' | 'plan-ends' | 'assistant-ends' | 'conclusion-ends';

export interface CasePage {
  child: {
    id: string;
    name: string;
    age: number;
    className: string | null;
    school: Names | null;
    instructionLanguage: InstructionLanguage;
    communication: Communication;
  };
  stair: CaseStage[];
  next: Next;
  /** How many people may see the child's file; null for those who may not know. */
  access: number | null;
  links: {
    guardians: boolean;
    consents: boolean;
    team: boolean;
    referral: string | null;
    assessment: string | null;
    conclusion: string | null;
    extract: string | null;
    plan: string | null;
    draft: string | null;
  };
  examination: ExaminationNow | null;
  /** The newest issued conclusion, for those who may read it whole. */
  conclusion: { id: string; number: number; on: string } | null;
  /** Null for readers to whom plans are closed. */
  goals: GoalNow[] | null;
  /** Those who measure from day to day; a coordinator records from the goal's own page. */
  mayRecord: boolean;
  happenings: HappeningRow[];
  older: string | null;
  childVoice: string;
  strengths: string;
  support: string;
  services: { id: string; name: Names | null; type: string; form: SessionForm; minutes: number; perWeek: number }[];
  assistant: { hours: number; recommended: number | null; missing: number; waitingDays: number } | null;
  dates: { kind: DateKind; on: string; at: string | null }[];
  team: { name: string; part: TeamPart | null; specialty: Specialty | null; assistant: boolean }[];
  today: string;
}

/**
 * The case page of a child for staff: everything the reader may know, nothing else, and the one next step.
 * @throws Refused `not-found` for strangers and for families, who have their own page
 */
export function openCase(ctx: Context, childId: string, query: { group: HappeningGroup | null; before: Moment | null }): Promise<CasePage> {
  return opening(ctx, 'child.open', { childId }, async (tx) => {
    await authorize(ctx, tx, 'child.open', { childId });
    if (ctx.actor.role === 'parent') refuse('not-found');

    const core = await readCore(ctx, tx, childId);
    const milestones = (await milestonesOf(ctx, tx, [childId])).get(childId) ?? {};
    const known = await readReferrals(ctx, tx, childId);
    const examination = await readExamination(ctx, tx, childId);
    const concluded = await readConclusions(ctx, tx, childId);
    const planned = await readPlans(ctx, tx, childId);
    const reading = await readGoals(ctx, tx, planned.active?.id ?? null);
    const helpers = await readAssistants(ctx, tx, childId);
    const ledger = await readLedger(ctx, tx, childId);
    const access = opens(ctx, 'audit.access') ? await countAccess(ctx, tx, childId) : null;

    const facts: CaseFacts = {
      guardians: await countGuardians(ctx, tx, childId),
      referral: known.latest,
      assessment: examination.facts,
      conclusion: concluded.facts && { ...concluded.facts, allSigned: concluded.facts.signed >= examination.needed && concluded.facts.signed > 0 },
      extract: concluded.extract !== null,
      draft: planned.draft && { ...planned.draft, answered: planned.draft.answered || ledger.onPaper.has(planned.draft.id) },
      plan: planned.active && { id: planned.active.id, endsOn: planned.active.endsOn },
      goalToRecord: reading.goalToRecord,
      openNeed: helpers.openNeed,
    };
    const happened = [...known.happenings, ...examination.happenings, ...concluded.happenings, ...planned.happenings, ...helpers.happenings, ...ledger.happenings];
    const measured = planned.opens && (query.group === null || query.group === 'entries') ? await readEntries(tx, childId, query.before) : [];
    const timeline = timelineOf([...happened, ...measured], query.group, query.before);

    return {
      child: core.child,
      stair: stairFor(ctx, milestones, known.latest !== null),
      next: nextStep(ctx.actor.role, ctx.actor.duty, facts, ctx.today),
      access,
      links: {
        guardians: opens(ctx, 'guardian.list'),
        consents: opens(ctx, 'consent.open'),
        team: ctx.actor.role === 'school_coordinator' || ctx.actor.role === 'teacher',
        referral: known.latest?.id ?? null,
        assessment: examination.facts?.id ?? null,
        conclusion: concluded.facts?.id ?? null,
        extract: concluded.extract,
        plan: planned.active?.id ?? null,
        draft: planned.draft?.id ?? null,
      },
      examination: examination.now,
      conclusion: concluded.issued,
      goals: planned.opens ? reading.goals : null,
      mayRecord: opens(ctx, 'goal.mark') && ctx.actor.role !== 'school_coordinator',
      happenings: timeline.rows,
      older: timeline.older,
      childVoice: planned.voice.childVoice,
      strengths: planned.voice.strengths,
      support: core.support,
      services: planned.active ? await readServices(tx, planned.active.id) : [],
      assistant: helpers.now,
      dates: datesAhead(ctx, examination.now, planned.active?.endsOn ?? null, helpers.until, concluded.validUntil),
      team: [...(await readTeam(ctx, tx, childId)), ...examination.members, ...helpers.people],
      today: ctx.today,
    };
  });
}

/** Whether the access table opens this row to the actor for a child they reach; rows of their own only do not count. */
function opens(ctx: Context, action: Action): boolean {
  const { scope, again } = cellFor(ctx.actor, action);
  return (scope === 'assigned' || scope === 'here' || scope === 'all') && !again;
}

async function readCore(ctx: Context, tx: Tx, childId: string) {
  const [row] = await tx
    .select({
      id: children.id,
      surname: children.surname,
      givenName: children.givenName,
      patronymic: children.patronymic,
      birthDate: children.birthDate,
      instructionLanguage: children.instructionLanguage,
      communication: children.communication,
      support: children.supportSummary,
      className: enrolments.className,
      kk: organisations.nameKk,
      ru: organisations.nameRu,
      en: organisations.nameEn,
    })
    .from(children)
    .leftJoin(enrolments, and(eq(enrolments.childId, children.id), during(ctx, enrolments)))
    .leftJoin(organisations, eq(organisations.id, enrolments.organisationId))
    .where(eq(children.id, childId));
  if (!row) refuse('not-found');
  const { birthDate, support, surname, givenName, patronymic, kk, ru, en, ...child } = row;
  return {
    child: { ...child, name: fullName({ surname, givenName, patronymic }), age: ageOn(birthDate, ctx.today).years, school: kk && ru && en ? { kk, ru, en } : null },
    support,
  };
}

/** The stair with days and numbers only of what the reader may open; the steps themselves everybody sees. */
function stairFor(ctx: Context, milestones: Milestones, knowsReferral: boolean): CaseStage[] {
  const concluded = opens(ctx, 'conclusion.open') || (opens(ctx, 'extract.open') && cellFor(ctx.actor, 'extract.open').only !== 'actions');
  const isKnown: Record<Stage, boolean> = {
    referral: knowsReferral,
    assessment: opens(ctx, 'assessment.open'),
    conclusion: concluded,
    plan: opens(ctx, 'plan.open'),
    progress: opens(ctx, 'progress.open'),
    review: opens(ctx, 'plan.open'),
  };
  const numbers: Partial<Record<Stage, number>> = {
    conclusion: milestones.conclusion?.number,
    plan: milestones.plan?.number,
    progress: milestones.progress?.entries,
  };
  return stairOf(milestones, ctx.today).map((step) => ({
    ...step,
    on: isKnown[step.stage] ? step.on : null,
    number: isKnown[step.stage] ? (numbers[step.stage] ?? null) : null,
  }));
}

/** Referrals as far as the reader's cell reaches: a PMPC sees what was sent to it, a teacher the own ones, a school what came from it. */
async function readReferrals(ctx: Context, tx: Tx, childId: string) {
  const { role, id, organisationId } = ctx.actor;
  const here = organisationId ?? '';
  const sent = ne(referrals.state, 'draft');
  const reach: Partial<Record<Role, SQL | undefined>> = {
    pmpc_coordinator: or(and(eq(referrals.pmpcId, here), sent), eq(referrals.fromOrganisationId, here)),
    pmpc_specialist: and(eq(referrals.pmpcId, here), sent),
    teacher: eq(referrals.authorId, id),
    school_coordinator: eq(referrals.fromOrganisationId, here),
  };
  const mine = reach[role];
  if (!mine || cellFor(ctx.actor, 'referral.open').scope === 'none') return { latest: null, happenings: [] };

  const authors = alias(users, 'authors');
  const deciders = alias(users, 'deciders');
  const rows = await tx
    .select({
      id: referrals.id,
      state: referrals.state,
      sentAt: referrals.sentAt,
      decidedAt: referrals.decidedAt,
      surname: authors.surname,
      givenName: authors.givenName,
      deciderSurname: deciders.surname,
      deciderName: deciders.givenName,
    })
    .from(referrals)
    .innerJoin(authors, eq(authors.id, referrals.authorId))
    .leftJoin(deciders, eq(deciders.id, referrals.decidedBy))
    .where(and(eq(referrals.childId, childId), mine))
    .orderBy(desc(referrals.createdAt))
    .limit(20);
  const happenings = rows.flatMap((row): HappeningRow[] => {
    const step = (kind: 'referral-sent' | 'referral-accepted' | 'referral-declined', at: Date | null, by: string): HappeningRow[] =>
      at ? [{ kind, id: row.id, at: at.getTime(), by, about: row.id }] : [];
    const decider = fullName({ surname: row.deciderSurname, givenName: row.deciderName });
    return [
      ...step('referral-sent', row.sentAt, fullName(row)),
      ...(row.state === 'withdrawn' ? [] : step(row.state === 'declined' ? 'referral-declined' : 'referral-accepted', row.decidedAt, decider)),
    ];
  });
  const [latest] = rows;
  return { latest: latest ? { id: latest.id, state: latest.state } : null, happenings };
}

/** The newest examination of the reader's own PMPC, its sections, and what was signed; a specialist's own examinations only. */
async function readExamination(ctx: Context, tx: Tx, childId: string) {
  const nothing = { facts: null, now: null, members: [], happenings: [] as HappeningRow[], needed: 0 };
  if (!opens(ctx, 'assessment.open')) return nothing;
  const all = await tx
    .select({ id: assessments.id, state: assessments.state, on: assessments.sessionOn, time: assessments.sessionAt, room: assessments.room, createdAt: assessments.createdAt, surname: users.surname, givenName: users.givenName })
    .from(assessments)
    .innerJoin(users, eq(users.id, assessments.createdBy))
    .where(and(eq(assessments.childId, childId), eq(assessments.pmpcId, ctx.actor.organisationId ?? ''), ctx.actor.role === 'pmpc_specialist' ? inArray(assessments.id, examinedBy(ctx, tx)) : undefined))
    .orderBy(desc(assessments.createdAt))
    .limit(10);
  const [newest] = all;
  if (!newest) return nothing;

  const people = await tx
    .select({ userId: assessmentMembers.userId, specialty: assessmentMembers.specialty, state: assessmentMembers.state, surname: users.surname, givenName: users.givenName })
    .from(assessmentMembers)
    .innerJoin(users, eq(users.id, assessmentMembers.userId))
    .where(eq(assessmentMembers.assessmentId, newest.id))
    .orderBy(asc(assessmentMembers.specialty));
  const written = await tx
    .select({ id: findings.id, assessmentId: findings.assessmentId, specialty: findings.specialty, medical: findings.medical, state: findings.state, authorId: findings.authorId, signedAt: findings.signedAt, surname: users.surname, givenName: users.givenName })
    .from(findings)
    .innerJoin(users, eq(users.id, findings.authorId))
    .where(inArray(findings.assessmentId, all.map(({ id }) => id)))
    .limit(60);

  const sections = people.map((member) => ({
    specialty: member.specialty,
    mine: member.userId === ctx.actor.id && member.specialty === ctx.actor.specialty && member.state === 'needed',
    state: sectionState(member.state, written.filter((row) => row.assessmentId === newest.id && row.specialty === member.specialty && row.authorId === member.userId).map(({ state }) => state)),
  }));
  const own = sections.find(({ mine }) => mine);
  const MY = { 'not-started': 'none', 'in-progress': 'draft', done: 'signed', 'not-needed': 'signed' } as const;
  return {
    facts: { id: newest.id, state: newest.state, mySection: own ? MY[own.state] : null, allSigned: isTeamReady(sections.map(({ state }) => state)) },
    now: newest.state === 'closed' ? null : { id: newest.id, on: newest.on, at: newest.time, room: newest.room, sections },
    needed: people.filter(({ state }) => state === 'needed').length,
    members: people.filter(({ state }) => state === 'needed').map((member) => ({ name: fullName(member), part: null, specialty: member.specialty, assistant: false })),
    happenings: [
      ...all.map((row): HappeningRow => ({ kind: 'session-set', id: row.id, at: row.createdAt.getTime(), by: fullName(row), day: row.on, time: row.time, about: row.id })),
      ...written.flatMap((row) => signedSection(ctx, row)),
    ],
  };
}

/** The examinations the actor is a needed member of now. */
function examinedBy(ctx: Context, tx: Tx) {
  return tx
    .select({ id: assessmentMembers.assessmentId })
    .from(assessmentMembers)
    .where(and(eq(assessmentMembers.userId, ctx.actor.id), eq(assessmentMembers.state, 'needed'), during(ctx, assessmentMembers)));
}

/** A signed section as the reader may know of it: open, closed (the medical one, for the head of the PMPC), or not at all. */
function signedSection(
  ctx: Context,
  row: { id: string; specialty: Specialty; medical: boolean; authorId: string; signedAt: Date | null; surname: string; givenName: string },
): HappeningRow[] {
  if (!row.signedAt) return [];
  const at = row.signedAt.getTime();
  if (row.medical && cellFor(ctx.actor, 'finding.open-medical').again) return [{ kind: 'medical-signed', id: row.id, at, by: null, closed: true }];
  const isOpen = row.authorId === ctx.actor.id || opens(ctx, row.medical ? 'finding.open-medical' : 'finding.open-others');
  return isOpen ? [{ kind: 'finding-signed', id: row.id, at, by: fullName(row), specialty: row.specialty, about: row.id }] : [];
}

/** The PMPC's own conclusions for those who may read them whole, the extract for the school with which it is shared. */
async function readConclusions(ctx: Context, tx: Tx, childId: string) {
  const whole = opens(ctx, 'conclusion.open');
  if (!whole && !opens(ctx, 'extract.open')) return { facts: null, issued: null, extract: null, validUntil: null, happenings: [] as HappeningRow[] };
  const shared = await sharedConclusions(ctx, tx, [childId]);
  const rows = await tx
    .select({
      id: conclusions.id,
      state: conclusions.state,
      number: conclusions.number,
      issuedOn: conclusions.issuedOn,
      validUntil: conclusions.validUntil,
      version: conclusions.version,
      authorId: conclusions.authorId,
      extractId: extracts.id,
      surname: users.surname,
      givenName: users.givenName,
    })
    .from(conclusions)
    .leftJoin(extracts, eq(extracts.conclusionId, conclusions.id))
    .leftJoin(users, eq(users.id, conclusions.issuedBy))
    .where(
      and(
        eq(conclusions.childId, childId),
        whole ? eq(conclusions.pmpcId, ctx.actor.organisationId ?? '') : undefined,
        ctx.actor.role === 'pmpc_specialist' ? or(ne(conclusions.state, 'draft'), inArray(conclusions.assessmentId, examinedBy(ctx, tx))) : undefined,
      ),
    )
    .orderBy(desc(conclusions.createdAt))
    .limit(10);
  const issued = rows.filter(({ state }) => state === 'issued');
  if (!whole) {
    const open = issued.find(({ id }) => shared.has(id));
    const tells = open && cellFor(ctx.actor, 'extract.open').only !== 'actions';
    return { facts: null, issued: null, extract: open?.extractId ?? null, validUntil: tells ? open.validUntil : null, happenings: [] as HappeningRow[] };
  }
  const [newest] = rows;
  const [last] = issued;
  const signatures = newest
    ? await tx
        .select({ userId: conclusionSignatures.userId })
        .from(conclusionSignatures)
        .where(and(eq(conclusionSignatures.conclusionId, newest.id), eq(conclusionSignatures.signedVersion, newest.version)))
    : [];
  return {
    facts: newest
      ? {
          id: newest.id,
          state: newest.state,
          mine: newest.authorId === ctx.actor.id,
          shared: shared.has(newest.id),
          signedByMe: signatures.some(({ userId }) => userId === ctx.actor.id),
          signed: signatures.length,
        }
      : null,
    issued: last?.issuedOn ? { id: last.id, number: last.number ?? 0, on: last.issuedOn } : null,
    extract: last?.extractId ?? null,
    validUntil: last?.validUntil ?? null,
    happenings: issued.map((row): HappeningRow => ({
      kind: 'conclusion-issued',
      id: row.id,
      at: noonOf(row.issuedOn ?? ctx.today),
      by: row.surname ? fullName(row) : null,
      number: row.number ?? 0,
      about: row.id,
    })),
  };
}

/** A civil day as a place in the timeline: noon in Kazakhstan. */
function noonOf(day: string): number {
  return Date.parse(`${day}T12:00:00+05:00`);
}

/** The plan in force, the draft on its way and what happened to both, as far as the reader's cells reach. */
async function readPlans(ctx: Context, tx: Tx, childId: string) {
  const nothing = { opens: false, active: null, draft: null, voice: { childVoice: '', strengths: '' }, happenings: [] as HappeningRow[] };
  if (!opens(ctx, 'plan.open')) return nothing;
  const seesDrafts = opens(ctx, 'plan-draft.open');
  const approvers = alias(users, 'approvers');
  const rows = await tx
    .select({
      id: plans.id,
      state: plans.state,
      number: plans.number,
      authorId: plans.authorId,
      endsOn: plans.endsOn,
      childVoice: plans.childVoice,
      strengths: plans.strengths,
      createdAt: plans.createdAt,
      sharedAt: plans.sharedAt,
      approvedAt: plans.approvedAt,
      archivedAt: plans.archivedAt,
      surname: users.surname,
      givenName: users.givenName,
      approverSurname: approvers.surname,
      approverName: approvers.givenName,
    })
    .from(plans)
    .innerJoin(users, eq(users.id, plans.authorId))
    .leftJoin(approvers, eq(approvers.id, plans.approvedBy))
    .where(
      and(
        eq(plans.childId, childId),
        seesDrafts ? or(notInArray(plans.state, [...DRAFTS]), eq(plans.organisationId, ctx.actor.organisationId ?? '')) : inArray(plans.state, ['active', 'under_review']),
      ),
    )
    .orderBy(desc(plans.createdAt))
    .limit(20);
  const active = rows.find(({ state }) => state === 'active' || state === 'under_review') ?? null;
  const draft = rows.find(({ state }) => DRAFTS.includes(state)) ?? null;
  const answers = seesDrafts ? await readAnswers(tx, rows.map(({ id }) => id)) : [];
  const { childVoice = '', strengths = '' } = active ?? draft ?? {};
  return {
    opens: true,
    active,
    draft: draft && { id: draft.id, state: draft.state, mine: draft.authorId === ctx.actor.id, answered: answers.some(({ planId }) => planId === draft.id) },
    voice: { childVoice, strengths },
    happenings: [
      ...rows.flatMap((row): HappeningRow[] => {
        const step = (kind: 'plan-started' | 'plan-shared' | 'plan-approved' | 'plan-archived', at: Date | null, by: string | null): HappeningRow[] =>
          at ? [{ kind, id: row.id, at: at.getTime(), by, number: row.number, about: row.id }] : [];
        return [
          ...(seesDrafts ? step('plan-started', row.createdAt, fullName(row)) : []),
          ...(seesDrafts ? step('plan-shared', row.sharedAt, null) : []),
          ...step('plan-approved', row.approvedAt, row.approverSurname ? fullName({ surname: row.approverSurname, givenName: row.approverName }) : null),
          ...(seesDrafts ? step('plan-archived', row.archivedAt, null) : []),
        ];
      }),
      ...answers.map(({ planId, guardianId, at, relation, agreed, questions, suggestions }): HappeningRow => ({
        kind: 'plan-answered', id: guardianId, at, by: null, relation, answers: { agreed, questions, suggestions }, about: planId,
      })),
    ],
  };
}

const DRAFTS: readonly PlanState[] = ['draft', 'team_review', 'family_consent'];

/** What guardians answered to shared plans, a line a guardian and plan. */
async function readAnswers(tx: Tx, planIds: string[]) {
  if (planIds.length === 0) return [];
  const counted = (answer: string) => sql<number>`sum(${goalAnswers.answer} = ${answer})`;
  return tx
    .select({
      planId: goals.planId,
      guardianId: goalAnswers.guardianId,
      relation: guardians.relation,
      at: sql<number>`max(${goalAnswers.sentAt})`,
      agreed: counted('agree'),
      questions: counted('question'),
      suggestions: counted('suggest'),
    })
    .from(goalAnswers)
    .innerJoin(goals, eq(goals.id, goalAnswers.goalId))
    .innerJoin(guardians, eq(guardians.id, goalAnswers.guardianId))
    .where(and(inArray(goals.planId, planIds), isNotNull(goalAnswers.sentAt)))
    .groupBy(goals.planId, goalAnswers.guardianId);
}

/** How urgent a goal is on the page: what asks for a deed first. */
const URGENCY: Record<Tone, number> = { action: 0, attention: 1, good: 2, neutral: 3 };

/** The goals of the plan in force with what their measurements say, the most urgent first. */
async function readGoals(ctx: Context, tx: Tx, planId: string | null): Promise<{ goals: GoalNow[]; goalToRecord: string | null }> {
  if (!planId) return { goals: [], goalToRecord: null };
  const rows = await tx
    .select({
      id: goals.id,
      lineageId: goals.lineageId,
      planId: goals.planId,
      titleKk: goals.titleKk,
      titleRu: goals.titleRu,
      area: goals.area,
      skill: goals.skill,
      measure: goals.measure,
      unit: goals.unit,
      direction: goals.direction,
      baseline: goals.baseline,
      target: goals.target,
      consecutive: goals.consecutive,
      startsOn: goals.startsOn,
      dueOn: goals.dueOn,
    })
    .from(goals)
    .where(and(eq(goals.planId, planId), inArray(goals.state, ['active', 'baseline', 'maintenance'])))
    .orderBy(asc(goals.position), asc(goals.id));
  const readings = await readProgress(ctx, tx, rows);
  const skills = await namesOf(tx, 'skills', rows.map(({ skill }) => skill));
  const shown = rows.flatMap((row): GoalNow[] => {
    const reading = readings.get(row.id);
    if (!reading) return [];
    const { code, n, needed, ageDays, fidelity, projection, tone } = reading.decision;
    const { id, area, unit, measure, direction, baseline, target, startsOn, dueOn } = row;
    return [
      {
        id, area, unit, measure, direction, baseline, target, startsOn, dueOn,
        title: { kk: row.titleKk, ru: row.titleRu },
        skill: skills.get(row.skill) ?? null,
        course: courseOf(reading.points),
        change: whatChanged(row, reading.points),
        decision: { code, n, needed, ageDays, fidelity, projection, tone },
      },
    ];
  });
  const lastOn = (goal: { id: string }) => readings.get(goal.id)?.last?.on ?? '';
  const [longest] = [...shown].sort((one, other) => lastOn(one).localeCompare(lastOn(other)));
  return { goals: shown.sort((one, other) => URGENCY[one.decision.tone] - URGENCY[other.decision.tone]), goalToRecord: longest?.id ?? null };
}

/** Names of reference items in three languages. */
async function namesOf(tx: Tx, collection: 'skills' | 'serviceTypes', items: string[]): Promise<Map<string, Names>> {
  if (items.length === 0) return new Map();
  const rows = await tx
    .select({ item: referenceItems.item, body: referenceItems.body })
    .from(referenceItems)
    .where(and(eq(referenceItems.collection, collection), inArray(referenceItems.item, items)));
  return new Map(rows.map(({ item, body }) => [item, (body as { name: Names }).name]));
}

async function readServices(tx: Tx, planId: string): Promise<CasePage['services']> {
  const rows = await tx
    .select({ id: planServices.id, type: planServices.type, form: planServices.form, minutes: planServices.minutes, perWeek: planServices.perWeek })
    .from(planServices)
    .where(eq(planServices.planId, planId))
    .orderBy(asc(planServices.position), asc(planServices.id));
  const names = await namesOf(tx, 'serviceTypes', rows.map(({ type }) => type));
  return rows.map((row) => ({ ...row, name: names.get(row.type) ?? null }));
}

/** Assistants' hours and names; what is recommended and not covered only for those who plan it. */
async function readAssistants(ctx: Context, tx: Tx, childId: string) {
  const nothing = { now: null, people: [], until: null, openNeed: null, happenings: [] as HappeningRow[] };
  const ownOnly = cellFor(ctx.actor, 'assignment.open').scope === 'mine';
  if (!ownOnly && (!opens(ctx, 'assignment.open') || cellFor(ctx.actor, 'assignment.open').only === 'counts')) return nothing;
  const rows = await tx
    .select({
      id: assignments.id,
      needId: assignments.needId,
      state: assignments.state,
      validFrom: assignments.validFrom,
      validTo: assignments.validTo,
      createdAt: assignments.createdAt,
      surname: users.surname,
      givenName: users.givenName,
    })
    .from(assignments)
    .innerJoin(users, eq(users.id, assignments.userId))
    .where(and(eq(assignments.childId, childId), eq(assignments.organisationId, ctx.actor.organisationId ?? ''), ownOnly ? eq(assignments.userId, ctx.actor.id) : undefined))
    .orderBy(desc(assignments.createdAt))
    .limit(30);
  const current = rows.filter((row) => row.state === 'active' && row.validTo >= ctx.today);
  const slots = current.length
    ? await tx
        .select({ assignmentId: assignmentSlots.assignmentId, weekday: assignmentSlots.weekday, startsAt: assignmentSlots.startsAt, endsAt: assignmentSlots.endsAt })
        .from(assignmentSlots)
        .where(inArray(assignmentSlots.assignmentId, current.map(({ id }) => id)))
    : [];
  const held = current.map((row) => ({ ...row, slots: slots.filter(({ assignmentId }) => assignmentId === row.id) }));
  const [need] = opens(ctx, 'need.open')
    ? await tx
        .select({ id: assistantNeeds.id, hours: assistantNeeds.hours, validFrom: assistantNeeds.validFrom, validTo: assistantNeeds.validTo, createdAt: assistantNeeds.createdAt })
        .from(assistantNeeds)
        .where(and(eq(assistantNeeds.childId, childId), eq(assistantNeeds.organisationId, ctx.actor.organisationId ?? ''), ne(assistantNeeds.state, 'ended'), gte(assistantNeeds.validTo, ctx.today)))
        .orderBy(desc(assistantNeeds.createdAt))
        .limit(1)
    : [];
  const coverage = need && coverageOf(need, held.filter(({ needId }) => needId === need.id), ctx.today);
  const hours = coverage?.covered ?? hoursOn(held, ctx.today);
  const missing = coverage?.missing ?? 0;
  const working = held.filter(({ validFrom }) => validFrom <= ctx.today);
  return {
    now: need || hours > 0 ? { hours, recommended: need?.hours ?? null, missing, waitingDays: need ? daysBetween(dayIn(need.createdAt), ctx.today) : 0 } : null,
    people: working.map((row) => ({ name: fullName(row), part: null, specialty: null, assistant: true })),
    until: working.map(({ validTo }) => validTo).sort()[0] ?? null,
    openNeed: need && missing > 0 ? need.id : null,
    happenings: rows.map((row): HappeningRow => ({ kind: 'assistant-assigned', id: row.id, at: row.createdAt.getTime(), by: null, name: fullName(row), day: row.validTo, about: row.id })),
  };
}

/** The consent ledger: who of the guardians answered what; sharing a conclusion stands among the steps of the examination. */
async function readLedger(ctx: Context, tx: Tx, childId: string) {
  if (!opens(ctx, 'consent.open')) return { happenings: [] as HappeningRow[], onPaper: new Set<string>() };
  const rows = await tx
    .select({
      id: consents.id,
      purpose: consents.purpose,
      state: consents.state,
      manner: consents.manner,
      subjectId: consents.subjectId,
      organisationId: consents.organisationId,
      recordedAt: consents.recordedAt,
      relation: guardians.relation,
    })
    .from(consents)
    .innerJoin(guardians, eq(guardians.id, consents.guardianId))
    .where(eq(consents.childId, childId))
    .orderBy(desc(consents.recordedAt))
    .limit(60);
  const fromSchool = ctx.actor.role === 'teacher' || ctx.actor.role === 'school_coordinator';
  const plansKnown = opens(ctx, 'plan.open');
  const known = rows
    .filter(({ purpose, organisationId }) => purpose !== 'share-conclusion' || (fromSchool ? organisationId === ctx.actor.organisationId : opens(ctx, 'conclusion.open')))
    .filter(({ purpose, organisationId }) => purpose !== 'transfer' || organisationId === null || organisationId === ctx.actor.organisationId)
    .filter(({ purpose }) => purpose !== 'plan' || plansKnown);
  return {
    onPaper: new Set(rows.filter(({ purpose, manner }) => purpose === 'plan' && manner === 'paper').map(({ subjectId }) => subjectId)),
    happenings: known.map(({ id, purpose, state, manner, recordedAt, relation }): HappeningRow => ({
      kind: purpose === 'share-conclusion' && state === 'given' ? 'conclusion-shared' : 'consent',
      id,
      at: recordedAt.getTime(),
      by: null,
      relation,
      consent: { purpose, state, manner },
    })),
  };
}

/** One page of measurements, latest first, each with its goal and who recorded it. */
async function readEntries(tx: Tx, childId: string, before: Moment | null): Promise<HappeningRow[]> {
  const instant = before && new Date(before.at);
  const beside = before?.kind === 'entry' ? lt(entries.id, before.id) : sql`1`;
  const rows = await tx
    .select({
      id: entries.id,
      recordedAt: entries.recordedAt,
      value: entries.value,
      successes: entries.successes,
      trials: entries.trials,
      help: entries.help,
      note: entries.note,
      goalId: goals.id,
      titleKk: goals.titleKk,
      titleRu: goals.titleRu,
      measure: goals.measure,
      unit: goals.unit,
      surname: users.surname,
      givenName: users.givenName,
    })
    .from(entries)
    .innerJoin(goals, eq(goals.id, entries.goalId))
    .innerJoin(users, eq(users.id, entries.authorId))
    .where(
      and(
        eq(entries.childId, childId),
        notInArray(entries.id, replacedEntries()),
        instant ? or(lt(entries.recordedAt, instant), and(eq(entries.recordedAt, instant), beside)) : undefined,
      ),
    )
    .orderBy(desc(entries.recordedAt), desc(entries.id))
    .limit(HAPPENINGS_A_PAGE + 1);
  return rows.map(({ id, recordedAt, value, successes, trials, help, note, goalId, titleKk, titleRu, measure, unit, ...author }) => ({
    kind: 'entry',
    id,
    at: recordedAt.getTime(),
    by: fullName(author),
    goal: { id: goalId, title: { kk: titleKk, ru: titleRu }, measure, unit },
    measured: { value, successes, trials, help, note },
  }));
}

/** The school's team of today, for the school. */
async function readTeam(ctx: Context, tx: Tx, childId: string): Promise<CasePage['team']> {
  if (!opens(ctx, 'plan.open')) return [];
  const rows = await tx
    .select({ part: teamMembers.part, surname: users.surname, givenName: users.givenName })
    .from(teamMembers)
    .innerJoin(users, eq(users.id, teamMembers.userId))
    .where(and(eq(teamMembers.childId, childId), eq(teamMembers.organisationId, ctx.actor.organisationId ?? ''), during(ctx, teamMembers)))
    .orderBy(asc(teamMembers.part), asc(users.sortKey));
  return rows.map(({ part, ...person }) => ({ name: fullName(person), part, specialty: null, assistant: false }));
}

async function countGuardians(ctx: Context, tx: Tx, childId: string): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)` })
    .from(guardians)
    .where(and(eq(guardians.childId, childId), during(ctx, guardians)));
  return row?.count ?? 0;
}

function datesAhead(ctx: Context, session: ExaminationNow | null, planEnds: string | null, assistantEnds: string | null, validUntil: string | null): CasePage['dates'] {
  const dates: CasePage['dates'] = [
    ...(session ? [{ kind: 'session' as const, on: session.on, at: session.at }] : []),
    ...(planEnds ? [{ kind: 'plan-ends' as const, on: planEnds, at: null }] : []),
    ...(assistantEnds ? [{ kind: 'assistant-ends' as const, on: assistantEnds, at: null }] : []),
    ...(validUntil ? [{ kind: 'conclusion-ends' as const, on: validUntil, at: null }] : []),
  ];
  return dates.filter(({ on }) => on >= ctx.today).sort((one, other) => one.on.localeCompare(other.on));
}

/** By what a person is tied to the child. */
export const TIES = ['coordinates', 'team', 'assists', 'pmpc', 'examines', 'guardian'] as const;
export type TieKind = (typeof TIES)[number];

export interface AccessRow {
  userId: string;
  name: string;
  role: Role;
  duty: Duty | null;
  part: TeamPart | null;
  specialty: Specialty | null;
  relation: Relation | null;
  organisation: Names | null;
  tie: TieKind;
  /** Null when it is not told. */
  since: string | null;
  until: string | null;
}

export interface AccessPage {
  childId: string;
  rows: Omit<AccessRow, 'userId'>[];
}

/**
 * Who may open the child's file today, by which tie, since and until when. A family sees the staff and itself: other
 * guardians never; while places are closed to it, no organisation and no examiner's day, as that tells the session's. A
 * school sees the people of a PMPC it may know of.
 */
export function openAccess(ctx: Context, childId: string): Promise<AccessPage> {
  return opening(ctx, 'audit.access', { childId }, async (tx) => {
    await authorize(ctx, tx, 'audit.access', { childId });
    const isFamily = ctx.actor.role === 'parent';
    const people = (await peopleWithAccess(ctx, tx, childId)).filter(({ tie, userId }) => !isFamily || tie !== 'guardian' || userId === ctx.actor.id);
    const hidesPlaces = isFamily && (await closedToMe(ctx, tx, childId, 'location'));
    return {
      childId,
      rows: people.map(({ userId: _, organisation, since, ...person }) => ({
        ...person,
        organisation: hidesPlaces ? null : organisation,
        since: hidesPlaces && person.tie === 'examines' ? null : since,
      })),
    };
  });
}

async function closedToMe(ctx: Context, tx: Tx, childId: string, kind: 'location'): Promise<boolean> {
  const [row] = await tx
    .select({ id: guardianRestrictions.id })
    .from(guardianRestrictions)
    .innerJoin(guardians, eq(guardians.id, guardianRestrictions.guardianId))
    .where(and(eq(guardians.childId, childId), eq(guardians.userId, ctx.actor.id), acts(ctx), eq(guardianRestrictions.kind, kind)))
    .limit(1);
  return row !== undefined;
}

function acts(ctx: Context): SQL | undefined {
  return and(isNull(guardianRestrictions.liftedAt), lte(guardianRestrictions.validFrom, ctx.today), gte(guardianRestrictions.validTo, ctx.today));
}

/** The referrals whose PMPC stands in the list: for a school those it may know of, for the others all. */
async function toldReferrals(ctx: Context, tx: Tx, childId: string): Promise<SQL | undefined> {
  return ctx.actor.role === 'school_coordinator' ? knownReferrals(ctx, tx, await sharedConclusions(ctx, tx, [childId])) : undefined;
}

/** Everybody whom ties.server.ts would let to this child today, as far as the reader may know, told person by person. */
async function peopleWithAccess(ctx: Context, tx: Tx, childId: string): Promise<AccessRow[]> {
  const toldOf = await toldReferrals(ctx, tx, childId);
  const person = { userId: users.id, surname: users.surname, givenName: users.givenName };
  const place = { kk: organisations.nameKk, ru: organisations.nameRu, en: organisations.nameEn };
  const none = { duty: null, part: null, specialty: null, relation: null, until: null };

  const coordinating = await tx
    .select({ ...person, ...place, duty: memberships.duty, since: sql<string>`max(${enrolments.validFrom}, ${memberships.validFrom})`, until: memberships.validTo })
    .from(enrolments)
    .innerJoin(memberships, and(eq(memberships.organisationId, enrolments.organisationId), eq(memberships.role, 'school_coordinator'), during(ctx, memberships)))
    .innerJoin(users, eq(users.id, memberships.userId))
    .innerJoin(organisations, eq(organisations.id, enrolments.organisationId))
    .where(and(eq(enrolments.childId, childId), during(ctx, enrolments), isNull(users.disabledAt)))
    .orderBy(asc(users.sortKey));
  const teaching = await tx
    .select({ ...person, ...place, part: teamMembers.part, since: teamMembers.validFrom, until: teamMembers.validTo })
    .from(teamMembers)
    .innerJoin(users, eq(users.id, teamMembers.userId))
    .innerJoin(organisations, eq(organisations.id, teamMembers.organisationId))
    .where(and(eq(teamMembers.childId, childId), during(ctx, teamMembers), isNull(users.disabledAt)))
    .orderBy(asc(users.sortKey));
  const assisting = await tx
    .select({ ...person, ...place, since: assignments.validFrom, until: assignments.validTo })
    .from(assignments)
    .innerJoin(users, eq(users.id, assignments.userId))
    .innerJoin(organisations, eq(organisations.id, assignments.organisationId))
    .where(and(eq(assignments.childId, childId), eq(assignments.state, 'active'), during(ctx, assignments), isNull(users.disabledAt)))
    .orderBy(asc(users.sortKey));
  const atPmpc = await tx
    .selectDistinct({ ...person, ...place, sortKey: users.sortKey, duty: memberships.duty, since: memberships.validFrom, until: memberships.validTo })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .innerJoin(organisations, eq(organisations.id, memberships.organisationId))
    .where(and(eq(memberships.role, 'pmpc_coordinator'), during(ctx, memberships), isNull(users.disabledAt), inArray(memberships.organisationId, await pmpcsKnowing(tx, childId, toldOf))))
    .orderBy(asc(users.sortKey));
  const examining = await tx
    .select({ ...person, ...place, specialty: assessmentMembers.specialty, since: assessmentMembers.validFrom, until: assessmentMembers.validTo })
    .from(assessmentMembers)
    .innerJoin(assessments, eq(assessments.id, assessmentMembers.assessmentId))
    .innerJoin(users, eq(users.id, assessmentMembers.userId))
    .innerJoin(organisations, eq(organisations.id, assessments.pmpcId))
    .innerJoin(referrals, eq(referrals.id, assessments.referralId))
    .where(and(eq(assessments.childId, childId), toldOf, eq(assessmentMembers.state, 'needed'), during(ctx, assessmentMembers), isNull(users.disabledAt)))
    .orderBy(asc(users.sortKey));
  const parents = await tx
    .select({ ...person, guardianId: guardians.id, relation: guardians.relation, since: guardians.validFrom, until: guardians.validTo })
    .from(guardians)
    .innerJoin(users, eq(users.id, guardians.userId))
    .where(and(eq(guardians.childId, childId), during(ctx, guardians), isNull(users.disabledAt)))
    .orderBy(asc(users.sortKey));
  const shut = await tx
    .select({ guardianId: guardianRestrictions.guardianId })
    .from(guardianRestrictions)
    .innerJoin(guardians, eq(guardians.id, guardianRestrictions.guardianId))
    .where(and(eq(guardians.childId, childId), eq(guardianRestrictions.kind, 'portal'), acts(ctx)));

  const row = <Known extends { userId: string; surname: string; givenName: string; since: string; kk?: string; ru?: string; en?: string }>(
    { userId, surname, givenName, kk, ru, en, ...known }: Known,
    role: Role,
    tie: TieKind,
  ): AccessRow => ({ ...none, ...known, userId, name: fullName({ surname, givenName }), organisation: kk && ru && en ? { kk, ru, en } : null, role, tie });
  return [
    ...coordinating.map((one) => row(one, 'school_coordinator', 'coordinates')),
    ...teaching.map((one) => row(one, 'teacher', 'team')),
    ...assisting.map((one) => row(one, 'assistant', 'assists')),
    ...atPmpc.map(({ sortKey: _, ...one }) => row(one, 'pmpc_coordinator', 'pmpc')),
    ...examining.map((one) => row(one, 'pmpc_specialist', 'examines')),
    ...parents.filter(({ guardianId }) => !shut.some((one) => one.guardianId === guardianId)).map(({ guardianId: _, ...one }) => row(one, 'parent', 'guardian')),
  ];
}

/** How many people `peopleWithAccess` would tell of, in one question: every case page of a coordinator asks it. */
async function countAccess(ctx: Context, tx: Tx, childId: string): Promise<number> {
  const { today } = ctx;
  const toldOf = (await toldReferrals(ctx, tx, childId)) ?? sql`1`;
  const valid = (row: SQL) => sql`${row}.valid_from <= ${today} and (${row}.valid_to is null or ${row}.valid_to >= ${today})`;
  const [e, m, t, a, x, g] = [sql.raw('e'), sql.raw('m'), sql.raw('t'), sql.raw('a'), sql.raw('x'), sql.raw('g')];
  const rows = await tx.all<{ count: number }>(sql`
    select count(*) as count from ${users} where disabled_at is null and id in (
      select m.user_id from ${enrolments} e join ${memberships} m on m.organisation_id = e.organisation_id and m.role = 'school_coordinator'
        where e.child_id = ${childId} and ${valid(e)} and ${valid(m)}
      union select t.user_id from ${teamMembers} t where t.child_id = ${childId} and ${valid(t)}
      union select a.user_id from ${assignments} a where a.child_id = ${childId} and a.state = 'active' and ${valid(a)}
      union select m.user_id from ${memberships} m where m.role = 'pmpc_coordinator' and ${valid(m)} and m.organisation_id in (
        select registered_organisation_id from ${children} where id = ${childId}
        union select pmpc_id from ${referrals} where child_id = ${childId} and state in ('sent', 'accepted', 'closed') and ${toldOf})
      union select x.user_id from ${assessmentMembers} x join ${assessments} s on s.id = x.assessment_id join ${referrals} on ${referrals.id} = s.referral_id
        where s.child_id = ${childId} and x.state = 'needed' and ${valid(x)} and ${toldOf}
      union select g.user_id from ${guardians} g where g.child_id = ${childId} and g.user_id is not null and ${valid(g)} and not exists (
        select 1 from ${guardianRestrictions} r where r.guardian_id = g.id and r.kind = 'portal' and r.lifted_at is null
          and r.valid_from <= ${today} and r.valid_to >= ${today}))`);
  return rows[0]?.count ?? 0;
}

/** The PMPCs that registered the child or were sent a referral that still counts. */
async function pmpcsKnowing(tx: Tx, childId: string, toldOf: SQL | undefined): Promise<string[]> {
  const registered = await tx.select({ id: children.registeredOrganisationId }).from(children).where(eq(children.id, childId));
  const asked = await tx
    .selectDistinct({ id: referrals.pmpcId })
    .from(referrals)
    .where(and(eq(referrals.childId, childId), toldOf, inArray(referrals.state, ['sent', 'accepted', 'closed'])));
  return [...registered, ...asked].map(({ id }) => id);
}
