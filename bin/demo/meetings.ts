import { recordAnswer } from '~/services/family-answers.server';
import { recordHandover } from '~/services/handovers.server';
import { closeMeeting, openMeeting, saveMinutes, writeOpinion } from '~/services/meetings.server';
import { keepRules, openRules } from '~/services/conclusion-rules.server';
import type { Story } from './agenda';
import { examiners } from './assessments';
import { TEAMS } from './cast';
import type { Registered } from './children';
import type { Life } from './lives';
import type { Stage } from './stage';

/** Both heads want closed minutes before a conclusion is issued. */
export async function* wantMinutes(stage: Stage): Story {
  const day = stage.ago(425);
  yield day;
  for (const pmpc of ['pmpc', 'pmpc2'] as const) {
    const ctx = stage.as(TEAMS[pmpc].head, day, '11:00');
    await keepRules(ctx, { ...(await openRules(ctx)), needsMinutes: true });
  }
}

const WORDS = {
  kk: {
    summary: 'Мамандар бөлімдерін оқып шықты, баланың күшті жақтары мен қажеттіліктері бірге талқыланды.',
    decision: 'Ұсынымдар баланың сыныптағы күніне сай деп танылды, қорытынды жазылсын.',
    agrees: 'Ұсынымдармен келісемін.',
    dissents: 'Бағдарлама туралы келісемін, бірақ топтық сабақты жарты жылдан кейін бастаған дұрыс деп санаймын.',
    changed: 'Алғашқы тоқсанда жеке, кейін топпен.',
  },
  ru: {
    summary: 'Специалисты прочли свои разделы, вместе обсудили сильные стороны и потребности ребёнка.',
    decision: 'Рекомендации признаны подходящими для дня ребёнка в классе, заключение оформить.',
    agrees: 'С рекомендациями согласна.',
    dissents: 'С программой согласна, но групповые занятия лучше начать через полгода.',
    changed: 'Первую четверть индивидуально, затем в группе.',
  },
} as const;

/** The team meets about the draft: minutes by the special pedagogue, everybody's opinion, closed by the head. */
export async function meet(stage: Stage, life: Life, assessmentId: string, day: string): Promise<void> {
  const { head, members } = TEAMS[life.home.pmpc];
  const words = WORDS[life.language];
  const secretary = stage.as(members.special_pedagogue, day, '16:15');
  const { subjects, minutes } = await openMeeting(secretary, assessmentId, 'recording');
  const isSplit = life.index % 6 === 0;
  await saveMinutes(secretary, assessmentId, {
    version: minutes?.version ?? 0,
    heldOn: secretary.today,
    familyPresent: life.index % 2 === 0,
    summary: stage.mark('psych', words.summary),
    decision: stage.mark('psych', words.decision),
    decisions: subjects.map(({ subject }, order) => (isSplit && order === 1 ? { subject, decision: 'changed', note: stage.mark('psych', words.changed) } : { subject, decision: 'adopted', note: '' })),
  });
  for (const [order, [, person]] of examiners(life).entries()) {
    const opinion = isSplit && order === 2 ? 'dissents' : 'agrees';
    await writeOpinion(stage.as(person, day, `16:2${order}`), assessmentId, { opinion, words: stage.mark('psych', words[opinion]) });
  }
  const closing = await openMeeting(stage.as(head, day, '16:30'), assessmentId, 'closing');
  await closeMeeting(stage.as(head, day, '16:31'), assessmentId, { version: closing.minutes?.version ?? 0 });
}

/** The mother gets the conclusion, explained in her language, and says on the paper whether she agrees. */
export async function handOver(stage: Stage, life: Life, child: Registered, conclusionId: string, day: string): Promise<void> {
  const ctx = stage.as(TEAMS[life.home.pmpc].head, day, '11:20');
  await recordHandover(ctx, conclusionId, { guardianId: child.guardianId, handedOn: ctx.today, language: life.language, explained: true });
  const disagrees = life.index % 11 === 0;
  const comment = disagrees ? { kk: 'Баламның сыныпта көбірек отырғанын қалаймын.', ru: 'Хочу, чтобы ребёнок больше времени был в классе.' }[life.language] : '';
  await recordAnswer(ctx, conclusionId, {
    answer: disagrees ? 'disagrees' : 'agrees',
    comment: stage.mark('family-answer', comment),
    guardianId: child.guardianId,
    answeredOn: ctx.today,
  });
}
