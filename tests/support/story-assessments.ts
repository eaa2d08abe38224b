import { consents, guardians, newId, referrals } from '#db/schema';
import type { ConsentPurpose, ConsentState, Specialty } from '#db/vocabulary';
import { and, eq, sql } from 'drizzle-orm';
import type { AssessmentDraft } from '~/domain/assessments';
import { SPECIALTY_DOMAINS, type FindingDraft, type Rating } from '~/domain/findings';
import { acceptReferral } from '~/services/assessments.server';
import { saveFinding, signFinding, openOwnSection } from '~/services/findings.server';
import type { Person, World } from './world';

/** The PMPC's specialists of the cast, by specialty. */
export const SPECIALISTS = {
  aigerim: 'psychologist',
  zhanar: 'speech_therapist',
  asel: 'special_pedagogue',
  timur: 'neurologist',
} as const satisfies Partial<Record<Person, Specialty>>;

export type Specialist = keyof typeof SPECIALISTS;

/** Adds a line to the consent ledger, as recorded on paper. */
export async function answerConsent(world: World, state: ConsentState, purpose: ConsentPurpose = 'examination', childId = world.alikhan): Promise<void> {
  await world.database.transaction(async (tx) => {
    const [newest] = await tx
      .select({ sequence: sql<number>`coalesce(max(${consents.sequence}), 0)` })
      .from(consents)
      .where(and(eq(consents.childId, childId), eq(consents.purpose, purpose)));
    const [guardian] = await tx.select({ id: guardians.id }).from(guardians).where(eq(guardians.childId, childId));
    await tx.insert(consents).values({
      childId, guardianId: guardian?.id ?? '', purpose, state, manner: 'paper', answeredOn: '2026-10-12',
      recordedBy: world.people.saule.userId, recordedAt: new Date('2026-10-12T06:00:00Z'), sequence: (newest?.sequence ?? 0) + 1,
    });
  });
}

/** A referral that waits at the PMPC, with both consents on record. */
export async function waitingReferral(world: World, childId = world.alikhan): Promise<string> {
  const id = newId();
  const isOther = childId === world.otherChild;
  await answerConsent(world, 'given', 'examination', childId);
  await answerConsent(world, 'given', 'personal-data', childId);
  await world.database.transaction(async (tx) => {
    await tx.insert(referrals).values({
      id, childId, fromOrganisationId: isOther ? world.places.otherSchool : world.places.school, pmpcId: world.places.pmpc,
      authorId: isOther ? world.people.roza.userId : world.people.saule.userId, state: 'sent',
      reason: 'Сөйлеуінде қолдау керек.', tried: 'Логопедпен жұмыс.',
      createdAt: new Date('2026-10-12T06:00:00Z'), sentAt: new Date('2026-10-12T06:30:00Z'),
    });
  });
  return id;
}

/** A session on 21 October with these specialists; by default all four of the cast. */
export function sessionDraft(world: World, change: Partial<Omit<AssessmentDraft, 'team'>> & { team?: Specialist[] } = {}): AssessmentDraft {
  const { team = Object.keys(SPECIALISTS) as Specialist[], ...session } = change;
  const seats = Object.fromEntries(team.map((person) => [SPECIALISTS[person], world.people[person].userId]));
  return { sessionOn: '2026-10-21', sessionAt: '10:00', room: '4', language: 'kk', examKind: 'primary', ...session, team: { ...NOBODY, ...seats } };
}

const NOBODY: AssessmentDraft['team'] = {
  psychologist: null, speech_therapist: null, special_pedagogue: null, social_pedagogue: null,
  psychiatrist: null, neurologist: null, audiologist: null, ophthalmologist: null, paediatrician: null,
};

/** Alikhan's examination, accepted by Marat. */
export async function scheduledAssessment(world: World, change: Parameters<typeof sessionDraft>[1] = {}): Promise<string> {
  return acceptReferral(world.as('marat'), await waitingReferral(world), sessionDraft(world, change));
}

/** What a form of this specialty would send, complete: every area with both levels. */
export function typedFinding(specialty: Specialty, change: Record<string, string> = {}): Record<string, string> {
  const levels = SPECIALTY_DOMAINS[specialty].flatMap((domain) => [
    [`levels.${domain}.withoutSupport`, '3'],
    [`levels.${domain}.withSupport`, '1'],
    [`levels.${domain}.evidence`, 'Суретті кестемен 5 тапсырманың 4-і.'],
  ]);
  return {
    version: '0', strengths: 'Сурет салуды, санауды жақсы көреді.', ...Object.fromEntries(levels),
    needs: 'Қысқа нұсқау.', helps: 'Суретті кесте.', recommendations: 'Аптасына екі сабақ.', ...change,
  };
}

/** The same as the schema gives it to the use case. */
export function findingOf(specialty: Specialty, change: Partial<FindingDraft> = {}): FindingDraft {
  const rating: Rating = { withoutSupport: 3, withSupport: 1, evidence: 'Көрдік.' };
  const { strengths = '', needs = '', helps = '', recommendations = '' } = typedFinding(specialty);
  return { strengths, needs, helps, recommendations, version: 0, levels: Object.fromEntries(SPECIALTY_DOMAINS[specialty].map((domain) => [domain, rating])), ...change };
}

/** A specialist writes the own section in full; not signed. */
export function writtenFinding(world: World, person: Specialist, assessmentId: string, change: Partial<FindingDraft> = {}): Promise<string> {
  return saveFinding(world.as(person), assessmentId, findingOf(SPECIALISTS[person], change));
}

/** A specialist writes and signs the own section. */
export async function signedFinding(world: World, person: Specialist, assessmentId: string, change: Partial<FindingDraft> = {}): Promise<string> {
  const id = await writtenFinding(world, person, assessmentId, change);
  const { version } = await openOwnSection(world.as(person), assessmentId);
  await signFinding(world.as(person), id, version);
  return id;
}

/** Alikhan's examination with the sections of these specialists signed; by default all four. */
export async function examinedChild(world: World, signing: Specialist[] = Object.keys(SPECIALISTS) as Specialist[]): Promise<{ assessmentId: string; findings: Partial<Record<Specialist, string>> }> {
  const assessmentId = await scheduledAssessment(world);
  const findings: Partial<Record<Specialist, string>> = {};
  for (const person of signing) findings[person] = await signedFinding(world, person, assessmentId);
  return { assessmentId, findings };
}
