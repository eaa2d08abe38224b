import { and, desc, eq, lt, or } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { prepared } from '#db/prepared.server';
import { consents, entries, goals, guardians, users } from '#db/schema';
import type { ConsentManner, ConsentPurpose, ConsentState, HelpLevel, MeasureType, Relation, Specialty } from '#db/vocabulary';
import { HAPPENINGS_A_PAGE, type Moment } from '~/domain/cases';
import { fullName } from '~/domain/children';
import type { Context } from './context';
import { stands } from './readings.server';
import { opens } from './ties.server';

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

const ledgerOf = prepared(['childId'], (tx, { childId }) =>
  tx
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
    .limit(60),
);

/** The consent ledger: who of the guardians answered what; sharing a conclusion stands among the steps of the examination. */
export async function readLedger(ctx: Context, tx: Tx, childId: string) {
  if (!opens(ctx, 'consent.open')) return { happenings: [] as HappeningRow[], onPaper: new Set<string>() };
  const rows = await ledgerOf(tx, { childId });
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

const latestEntries = prepared(['childId', 'before', 'beside'], (tx, { childId, before, beside }, from: 'the latest' | 'an entry' | 'another happening') =>
  tx
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
        stands,
        from === 'the latest' ? undefined : or(lt(entries.recordedAt, before), and(eq(entries.recordedAt, before), from === 'an entry' ? lt(entries.id, beside) : undefined)),
      ),
    )
    .orderBy(desc(entries.recordedAt), desc(entries.id))
    .limit(HAPPENINGS_A_PAGE + 1),
);

/** One page of measurements, latest first, each with its goal and who recorded it. */
export async function readEntries(tx: Tx, childId: string, before: Moment | null): Promise<HappeningRow[]> {
  const from = !before ? 'the latest' : before.kind === 'entry' ? 'an entry' : 'another happening';
  const rows = await latestEntries(tx, { childId, before: before?.at ?? null, beside: before?.id ?? null }, from);
  return rows.map(({ id, recordedAt, value, successes, trials, help, note, goalId, titleKk, titleRu, measure, unit, ...author }) => ({
    kind: 'entry',
    id,
    at: recordedAt.getTime(),
    by: fullName(author),
    goal: { id: goalId, title: { kk: titleKk, ru: titleRu }, measure, unit },
    measured: { value, successes, trials, help, note },
  }));
}
