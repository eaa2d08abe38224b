import { and, desc, eq, inArray, ne } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { conclusionConditions, conclusionSessions, conclusions, organisations } from '#db/schema';
import { CONDITIONS, type Condition, type Programme, type SessionForm, type StudyForm } from '~/domain/conclusions';
import type { Specialty } from '~/domain/permissions';
import type { ExamCondition, Placement } from '~/domain/recommendations';
import { opening } from './audit.server';
import type { Context } from './context';
import { readHead, type ChildHead } from './heads.server';
import { activeConsent } from './milestones.server';
import { authorize, may } from './ties.server';

export interface EarlierConclusion {
  id: string;
  number: number;
  issuedOn: string;
  validUntil: string | null;
  pmpc: { kk: string; ru: string; en: string };
  strengths: string;
  needs: string;
  programme: Programme | null;
  studyForm: StudyForm | null;
  conditions: { condition: Condition; detail: string }[];
  sessions: { id: string; specialty: Specialty; form: SessionForm; perWeek: number | null }[];
  assistant: { hours: number | null; from: string | null; to: string | null; tasks: string } | null;
  placements: Placement[];
  examConditions: ExamCondition[];
  familyAdvice: string;
}

export interface HistoryPage {
  child: ChildHead;
  /** Since when a guardian lets this PMPC read; null when nobody does, and then nothing more is told. */
  agreedOn: string | null;
  conclusions: EarlierConclusion[];
  can: { record: boolean };
}

/**
 * What other PMPCs concluded about a child, for the PMPC that knows the child now and only while a guardian's consent
 * names it. Sections of specialists stay where they were written, whatever their kind.
 */
export function openHistory(ctx: Context, childId: string): Promise<HistoryPage> {
  return opening(ctx, 'conclusion.open', { childId, detail: 'history' }, async (tx) => {
    await authorize(ctx, tx, 'conclusion.open', { childId });
    await authorize(ctx, tx, 'assessment.open', { childId });
    const here = ctx.actor.organisationId ?? '';
    const consent = await activeConsent(tx, childId, 'transfer', here);
    return {
      child: await readHead(ctx, tx, childId),
      agreedOn: consent?.answeredOn ?? null,
      conclusions: consent ? await readEarlier(tx, childId, here) : [],
      can: { record: await may(ctx, tx, 'consent.give', { childId }) },
    };
  });
}

async function readEarlier(tx: Tx, childId: string, here: string): Promise<EarlierConclusion[]> {
  const rows = await tx
    .select({
      id: conclusions.id,
      number: conclusions.number,
      issuedOn: conclusions.issuedOn,
      validUntil: conclusions.validUntil,
      kk: organisations.nameKk,
      ru: organisations.nameRu,
      en: organisations.nameEn,
      strengths: conclusions.strengths,
      needs: conclusions.needs,
      programme: conclusions.programme,
      studyForm: conclusions.studyForm,
      needed: conclusions.assistantNeeded,
      hours: conclusions.assistantHours,
      from: conclusions.assistantFrom,
      to: conclusions.assistantTo,
      tasks: conclusions.assistantTasks,
      placements: conclusions.placements,
      examConditions: conclusions.examConditions,
      familyAdvice: conclusions.familyAdvice,
    })
    .from(conclusions)
    .innerJoin(organisations, eq(organisations.id, conclusions.pmpcId))
    .where(and(eq(conclusions.childId, childId), eq(conclusions.state, 'issued'), ne(conclusions.pmpcId, here)))
    .orderBy(desc(conclusions.issuedOn), desc(conclusions.number));
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const conditions = await tx
    .select({ of: conclusionConditions.conclusionId, condition: conclusionConditions.condition, detail: conclusionConditions.detail })
    .from(conclusionConditions)
    .where(inArray(conclusionConditions.conclusionId, ids));
  const sessions = await tx
    .select({ of: conclusionSessions.conclusionId, id: conclusionSessions.id, specialty: conclusionSessions.specialty, form: conclusionSessions.form, perWeek: conclusionSessions.perWeek })
    .from(conclusionSessions)
    .where(inArray(conclusionSessions.conclusionId, ids))
    .orderBy(conclusionSessions.position);
  conditions.sort((one, other) => CONDITIONS.indexOf(one.condition) - CONDITIONS.indexOf(other.condition));
  return rows.flatMap(({ number, issuedOn, kk, ru, en, needed, hours, from, to, tasks, ...row }) =>
    number === null || issuedOn === null
      ? []
      : [
          {
            ...row,
            number,
            issuedOn,
            pmpc: { kk, ru, en },
            assistant: needed ? { hours, from, to, tasks } : null,
            conditions: conditions.filter(({ of }) => of === row.id).map(({ of: _, ...one }) => one),
            sessions: sessions.filter(({ of }) => of === row.id).map(({ of: _, ...one }) => one),
          },
        ],
  );
}
