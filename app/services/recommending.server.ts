import { asc, eq } from 'drizzle-orm';
import type { Tx } from '#db/client.server';
import { conclusionConditions, conclusionSessions, conclusions, recommendations } from '#db/schema';
import { CONDITIONS } from '~/domain/conclusions';
import { linesOf } from '~/domain/recommendations';
import type { Context } from './context';

/**
 * Writes one line to track for each recommendation of a conclusion. Told twice it writes once; what was tracked already
 * stays as it is. The caller has asked the policy and leaves the line of the record.
 */
export async function trackRecommendations(_ctx: Context, tx: Tx, conclusionId: string): Promise<void> {
  const [conclusion] = await tx
    .select({
      childId: conclusions.childId,
      studyForm: conclusions.studyForm,
      assistantNeeded: conclusions.assistantNeeded,
      assistantTasks: conclusions.assistantTasks,
      personalHelper: conclusions.personalHelper,
      examConditions: conclusions.examConditions,
      placements: conclusions.placements,
      nextExamOn: conclusions.nextExamOn,
    })
    .from(conclusions)
    .where(eq(conclusions.id, conclusionId));
  if (!conclusion) throw new Error('a conclusion to track is missing');
  const conditions = await tx
    .select({ condition: conclusionConditions.condition, detail: conclusionConditions.detail })
    .from(conclusionConditions)
    .where(eq(conclusionConditions.conclusionId, conclusionId));
  const sessions = await tx
    .select({ specialty: conclusionSessions.specialty })
    .from(conclusionSessions)
    .where(eq(conclusionSessions.conclusionId, conclusionId))
    .orderBy(asc(conclusionSessions.position), asc(conclusionSessions.id));
  conditions.sort((one, other) => CONDITIONS.indexOf(one.condition) - CONDITIONS.indexOf(other.condition));
  const { childId, ...facts } = conclusion;
  const lines = linesOf({ ...facts, conditions, sessions });
  if (lines.length === 0) return;
  await tx
    .insert(recommendations)
    .values(lines.map((line) => ({ conclusionId, childId, ...line })))
    .onConflictDoNothing();
}
