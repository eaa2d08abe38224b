import type { Programme, SessionForm } from '#db/vocabulary';
import { addDays } from '~/domain/calendar';
import type { ConclusionText, SessionSpecialty } from '~/domain/conclusions';
import { openConclusionDraft } from '~/services/conclusion-sheets.server';
import { issueConclusion, signConclusion } from '~/services/conclusion-signatures.server';
import { saveConclusion, startConclusion } from '~/services/conclusions.server';
import { askVoiding, confirmVoiding } from '~/services/conclusion-voidings.server';
import { listRecommendations, openRecommendation, trackRecommendation } from '~/services/recommendations.server';
import { recordPaperShare, shareConclusion } from '~/services/extracts.server';
import { examiners } from './assessments';
import { TEAMS } from './cast';
import type { Registered } from './children';
import type { Life } from './lives';
import { SECTION_NAMES } from './sections';
import type { Stage } from './stage';

const PROGRAMME_OF: Record<Life['portrait']['ages'], readonly Programme[]> = {
  young: ['general', 'adapted', 'developing'],
  school: ['general', 'adapted', 'reduced', 'individual'],
  teen: ['general', 'adapted'],
};

const DETAILS = {
  kk: {
    methods: 'Нұсқауды қысқа қадаммен беру, көрнекі тірек қолдану.',
    materials: 'Ірі қаріпті парақ, сурет тізбегі.',
    environment: 'Тыныш бұрыш, мұғалімге жақын орын.',
    grading: 'Қосымша уақыт, ауызша жауап беру мүмкіндігі.',
    tasks: 'Тапсырманы бастауға және жалғастыруға көмектесу, үзілісте ойынға қосылуын қолдау, өзі істей алатынын өзіне қалдыру.',
  },
  ru: {
    methods: 'Инструкция короткими шагами, зрительная опора.',
    materials: 'Листы с крупным шрифтом, ряд картинок.',
    environment: 'Тихий уголок, место рядом с учителем.',
    grading: 'Дополнительное время, возможность ответить устно.',
    tasks: 'Помогать начать и продолжить задание, поддерживать в игре на перемене, оставлять ребёнку то, что получается самому.',
  },
} as const;

const SESSIONS: readonly { specialty: SessionSpecialty; form: SessionForm; perWeek: number }[] = [
  { specialty: 'psychologist', form: 'individual', perWeek: 1 },
  { specialty: 'speech_therapist', form: 'subgroup', perWeek: 2 },
  { specialty: 'special_pedagogue', form: 'individual', perWeek: 1 },
];

/** The team's special pedagogue writes the conclusion from the signed sections. */
export async function conclude(stage: Stage, life: Life, assessmentId: string, day: string): Promise<string> {
  const { members } = TEAMS[life.home.pmpc];
  const author = stage.as(members.special_pedagogue, day, '15:00');
  const conclusionId = await startConclusion(author, assessmentId, SECTION_NAMES[life.language]);
  const draft = await openConclusionDraft(author, conclusionId);
  if (!draft) throw new Error('the conclusion that was just begun is not a draft');
  const levels = draft.domains.map(({ domain, withSupport, withoutSupport }) => ({ domain, withSupport, withoutSupport }));
  await saveConclusion(stage.as(members.special_pedagogue, day, '16:10'), conclusionId, { version: draft.version, ...textOf(stage, life, day), levels });
  return conclusionId;
}

function textOf(stage: Stage, life: Life, day: string): Omit<ConclusionText, 'levels'> {
  const { portrait, index, plot } = life;
  const words = DETAILS[life.language];
  const programmes = PROGRAMME_OF[portrait.ages];
  const { assistant } = plot;
  const kinds = ['methods', index % 2 ? 'materials' : 'grading', 'environment'] as const;
  return {
    strengths: stage.mark('extract', portrait.strengths),
    needs: stage.mark('psych', portrait.needs),
    programme: programmes[index % programmes.length] ?? 'general',
    studyForm: 'full-time',
    conditions: kinds.map((condition) => ({ condition, detail: stage.mark('actions', words[condition]) })),
    sessions: SESSIONS.slice(0, 2 + (index % 2)),
    assistantNeeded: assistant !== undefined,
    assistantHours: assistant?.recommended ?? null,
    assistantFrom: assistant ? day : null,
    assistantTo: assistant ? addDays(stage.today, 190) : null,
    assistantTasks: assistant ? stage.mark('actions', words.tasks) : '',
    personalHelper: false,
    placements: [portrait.ages === 'young' ? 'correction-room' : 'ordinary-class'],
    examConditions: portrait.ages === 'young' ? [] : ['extra-time', 'breaks'],
    repeatFirstYear: false,
    validUntil: addDays(day, 2 * 365),
    nextExamOn: addDays(day, 2 * 365 - 32),
    familyAdvice: stage.mark('psych', portrait.advice),
  };
}

