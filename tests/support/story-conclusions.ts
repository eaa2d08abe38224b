import { and, eq, max } from 'drizzle-orm';
import {
  assessmentMembers,
  assessments,
  conclusions,
  consents,
  extracts,
  findingLevels,
  findings,
  guardians,
  memberships,
  newId,
  referrals,
} from '#db/schema';
import type { Domain, Level, MemberState, Specialty } from '#db/vocabulary';
import { conclusionDraft, extractBody, type ConclusionDraft, type ExtractBody } from '~/domain/conclusions';
import { isMedical } from '~/domain/permissions';
import { openConclusion } from '~/services/conclusion-sheets.server';
import { issueConclusion, signConclusion } from '~/services/conclusion-signatures.server';
import { saveConclusion, startConclusion } from '~/services/conclusions.server';
import { askVoiding, confirmVoiding } from '~/services/conclusion-voidings.server';
import type { Context } from '~/services/context';
import { shareConclusion } from '~/services/extracts.server';
import type { Person, World } from './world';

/** Stands in every text of the medical section, and nowhere else. */
export const MEDICAL_WORD = 'МЕДИЦИНАЛЫҚ-БЕЛГІ';

/** The PMPC team of the cast: who, which specialty, which levels with and without support. */
const TEAM: { person: Person; specialty: Specialty; levels: [Domain, Level, Level][] }[] = [
  { person: 'aigerim', specialty: 'psychologist', levels: [['COG', 1, 2], ['EMO', 0, 1], ['SOC', 1, 3]] },
  { person: 'zhanar', specialty: 'speech_therapist', levels: [['SPL', 2, 3], ['SOC', 2, 2]] },
  { person: 'asel', specialty: 'special_pedagogue', levels: [['LRN', 1, 2], ['SLF', 0, 1], ['COG', 2, 2]] },
  { person: 'timur', specialty: 'neurologist', levels: [['MOT', 3, 4], ['HWB', 2, 3]] },
];

export interface Examined {
  childId?: string;
  /** Members whose section is still a draft. */
  unsigned?: Specialty[];
  /** Members who turned out not to be needed. */
  notNeeded?: Specialty[];
}

/** An examination under way, with the consents given and every needed section signed unless told otherwise. */
export async function examined(world: World, { childId = world.alikhan, unsigned = [], notNeeded = [] }: Examined = {}): Promise<string> {
  const { database, people, places } = world;
  const [referralId, assessmentId] = [newId(), newId()];
  const at = new Date('2026-10-13T05:00:00Z');
  await database.transaction(async (tx) => {
    const [guardian] = await tx.select({ id: guardians.id }).from(guardians).where(eq(guardians.childId, childId));
    for (const purpose of ['examination', 'personal-data'] as const) {
      const [last] = await tx
        .select({ sequence: max(consents.sequence) })
        .from(consents)
        .where(and(eq(consents.childId, childId), eq(consents.purpose, purpose)));
      await tx.insert(consents).values({
        childId, guardianId: guardian?.id ?? '', purpose, state: 'given', manner: 'paper', answeredOn: '2026-09-20',
        recordedBy: people.saule.userId, recordedAt: new Date('2026-09-20T05:00:00Z'), sequence: (last?.sequence ?? 0) + 1,
      });
    }
    await tx.insert(referrals).values({
      id: referralId, childId, fromOrganisationId: places.school, pmpcId: places.pmpc, authorId: people.saule.userId, state: 'accepted',
      reason: 'Сөйлеуінде қолдау керек.', tried: 'Логопедпен сабақ.', createdAt: at, sentAt: at, decidedAt: at, decidedBy: people.marat.userId,
    });
    await tx.insert(assessments).values({
      id: assessmentId, childId, referralId, pmpcId: places.pmpc, state: 'open', examKind: 'primary', sessionOn: '2026-10-13',
      sessionAt: '10:00', room: '4', language: 'kk', createdBy: people.marat.userId, createdAt: at,
    });
    for (const { person, specialty, levels } of TEAM) {
      const state: MemberState = notNeeded.includes(specialty) ? 'not-needed' : 'needed';
      const medical = isMedical(specialty);
      const mark = medical ? `${MEDICAL_WORD} ` : '';
      await tx.insert(assessmentMembers).values({
        assessmentId, userId: people[person].userId, specialty, state, notNeededReason: state === 'needed' ? null : 'Ата-ананың қалауы',
        validFrom: '2026-09-29',
      });
      if (state === 'not-needed') continue;
      const isSigned = !unsigned.includes(specialty);
      const [finding] = await tx
        .insert(findings)
        .values({
          assessmentId, childId, authorId: people[person].userId, specialty, medical, state: 'draft',
          strengths: `${mark}${specialty}: күшті жағы`, needs: `${mark}${specialty}: қажеттілігі`, helps: `${mark}${specialty}: көмегі`,
          recommendations: `${mark}${specialty}: ұсынымы`, createdAt: at, savedAt: at,
        })
        .returning({ id: findings.id });
      await tx.insert(findingLevels).values(
        levels.map(([domain, withSupport, withoutSupport]) => ({ findingId: finding?.id ?? '', domain, withSupport, withoutSupport, evidence: `${mark}дәлел` })),
      );
      if (isSigned) await tx.update(findings).set({ state: 'signed', signedAt: at }).where(eq(findings.id, finding?.id ?? ''));
    }
  });
  return assessmentId;
}

