import { SPECIALTIES, type CaseKind, type Specialty } from '#db/vocabulary';
import { addDays } from '~/domain/calendar';
import { askForExamination } from '~/services/asking.server';
import { addAbsence, addCrew, addHours, addRoom } from '~/services/desk.server';
import { jump, startJump } from '~/services/queue.server';
import { startPapers, tickPapers } from '~/services/request-papers.server';
import { recordRequest } from '~/services/requests.server';
import { bookVisit, startBooking } from '~/services/visits.server';
import type { Story } from './agenda';
import { ROOMS } from './assessments';
import { TEAMS, type PmpcName } from './cast';
import { workday, workdayFrom } from './days';
import { birthday, childName, parentName, telephone } from './names';
import type { PersonName, Stage } from './stage';

/** Rooms, a crew and working hours of both PMPCs, and a leave that lies ahead. */
export async function* furnish(stage: Stage): Story {
  const day = stage.ago(425);
  yield day;
  for (const pmpc of ['pmpc', 'pmpc2'] as const) {
    const { desk, members } = TEAMS[pmpc];
    const ctx = stage.as(desk, day, '09:30');
    for (const name of ROOMS) await addRoom(ctx, { name });
    const seats = new Map<Specialty, PersonName>(Object.entries(members) as [Specialty, PersonName][]);
    const seatOf = (specialty: Specialty) => {
      const person = specialty === 'social_pedagogue' ? undefined : seats.get(specialty);
      return person ? stage.people[person].userId : null;
    };
    await addCrew(ctx, { name: 'Негізгі құрам', seats: Object.fromEntries(SPECIALTIES.map((specialty) => [specialty, seatOf(specialty)])) as Record<Specialty, string | null> });
    for (const person of seats.values()) {
      for (const [startsAt, endsAt] of [['09:00', '13:00'], ['14:00', '19:00']] as const) {
        await addHours(ctx, { userId: stage.people[person].userId, weekdays: [1, 2, 3, 4, 5], startsAt, endsAt, validFrom: day, validTo: null });
      }
    }
  }
  const planned = stage.ago(6);
  yield planned;
  const firstDay = workdayFrom(addDays(stage.today, 24));
  await addAbsence(stage.as('registrar', planned, '17:00'), { userId: stage.people.speech.userId, kind: 'leave', firstDay, lastDay: addDays(firstDay, 11) });
}

const WISHES = {
  kk: ['Сөздері аз, сұрағын ыммен түсіндіреді. Қалай көмектесуге болатынын білгіміз келеді.', 'Балабақшада топпен бірге отыруы қиын, үйде жақсы ойнайды.', 'Мектепке дайындық туралы кеңес керек.', 'Дыбысқа алаңдайды, таныс емес жерде жылайды.'],
  ru: ['Говорит мало, объясняется жестами. Хотим понять, как помочь.', 'В группе трудно, дома играет охотно.', 'Нужен совет перед школой.', 'Тревожится от громких звуков.'],
} as const;

/** Whose wish waits at a PMPC without a record of the child yet: by which way it came, and how many days ago. */
const ASKED: readonly { pmpc: PmpcName; channel: 'public' | 'phone' | 'health'; days: number; years: number; jump?: 'urgent' | 'priority'; book?: boolean }[] = [
  { pmpc: 'pmpc', channel: 'public', days: 34, years: 5, book: true },
  { pmpc: 'pmpc', channel: 'phone', days: 30, years: 4 },
  { pmpc: 'pmpc', channel: 'public', days: 26, years: 2 },
  { pmpc: 'pmpc', channel: 'health', days: 21, years: 2, jump: 'priority', book: true },
  { pmpc: 'pmpc', channel: 'public', days: 18, years: 7 },
  { pmpc: 'pmpc', channel: 'phone', days: 15, years: 6 },
  { pmpc: 'pmpc', channel: 'public', days: 12, years: 3 },
  { pmpc: 'pmpc', channel: 'health', days: 9, years: 1, jump: 'urgent' },
  { pmpc: 'pmpc', channel: 'public', days: 6, years: 8 },
  { pmpc: 'pmpc', channel: 'phone', days: 4, years: 5 },
  { pmpc: 'pmpc', channel: 'public', days: 2, years: 4 },
  { pmpc: 'pmpc', channel: 'public', days: 0, years: 6 },
  { pmpc: 'pmpc2', channel: 'public', days: 22, years: 6 },
  { pmpc: 'pmpc2', channel: 'phone', days: 11, years: 3 },
  { pmpc: 'pmpc2', channel: 'public', days: 3, years: 9 },
];