/** So many of the team sign the second version, the one that is complete. */
export async function signAll(stage: Stage, life: Life, conclusionId: string, day: string, signatures = Infinity): Promise<void> {
  for (const [order, [, person]] of examiners(life).entries()) {
    if (order < signatures) await signConclusion(stage.as(person, day, `1${order}:30`), conclusionId, { version: 2 });
  }
}

/** The head issues it. @returns what the paper of the family says */
export async function issue(stage: Stage, life: Life, conclusionId: string, day: string): Promise<{ number: number; issuedOn: string; conclusionId: string }> {
  const ctx = stage.as(TEAMS[life.home.pmpc].head, day, '16:40');
  const { number } = await issueConclusion(ctx, conclusionId, { version: 2, withoutEnd: false });
  return { number, issuedOn: ctx.today, conclusionId };
}

/** The family shares it with the school: on a paper the school keeps, or on one the PMPC keeps. */
export async function share(stage: Stage, life: Life, child: Registered, paper: { number: number; issuedOn: string; conclusionId: string }, day: string): Promise<void> {
  const answer = { decision: 'given' as const, guardianId: child.guardianId, answeredOn: day };
  if (life.index % 2) {
    const { number, issuedOn } = paper;
    const found = await recordPaperShare(stage.as(life.home.coordinator, day, '12:00'), child.childId, { ...answer, number, issuedOn });
    if (found !== 'recorded') throw new Error(`conclusion ${number} of ${issuedOn} was not found by its paper`);
  } else {
    await shareConclusion(stage.as(TEAMS[life.home.pmpc].head, day, '12:00'), paper.conclusionId, answer);
  }
}

const VOIDED = {
  kk: 'Сабақтар саны қате жазылған, отбасы хабарлады. Дұрысталған қорытынды беріледі.',
  ru: 'Число занятий указано с ошибкой, об этом сообщила семья. Будет выдано исправленное заключение.',
};

/** The head asks that a conclusion become void, and where the story says so, the second head confirms. */
export async function voidIt(stage: Stage, life: Life, conclusionId: string, day: string): Promise<void> {
  const voidingId = await askVoiding(stage.as('pmpcHead', day, '10:00'), conclusionId, { version: 2, reason: VOIDED[life.language] });
  if (life.plot.voiding === 'confirmed') await confirmVoiding(stage.as('deputyHead', day, '15:30'), voidingId, { version: 2 });
}

const CARRIED = {
  kk: { reason: 'Мектепте логопед жоқ, бос орын қыркүйектен бері жарияланып тұр.', interim: 'Логопедиялық жаттығуларды мұғалім онлайн кеңеспен өткізеді.' },
  ru: { reason: 'В школе нет логопеда, вакансия открыта с сентября.', interim: 'Упражнения проводит учитель по онлайн-консультации логопеда.' },
} as const;

/** The school says how far the recommendations are: some done, some under way, one that cannot be done and why. */
export async function carryOut(stage: Stage, life: Life, childId: string, day: string): Promise<void> {
  const words = CARRIED[life.language];
  const ctx = stage.as(life.home.coordinator, day, '14:20');
  const { conclusions: [newest] } = await listRecommendations(ctx, childId);
  for (const [order, { id, kind, code }] of (newest?.lines ?? []).entries()) {
    const state = kind === 'sessions' && code === 'speech_therapist' ? 'impossible' : order % 3 === 0 ? 'done' : order % 3 === 1 ? 'in-progress' : 'open';
    if (state === 'open') continue;
    const { version } = await openRecommendation(ctx, id);
    await trackRecommendation(ctx, id, { version, state, reason: state === 'impossible' ? words.reason : '', interim: state === 'impossible' ? words.interim : '' });
  }
}
