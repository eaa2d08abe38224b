import { and, desc, eq } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { conclusionAnswers, conclusions, guardians } from '#db/schema';
import type { ConsentManner, FamilyAnswer, Relation } from '#db/vocabulary';
import { fullName } from '~/domain/children';
import type { Deadline } from '~/domain/deadlines';
import { appealTermOf, whyNotAnswer } from '~/domain/family-answers';
import { refuse } from '~/domain/refusal';
import { audit, opening } from './audit.server';
import { admitReader, findConclusion, formFor, type Standing } from './concluding.server';
import type { Context } from './context';
import { editionsOn } from './editions.server';
import { readGuardians, readHead, type ChildHead, type GuardianChoice } from './heads.server';
import { authorize, guardianLink, may } from './ties.server';

/** One line of a guardian's word about a conclusion; of each guardian the newest counts. */
export interface AnswerLine {
  id: string;
  guardianId: string;
  guardian: string;
  relation: Relation;
  answer: FamilyAnswer;
  comment: string;
  manner: ConsentManner;
  answeredOn: string;
  counts: boolean;
}

export interface Appeal {
  text: { kk: string; ru: string };
  act: { kk: string; ru: string };
  term: { days: number; byLaw: boolean } | null;
}

/** What follows an issue, for the page of a conclusion. */
export interface Aftermath {
  /** A guardian reads the own answers, the PMPC all of them. */
  answers: AnswerLine[];
  appeal: Appeal;
  can: { handOver: boolean; answer: 'own' | 'paper' | null };
}

/** The family's answers to a conclusion with how to appeal; null while it is a draft. */
export async function openAftermath(ctx: Context, conclusionId: string): Promise<Aftermath | null> {
  const { childId } = await ctx.read((tx) => findConclusion(tx, conclusionId));
  return opening(ctx, 'conclusion.open', { childId, subjectId: conclusionId }, async (tx) => {
    const standing = await findConclusion(tx, conclusionId);
    await admitReader(ctx, tx, standing);
    if (standing.state === 'draft') return null;
    const isIssued = standing.state === 'issued';
    const mayAnswer = isIssued && (await may(ctx, tx, 'conclusion.answer', { childId }));
    return {
      answers: await readAnswers(ctx, tx, standing),
      appeal: await readAppeal(ctx, tx, standing),
      can: {
        handOver: isIssued && (await may(ctx, tx, 'conclusion.hand-over', { childId })),
        answer: mayAnswer ? (ctx.actor.role === 'parent' ? 'own' : 'paper') : null,
      },
    };
  });
}

async function readAppeal(ctx: Context, tx: Tx, { templateEdition }: Standing): Promise<Appeal> {
  const { appeal } = await formFor(tx, templateEdition, ctx.today);
  const deadlines = await editionsOn<Deadline>(tx, 'deadlines', ctx.today);
  return { text: appeal.text, act: appeal.act, term: appealTermOf(deadlines) };
}

async function readAnswers(ctx: Context, tx: Tx, { id, childId }: Standing): Promise<AnswerLine[]> {
  const link = ctx.actor.role === 'parent' ? await guardianLink(ctx, tx, childId) : null;
  const own = ctx.actor.role === 'parent' ? eq(conclusionAnswers.guardianId, link?.id ?? '') : undefined;
  const rows = await tx
    .select({
      id: conclusionAnswers.id,
      guardianId: conclusionAnswers.guardianId,
      surname: guardians.surname,
      givenName: guardians.givenName,
      patronymic: guardians.patronymic,
      relation: guardians.relation,
      answer: conclusionAnswers.answer,
      comment: conclusionAnswers.comment,
      manner: conclusionAnswers.manner,
      answeredOn: conclusionAnswers.answeredOn,
    })
    .from(conclusionAnswers)
    .innerJoin(guardians, eq(guardians.id, conclusionAnswers.guardianId))
    .where(and(eq(conclusionAnswers.conclusionId, id), own))
    .orderBy(desc(conclusionAnswers.recordedAt), desc(conclusionAnswers.id));
  return rows.map(({ surname, givenName, patronymic, ...line }, index) => ({
    ...line,
    guardian: fullName({ surname, givenName, patronymic }),
    counts: rows.findIndex(({ guardianId }) => guardianId === line.guardianId) === index,
  }));
}