const HURRIES = {
  urgent: 'Сөйлеу дағдылары соңғы екі аптада жоғалып барады, педиатр шұғыл тексеруді сұрады.',
  priority: 'Келесі айда отбасы басқа аймаққа ем алуға кетеді, оған дейін тексеру керек.',
} as const;

/** The wishes that came from families, by telephone and from health care. */
export function askers(stage: Stage): Story[] {
  return ASKED.map((asked, index) => ask(stage, asked, index));
}

async function* ask(stage: Stage, { pmpc, channel, days, years, jump: hurry, book }: (typeof ASKED)[number], index: number): Story {
  const language = pmpc === 'pmpc' ? 'kk' : 'ru';
  const number = 140 + index;
  const { sex: _, ...name } = childName(number, language);
  const mother = parentName(number, language, 'mother');
  const day = workday(stage.ago(days));
  yield day;
  const { head, desk } = TEAMS[pmpc];
  const said = {
    ...name,
    birthDate: birthday(number, years, stage.today),
    applicantName: `${mother.surname} ${mother.givenName}`,
    applicantRelation: 'mother' as const,
    phone: telephone(7_000 + index),
    contactLanguage: language,
    examLanguage: language,
    caseKind: null as CaseKind | null,
    reason: stage.mark('referral', WISHES[language][index % 4] ?? WISHES[language][0]),
  } as const;
  const id = channel === 'public' ? await askPublicly(stage, pmpc, said, day, index) : await write(stage, desk, { ...said, channel }, day);
  if (hurry) {
    const { version } = await startJump(stage.as(head, day, '15:00'), id);
    await jump(stage.as(head, day, '15:10'), id, { urgency: hurry, reason: HURRIES[hurry], version });
  }
  if (!book) return;
  const later = workday(stage.ago(Math.max(0, days - 2)));
  yield later;
  const ctx = stage.as(desk, later, '11:40');
  const { slots } = await startBooking(ctx, id, { crewId: null, from: workdayFrom(addDays(stage.today, 7)) });
  const [slot] = slots;
  if (slot) await bookVisit(ctx, id, { language, at: slot });
}

type Said = Omit<Parameters<typeof askForExamination>[1], 'pmpcId' | 'agreed' | 'once'>;

async function askPublicly(stage: Stage, pmpc: PmpcName, said: Said, day: string, index: number): Promise<string> {
  await askForExamination(stage.database, { ...said, pmpcId: stage.places[pmpc], agreed: true, once: `demo-request-${String(index).padStart(6, '0')}` }, stage.as('registrar', day, '20:15').now);
  const found = await stage.database.read((tx) =>
    tx.query.requests.findFirst({ columns: { id: true }, where: (row, { and, eq }) => and(eq(row.surname, said.surname), eq(row.givenName, said.givenName), eq(row.channel, 'public')) }),
  );
  if (!found) throw new Error('the request that was just made is not there');
  return found.id;
}

async function write(stage: Stage, desk: PersonName, draft: Omit<Parameters<typeof recordRequest>[1], 'allTheSame'>, day: string): Promise<string> {
  const written = await recordRequest(stage.as(desk, day, '10:20'), { ...draft, allTheSame: false });
  if (!('id' in written)) throw new Error('two of the demo have one name and one birthday');
  return written.id;
}

/** The desk has seen the papers without which no conclusion is issued. */
export async function seePapers(stage: Stage, pmpc: PmpcName, referralId: string, day: string): Promise<void> {
  const request = await stage.database.read((tx) => tx.query.requests.findFirst({ columns: { id: true }, where: (row, { eq }) => eq(row.referralId, referralId) }));
  if (!request) throw new Error('a referral that was sent has no place in the queue');
  const ctx = stage.as(TEAMS[pmpc].desk, day, '09:05');
  const { version, papers } = await startPapers(ctx, request.id);
  const mandatory = papers.filter(({ need }) => need === 'mandatory').map(({ code }) => [code, 'present'] as const);
  await tickPapers(ctx, request.id, { version, papers: Object.fromEntries(mandatory) });
}
