import { and, eq } from 'drizzle-orm';
import { assessments, conclusions, settings } from '#db/schema';
import type { MeetingDecision, MinutesDraft } from '~/domain/meetings';
import { closeMeeting, openMeeting, saveMinutes, writeOpinion } from '~/services/meetings.server';
import type { Person, World } from './world';

/** Minutes as the service takes them, with every recommendation of the draft decided alike. */
export async function minutesOf(world: World, assessmentId: string, change: Partial<MinutesDraft> = {}, decision: MeetingDecision = 'adopted'): Promise<MinutesDraft> {
  const { minutes, subjects } = await openMeeting(world.as('marat'), assessmentId);
  return {
    version: minutes?.version ?? 0,
    heldOn: '2026-10-14',
    familyPresent: true,
    summary: 'Сөйлеуін қолдау туралы келістік.',
    decision: 'Ұсынымдар қабылданды.',
    decisions: subjects.map(({ subject }) => ({ subject, decision, note: decision === 'adopted' ? '' : 'Басқаша шештік.' })),
    ...change,
  };
}

const TEAM: Person[] = ['aigerim', 'zhanar', 'asel', 'timur'];

/** Minutes with every opinion written, waiting for the head alone. */
export async function heard(world: World, assessmentId: string, people: Person[] = TEAM): Promise<void> {
  await saveMinutes(world.as('aigerim'), assessmentId, await minutesOf(world, assessmentId));
  for (const person of people) await writeOpinion(world.as(person), assessmentId, { opinion: 'agrees', words: '' });
}

/** Closed minutes. */
export async function concluded(world: World, assessmentId: string): Promise<void> {
  await heard(world, assessmentId);
  const { minutes } = await openMeeting(world.as('marat'), assessmentId);
  await closeMeeting(world.as('marat'), assessmentId, { version: minutes?.version ?? 0 });
}

/** The examination a conclusion came of. */
export async function examinationOf(world: World, conclusionId: string): Promise<{ assessmentId: string; referralId: string }> {
  const [row] = await world.database.read((tx) =>
    tx
      .select({ assessmentId: assessments.id, referralId: assessments.referralId })
      .from(conclusions)
      .innerJoin(assessments, and(eq(assessments.id, conclusions.assessmentId)))
      .where(eq(conclusions.id, conclusionId)),
  );
  return row ?? { assessmentId: '', referralId: '' };
}

/** The PMPC issues only after the minutes are closed. */
export async function askForMinutes(world: World): Promise<void> {
  await world.database.transaction(async (tx) => {
    await tx.insert(settings).values({ key: 'conclusion.needs-minutes', organisationId: world.places.pmpc, value: 'true' });
  });
}
