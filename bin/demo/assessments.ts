import { SPECIALTIES, type Specialty } from '#db/vocabulary';
import { isMedical } from '~/domain/permissions';
import { SPECIALTY_DOMAINS, type Domain, type FindingDraft, type Level } from '~/domain/findings';
import { acceptReferral, declineReferral } from '~/services/assessments.server';
import type { Context } from '~/services/context';
import { openOwnSection, saveFinding, saveNotes, signFinding } from '~/services/findings.server';
import { TEAMS } from './cast';
import type { Life } from './lives';
import { SECTIONS, type SectionText } from './sections';
import type { PersonName, Stage } from './stage';

type Examiner = keyof typeof SECTIONS.kk;

/** Who examines the child: four specialists, at the first PMPC sometimes with the social pedagogue. */
export function examiners(life: Pick<Life, 'home' | 'index'>): [Examiner, PersonName][] {
  const members: Partial<Record<Examiner, PersonName>> = TEAMS[life.home.pmpc].members;
  return (Object.entries(members) as [Examiner, PersonName][]).filter(([specialty]) => specialty !== 'social_pedagogue' || life.index % 4 === 0);
}

export const ROOMS = ['3-кабинет', '5-кабинет', 'Ойын бөлмесі'] as const;

/** Accepts the referral and sets the session on that day or, when the hours are taken, the next. */
export async function accept(stage: Stage, life: Life, referralId: string, day: string, wanted: string): Promise<{ assessmentId: string; sessionOn: string }> {
  const { head, desk } = TEAMS[life.home.pmpc];
  const hour = stage.hourAt(life.home.pmpc, wanted);
  const seats = new Map<Specialty, PersonName>(examiners(life));
  const seatOf = (specialty: Specialty) => {
    const person = seats.get(specialty);
    return person ? stage.people[person].userId : null;
  };
  const assessmentId = await acceptReferral(stage.as(life.index % 2 ? head : desk, day, '10:00'), referralId, {
    ...hour,
    room: ROOMS[life.index % ROOMS.length] ?? ROOMS[0],
    language: life.language,
    examKind: life.index % 5 === 4 ? 'repeated' : 'primary',
    team: Object.fromEntries(SPECIALTIES.map((specialty) => [specialty, seatOf(specialty)])) as Record<Specialty, string | null>,
  });
  return { assessmentId, sessionOn: hour.sessionOn };
}

const DECLINED = {
  kk: 'Бала басқа аймақта тіркелген, құжаттары тұрғылықты жеріндегі ПМПК-ге берілсін. Қоңырау шалып, жол көрсетеміз.',
  ru: 'Ребёнок прикреплён к другой ПМПК; просим подать документы по месту жительства. Поможем по телефону.',
};

export function decline(stage: Stage, life: Life, referralId: string, day: string): Promise<void> {
  return declineReferral(stage.as(TEAMS[life.home.pmpc].head, day, '16:00'), referralId, stage.mark('referral', DECLINED[life.language]));
}

/** The session: each specialist writes and signs a section; with `signed` given, so many do, and one more has begun. */
export async function examine(stage: Stage, life: Life, assessmentId: string, day: string, signed = Infinity): Promise<void> {
  for (const [order, [specialty, person]] of examiners(life).entries()) {
    if (order > signed) return;
    const ctx = stage.as(person, day, `1${order}:20`);
    const pool = SECTIONS[life.language][specialty];
    const text = pool[life.index % pool.length];
    if (!text) throw new Error(`nothing is written for a ${specialty}`);
    const findingId = await saveFinding(ctx, assessmentId, { ...sectionOf(stage, life, specialty, text), ...(await partsOf(stage, life, specialty, ctx, assessmentId)) });
    await saveNotes(ctx, findingId, { body: stage.mark('notes', text.notes), version: 0 });
    if (order < signed) await signFinding(stage.as(person, day, `1${order}:45`), findingId, 1);
  }
}

