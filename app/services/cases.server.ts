import { and, asc, eq, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { prepared } from '#db/prepared.server';
import { children, enrolments, guardians, organisations, teamMembers, users } from '#db/schema';
import type { Communication, InstructionLanguage, Language, Specialty, TeamPart } from '#db/vocabulary';
import { ageOn } from '~/domain/calendar';
import { nextStep, timelineOf, type CaseFacts, type HappeningGroup, type Moment, type Next } from '~/domain/cases';
import { fullName } from '~/domain/children';
import { cellFor } from '~/domain/permissions';
import { refuse } from '~/domain/refusal';
import { stairOf, type Milestones, type Stage, type StageState } from '~/domain/stages';
import { opening } from './audit.server';
import { countAccess } from './case-access.server';
import { readConclusions, readExamination, readReferrals, readRequest, type ExaminationNow } from './case-examination.server';
import { readEntries, readLedger, type HappeningRow } from './case-happenings.server';
import { readAssistants, readGoals, readPlans, type GoalNow } from './case-plan.server';
import type { Context } from './context';
import { milestonesOf, sharedConclusions } from './milestones.server';
import { servicesOf, type ServiceLine } from './plan-heads.server';
import { authorize, during, opens, valuesOf } from './ties.server';

type Names = Record<Language, string>;

/** A step of the stair with what may be said of it: the conclusion's number, the plan's version, how many records. */
export interface CaseStage extends StageState {
  number: number | null;
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
    request: string | null;
    referral: string | null;
    assessment: string | null;
    conclusion: string | null;
    extract: string | null;
    recommendations: boolean;
    /** What other PMPCs concluded, which a guardian's consent opens. */
    history: boolean;
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
  services: ServiceLine[];
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
    const shares = await sharedConclusions(ctx, tx, [childId]);
    const milestones = (await milestonesOf(ctx, tx, [childId], shares)).get(childId) ?? {};
    const known = await readReferrals(ctx, tx, childId);
    const examination = await readExamination(ctx, tx, childId);
    const concluded = await readConclusions(ctx, tx, childId, shares);
    const planned = await readPlans(ctx, tx, childId);
    const reading = await readGoals(ctx, tx, planned.active?.id ?? null);
    const helpers = await readAssistants(ctx, tx, childId);
    const ledger = await readLedger(ctx, tx, childId);
    const access = opens(ctx, 'audit.access') ? await countAccess(ctx, tx, childId, shares) : null;

    const facts: CaseFacts = {
      guardians: core.guardians,
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
        request: await readRequest(ctx, tx, childId),
        referral: known.latest?.id ?? null,
        assessment: examination.facts?.id ?? null,
        conclusion: concluded.facts?.id ?? null,
        extract: concluded.extract,
        recommendations: concluded.extract !== null && opens(ctx, 'recommendation.open'),
        history: opens(ctx, 'conclusion.open') && opens(ctx, 'assessment.open'),
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
      services: planned.active ? await servicesOf(tx, { planId: planned.active.id }) : [],
      assistant: helpers.now,
      dates: datesAhead(ctx, examination.now, planned.active?.endsOn ?? null, helpers.until, concluded.validUntil),
      team: [...(await readTeam(ctx, tx, childId)), ...examination.members, ...helpers.people],
      today: ctx.today,
    };
  });
}

const coreOf = prepared(['childId', 'today'], (tx, { childId, today }) =>
  tx
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
      guardians: sql<number>`(select count(*) from ${guardians} where ${and(eq(guardians.childId, children.id), during({ today }, guardians))})`,
    })
    .from(children)
    .leftJoin(enrolments, and(eq(enrolments.childId, children.id), during({ today }, enrolments)))
    .leftJoin(organisations, eq(organisations.id, enrolments.organisationId))
    .where(eq(children.id, childId)),
);

async function readCore(ctx: Context, tx: Tx, childId: string) {
  const [row] = await coreOf(tx, { childId, today: ctx.today });
  if (!row) refuse('not-found');
  const { birthDate, support, guardians: linked, surname, givenName, patronymic, kk, ru, en, ...child } = row;
  return {
    child: { ...child, name: fullName({ surname, givenName, patronymic }), age: ageOn(birthDate, ctx.today).years, school: kk && ru && en ? { kk, ru, en } : null },
    support,
    guardians: linked,
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

const teamOf = prepared(['childId', 'here', 'today'], (tx, { childId, here, today }) =>
  tx
    .select({ part: teamMembers.part, surname: users.surname, givenName: users.givenName })
    .from(teamMembers)
    .innerJoin(users, eq(users.id, teamMembers.userId))
    .where(and(eq(teamMembers.childId, childId), eq(teamMembers.organisationId, here), during({ today }, teamMembers)))
    .orderBy(asc(teamMembers.part), asc(users.sortKey)),
);

/** The school's team of today, for the school. */
async function readTeam(ctx: Context, tx: Tx, childId: string): Promise<CasePage['team']> {
  if (!opens(ctx, 'plan.open')) return [];
  const rows = await teamOf(tx, { childId, ...valuesOf(ctx) });
  return rows.map(({ part, ...person }) => ({ name: fullName(person), part, specialty: null, assistant: false }));
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