export interface AnswerPage {
  conclusionId: string;
  child: ChildHead;
  number: number;
  issuedOn: string;
  today: string;
  /** Whose paper may be recorded; null for a guardian, who answers for themself. */
  guardians: GuardianChoice[] | null;
  answers: AnswerLine[];
  appeal: Appeal;
}

/** The page on which a guardian answers, or the head of the PMPC writes an answer on paper down. */
export async function openAnswer(ctx: Context, conclusionId: string): Promise<AnswerPage> {
  const { childId } = await ctx.read((tx) => findConclusion(tx, conclusionId));
  return opening(ctx, 'conclusion.open', { childId, subjectId: conclusionId }, async (tx) => {
    const standing = await findConclusion(tx, conclusionId);
    const { isPaper, number, issuedOn } = await admitted(ctx, tx, standing);
    return {
      conclusionId,
      child: { ...(await readHead(ctx, tx, childId)), className: null },
      number,
      issuedOn,
      today: ctx.today,
      guardians: isPaper ? await readGuardians(ctx, tx, childId) : null,
      answers: await readAnswers(ctx, tx, standing),
      appeal: await readAppeal(ctx, tx, standing),
    };
  });
}

/** Whoever may answer about this conclusion, of those who may read it. */
async function admitted(ctx: Context, tx: Tx, standing: Standing): Promise<{ isPaper: boolean; number: number; issuedOn: string }> {
  const cell = await authorize(ctx, tx, 'conclusion.answer', { childId: standing.childId });
  if (standing.state === 'draft') refuse('not-found');
  await admitReader(ctx, tx, standing);
  const [row] = await tx
    .select({ number: conclusions.number, issuedOn: conclusions.issuedOn })
    .from(conclusions)
    .where(eq(conclusions.id, standing.id));
  if (!row || row.number === null || row.issuedOn === null) refuse('not-found');
  return { isPaper: cell.only === 'paper', number: row.number, issuedOn: row.issuedOn };
}

/** A guardian's answer, or one on paper with its guardian and day. */
export interface FamilyWord {
  answer: FamilyAnswer;
  comment: string;
  guardianId?: string;
  answeredOn?: string;
}

/**
 * Writes a guardian's word about a conclusion; a change of mind is a new line.
 * @throws Refused `handover.not-this-guardian` for a paper of somebody else
 */
export function recordAnswer(ctx: Context, conclusionId: string, { answer, comment, ...paper }: FamilyWord): Promise<void> {
  return ctx.transaction(async (tx) => {
    const standing = await findConclusion(tx, conclusionId);
    const { childId, state } = standing;
    const { isPaper, issuedOn } = await admitted(ctx, tx, standing);
    const answeredOn = (isPaper ? paper.answeredOn : undefined) ?? ctx.today;
    const whyNot = whyNotAnswer(state, answeredOn, issuedOn, ctx.today);
    if (whyNot) refuse(whyNot);
    const guardianId = isPaper ? await namedGuardian(ctx, tx, childId, paper.guardianId) : (await guardianLink(ctx, tx, childId))?.id;
    if (!guardianId) refuse('not-found');
    await tx.insert(conclusionAnswers).values({
      conclusionId,
      childId,
      guardianId,
      answer,
      comment,
      manner: isPaper ? 'paper' : 'electronic',
      answeredOn,
      recordedBy: ctx.actor.id,
      recordedAt: ctx.now,
    });
    await audit(ctx, tx, 'conclusion.answer', { childId, subjectId: conclusionId, detail: `${answer} ${isPaper ? 'paper' : 'electronic'}` });
  });
}

async function namedGuardian(ctx: Context, tx: Tx, childId: string, named: string | undefined): Promise<string> {
  const choices = await readGuardians(ctx, tx, childId);
  return choices.find(({ id }) => id === named)?.id ?? refuse('handover.not-this-guardian');
}