function sectionOf(stage: Stage, life: Life, specialty: Examiner, text: SectionText): FindingDraft {
  const medical = isMedical(specialty);
  const mark = (kind: 'psych' | 'extract' | 'actions', words: string) => stage.mark(medical ? 'medical' : kind, words);
  const levels = Object.fromEntries(
    SPECIALTY_DOMAINS[specialty].map((domain, order) => [domain, { ...ratingOf(domain, life.index + order), evidence: mark('psych', text.evidence) }]),
  ) as FindingDraft['levels'];
  return {
    version: 0,
    strengths: mark('psych', text.strengths),
    needs: mark('psych', text.needs),
    helps: mark('actions', text.helps),
    recommendations: mark('extract', text.recommendations),
    levels,
  };
}

/** Support always helps by a level; hearing and sight are usually left as they are. */
function ratingOf(domain: Domain, seed: number): { withoutSupport: Level; withSupport: Level } {
  if (domain === 'HEA' || domain === 'VIS') return seed % 3 === 0 ? { withoutSupport: 8, withSupport: 8 } : { withoutSupport: 0, withSupport: 0 };
  const without = (1 + (seed % 3)) as 1 | 2 | 3;
  return { withoutSupport: without, withSupport: (without - 1) as Level };
}

/** What a template asks beyond the common texts: two answers, the codes and one tool of each specialty. */
const PARTS: Partial<Record<Specialty, { answers: Record<string, { kk: string; ru: string }>; codes: Record<string, Level>; tool: string }>> = {
  psychologist: {
    answers: {
      'attention-pace': { kk: 'Он бес минут шоғырланып отырады, содан кейін қысқа үзіліс керек.', ru: 'Сосредоточен пятнадцать минут, затем нужен короткий перерыв.' },
      'calm-joy': { kk: 'Құрастыру мен сурет салу тынышталуға көмектеседі.', ru: 'Успокаивают конструктор и рисование.' },
    },
    codes: { b140: 2, b152: 1 },
    tool: 'Raven / Равен',
  },
  speech_therapist: {
    answers: {
      'understood-speech': { kk: 'Күнделікті екі қадамды өтінішті түсінеді.', ru: 'Понимает бытовую просьбу из двух шагов.' },
      'reaching-others': { kk: 'Ым мен суретті қоса қолданады.', ru: 'Дополняет речь жестом и картинкой.' },
    },
    codes: { b167: 2, d330: 2 },
    tool: 'Сөйлеу картасы (Чиркина, Филичева)',
  },
  special_pedagogue: {
    answers: {
      'proximal-zone': { kk: 'Үлгіден кейін екінші рет өзі орындайды.', ru: 'После образца второй раз выполняет сам.' },
      'daily-skills': { kk: 'Заттарын көрнекі кесте бойынша жинайды.', ru: 'Собирает вещи по наглядному расписанию.' },
    },
    codes: { b163: 1, d175: 2 },
    tool: 'Забрамная әдістемесі',
  },
  neurologist: {
    answers: {
      'posture-balance': { kk: 'Орындыққа тірек керек.', ru: 'Нужна опора на стуле.' },
      'movement-aids': { kk: 'Жұмсақ қарындаш ұстатқыш ыңғайлы.', ru: 'Удобна мягкая насадка на карандаш.' },
    },
    codes: { b760: 1 },
    tool: 'GMFCS',
  },
};

async function partsOf(stage: Stage, life: Life, specialty: Examiner, ctx: Context, assessmentId: string): Promise<Pick<FindingDraft, 'answers' | 'codes' | 'tools' | 'milestones'>> {
  const parts = PARTS[specialty];
  if (!parts) return {};
  const kind = isMedical(specialty) ? 'medical' : 'psych';
  const { milestonesAsked, template } = await openOwnSection(ctx, assessmentId);
  const asked = new Set([...template.fields.map(({ code }) => code), ...Object.values(template.icf).flat()]);
  return {
    answers: Object.fromEntries(Object.entries(parts.answers).flatMap(([field, words]) => (asked.has(field) ? [[field, stage.mark(kind, words[life.language])]] : []))),
    codes: Object.fromEntries(Object.entries(parts.codes).filter(([code]) => asked.has(code))),
    tools: [{ name: stage.mark(kind, parts.tool), usedOn: ctx.today }],
    milestones: Object.fromEntries(milestonesAsked.map(({ id }, order) => [id, order % 4 === 3 ? 'not-yet' : 'seen'])),
  };
}