/** What the form of a whole draft sends. */
export const filled: Record<string, string> = {
  strengths: 'Санағанды, сурет салғанды жақсы көреді.',
  needs: 'Нұсқауды суретпен қайталау керек.',
  programme: 'adapted',
  studyForm: 'full-time',
  'conditions.methods.ticked': 'yes',
  'conditions.methods.detail': 'Тапсырманы бір-бірлеп беру.',
  'conditions.assistant.ticked': 'yes',
  'conditions.assistant.detail': '',
  'sessions[0].specialty': 'speech_therapist',
  'sessions[0].form': 'individual',
  'sessions[0].perWeek': '2',
  assistantNeeded: 'yes',
  assistantHours: '12,5',
  assistantFrom: '2026-11-01',
  assistantTo: '2027-05-25',
  assistantTasks: 'Сабақта жанында болып, нұсқауды қайталау.',
  'placements[]': 'ordinary-class',
  'examConditions[]': 'extra-time',
  validUntil: '2027-10-14',
  nextExamOn: '2027-09-12',
  familyAdvice: 'Күн сайын он минут бірге оқыңыз.',
};

/** A whole draft as the service takes it. */
export function draftOf(version: number, change: Partial<ConclusionDraft> = {}): ConclusionDraft {
  const conditions = { methods: { ticked: 'yes', detail: filled['conditions.methods.detail'] }, assistant: { ticked: 'yes', detail: '' } };
  const plain = Object.entries(filled).filter(([name]) => !/[.[]/.test(name));
  const sessions = [{ specialty: 'speech_therapist', form: 'individual', perWeek: '2' }];
  const lists = { placements: ['ordinary-class'], examConditions: ['extra-time'] };
  return { ...conclusionDraft.parse({ ...Object.fromEntries(plain), ...lists, version: String(version), conditions, sessions }), ...change };
}

/** A whole draft by Aigerim, not signed by anybody. */
export async function drafted(world: World, options: Examined & { change?: Partial<ConclusionDraft>; by?: Person } = {}): Promise<string> {
  const { change, by = 'aigerim', ...examination } = options;
  const id = await startConclusion(world.as(by), await examined(world, examination));
  const { version, text } = await openConclusion(world.as(by), id);
  await saveConclusion(world.as(by), id, { ...draftOf(version), levels: text.levels, ...change });
  return id;
}

export async function versionOf(world: World, id: string): Promise<number> {
  const [row] = await world.database.read((tx) => tx.select({ version: conclusions.version }).from(conclusions).where(eq(conclusions.id, id)));
  return row?.version ?? 0;
}

const EVERYBODY: Person[] = ['aigerim', 'zhanar', 'asel', 'timur'];

/** Signatures of these people under the version that stands. */
export async function signedBy(world: World, id: string, signers: Person[] = EVERYBODY): Promise<void> {
  const version = await versionOf(world, id);
  for (const person of signers) await signConclusion(world.as(person), id, { version });
}

/** A conclusion that waits for the head alone. */
export async function signed(world: World, options: Parameters<typeof drafted>[1] = {}): Promise<string> {
  const id = await drafted(world, options);
  const absent = new Set(options.notNeeded ?? []);
  await signedBy(world, id, TEAM.filter(({ specialty }) => !absent.has(specialty)).map(({ person }) => person));
  return id;
}

/** An issued conclusion with its extract. */
export async function issued(world: World, options: Parameters<typeof drafted>[1] = {}): Promise<{ id: string; number: number; extractId: string }> {
  const id = await signed(world, options);
  const version = await versionOf(world, id);
  return { id, ...(await issueConclusion(world.as('marat'), id, { version, withoutEnd: false })) };
}

/** An issued conclusion that Dana has opened to Alikhan's school. */
export async function shared(world: World): Promise<{ id: string; number: number; extractId: string }> {
  const made = await issued(world);
  await shareConclusion(world.as('dana'), made.id, { decision: 'given' });
  return made;
}

/** What is stored as the extract. */
export async function bodyOf(world: World, extractId: string): Promise<ExtractBody> {
  const [row] = await world.database.read((tx) => tx.select({ body: extracts.body }).from(extracts).where(eq(extracts.id, extractId)));
  return extractBody.parse(row?.body);
}

/** A second head of the PMPC: another account with the same rights. From then on `visit(world, 'otherHead')` comes as them, too. */
export async function secondHead(world: World): Promise<Context> {
  await world.database.transaction(async (tx) => {
    await tx.update(memberships).set({ organisationId: world.places.pmpc }).where(eq(memberships.id, world.people.otherHead.membershipId));
  });
  return deputy(world);
}

/** The second head at some other moment. */
export function deputy(world: World, now?: Date): Context {
  const ctx = world.as('otherHead', now);
  return { ...ctx, actor: { ...ctx.actor, organisationId: world.places.pmpc } };
}

/** An issued conclusion that two heads have made void. */
export async function voided(world: World): Promise<{ id: string; number: number; extractId: string }> {
  const made = await shared(world);
  const version = await versionOf(world, made.id);
  const second = await secondHead(world);
  const voidingId = await askVoiding(world.as('marat'), made.id, { version, reason: 'Қорытындыда бағдарлама қате жазылған.' });
  await confirmVoiding(second, voidingId, { version });
  return made;
}
