import { addDays, daysBetween } from '~/domain/calendar';
import { MEASURES } from '~/domain/goals';
import type { DecisionCode } from '~/domain/progress';
import { playInOrder, type Part, type Story } from './agenda';
import { aisha } from './aisha';
import { accept, decline, examine } from './assessments';
import { assign, hire, week } from './assistants';
import type { HomeName } from './cast';
import { gatherTeam, register, type Registered } from './children';
import { askers, furnish, seePapers } from './desk';
import { carryOut, conclude, issue, share, signAll, voidIt } from './conclusions';
import { lessonDays, workday, workdayFrom } from './days';
import { lifeOf, STEPS, takes, type Life, type Plot, type Step } from './lives';
import { handOver, meet, wantMinutes } from './meetings';
import { answerOnline, answerOnPaper, approve, askFamily, giveBack, submit, writePlan } from './plans';
import { record } from './progress';
import { refer, takeBack } from './referrals';
import type { PersonName, Stage } from './stage';

/** Plays every story of the demo, each step on its day. */
export async function playStories(stage: Stage, onProgress: (what: string) => void): Promise<void> {
  let month = '';
  await playInOrder(storiesOf(stage), stage.today, (day) => {
    if (day.slice(0, 7) === month) return;
    month = day.slice(0, 7);
    onProgress(`… ${month}`);
  });
}

/** A plan in force for so many weeks of lessons. */
type Active = readonly [weeks: number, plot?: Plot];
type Ended = readonly [until: Exclude<Step, 'active'>, since: number, plot?: Plot];

/** How far each child has come: the last step, how many days ago it was taken, and what is particular. */
const ENDED: Record<HomeName, readonly Ended[]> = {
  school: [
    ['registered', 9], ['registered', 31], ['registered', 76], ['registered', 141],
    ['drafted', 2], ['drafted', 5], ['drafted', 12],
    ['sent', 8], ['sent', 19], ['sent', 27, { papersLack: true }], ['sent', 41, { papersLack: true }],
    ['withdrawn', 22], ['declined', 16],
    ['scheduled', 6, { sessionIn: 0 }], ['scheduled', 5, { sessionIn: 1 }], ['scheduled', 3, { sessionIn: 3 }],
    ['examined', 0, { sessionIn: 0, sections: 2 }], ['examined', 1, { sections: 3 }], ['examined', 5, { sections: 1 }],
    ['concluding', 3, { signatures: 2 }], ['concluding', 8, { signatures: 0 }],
    ['issued', 4, { voiding: 'asked' }], ['issued', 13, { voiding: 'confirmed' }],
    ['shared', 9, { assistant: { recommended: 12 }, carriedOut: true }], ['shared', 17, { carriedOut: true }],
    ['planned', 4], ['planned', 8, { returned: true }],
    ['submitted', 2], ['asked', 5],
    ['answered', 2, { parent: 'parent3' }],
  ],
  kindergarten: [
    ['registered', 20], ['drafted', 6], ['sent', 15], ['sent', 33, { papersLack: true }],
    ['scheduled', 7, { sessionIn: 0 }], ['scheduled', 4, { sessionIn: 2 }], ['examined', 2, { sections: 2 }],
    ['concluding', 4, { signatures: 3 }], ['shared', 9, { assistant: { recommended: 10 } }], ['planned', 5],
  ],
  ruralSchool: [
    ['registered', 14], ['registered', 52], ['drafted', 4], ['sent', 11], ['sent', 29, { papersLack: true }], ['declined', 24],
    ['scheduled', 6, { sessionIn: 4 }], ['examined', 3, { sections: 1 }], ['issued', 12], ['shared', 6], ['asked', 3],
  ],
  college: [['registered', 18], ['sent', 13], ['scheduled', 5, { sessionIn: 6 }], ['planned', 6, { ownDecision: true }]],
  desk: [['sent', 17], ['scheduled', 6, { sessionIn: 1 }]],
};

const ACTIVE: Partial<Record<HomeName, readonly Active[]>> = {
  school: [
    [10], [12, { assistant: { recommended: 18, by: 'assistant2', slots: week([1, 2, 3, 4, 5], '08:30', '11:30') } }], [14], [11],
    [16, { assistant: { recommended: 14, by: 'assistant', slots: week([1, 2, 3, 4], '12:00', '14:00') } }], [13], [12, { halfDelivered: true }], [20, { endsIn: 10 }],
  ],
  kindergarten: [[10], [13]],
  ruralSchool: [[12, { assistant: { recommended: 12, by: 'ruralAssistant', slots: week([1, 3, 5], '09:00', '12:00') } }], [11, { halfDelivered: true }], [15]],
  college: [[12], [14]],
};

const BY_LINE: readonly DecisionCode[] = ['AHEAD', 'WATCH', 'NO_DATA', 'STALE', 'RAISE_GOAL', 'NO_GROWTH', 'ON_TRACK', 'CONTINUE', 'SLOWER', 'MET', 'FEW_DATA', 'CHANGE_SUPPORT'];
const BY_LEVEL: readonly DecisionCode[] = ['PLATEAU', 'LEVEL_UP', 'CONTINUE'];
const HALF_DELIVERED: readonly DecisionCode[] = ['FIX_DELIVERY', 'ON_TRACK'];

function storiesOf(stage: Stage): Story[] {
  const lives: Life[] = [];
  let index = 10;
  for (const [home, ended] of Object.entries(ENDED) as [HomeName, readonly Ended[]][]) {
    for (const [until, since, plot] of ended) lives.push(lifeOf(stage, index++, home, until, since, plot));
  }
  let told = 0;
  for (const [home, active] of Object.entries(ACTIVE) as [HomeName, readonly Active[]][]) {
    for (const [weeks, plot = {}] of active) {
      const begun = lessonDays(stage.today, 1, weeks)[0] ?? stage.today;
      const life = lifeOf(stage, index++, home, 'active', daysBetween(begun, stage.today), plot);
      const courses = life.portrait.goals.map((bankId) => {
        const measure = stage.bank.get(bankId)?.measure.type ?? 'percent';
        const codes = MEASURES[measure].aimLine ? (plot.halfDelivered ? HALF_DELIVERED : BY_LINE) : BY_LEVEL;
        return codes[told++ % codes.length] ?? 'NO_DATA';
      });
      lives.push({ ...life, plot: { endsIn: 55 + (index % 8) * 5, ...plot, courses } });
    }
  }
  return [furnish(stage), wantMinutes(stage), contracts(stage), aisha(stage), ordinary(stage, artyom(stage)), ...lives.map((life) => ordinary(stage, life)), ...askers(stage)];
}

async function* contracts(stage: Stage): Story {
  const day = stage.ago(420);
  yield day;
  await hire(stage, day);
}

export const ARTYOM = { surname: 'Иванов', givenName: 'Артём', patronymic: 'Сергеевич', sex: 'male' } as const;

/** The child of the second family: the plan waits for the mother's answers, goal by goal. */
function artyom(stage: Stage): Life {
  const life = lifeOf(stage, 3, 'school', 'asked', 4, { assistant: { recommended: 10 }, parent: 'parent2' });
  const other = lifeOf(stage, 11, 'ruralSchool', 'asked', 4);
  return {
    ...life,
    language: 'ru',
    name: ARTYOM,
    className: '3 «А»',
    birthDate: addDays(stage.today, -Math.round(9.3 * 365.25)),
    teacher: 'teacher2',
    portrait: { ...other.portrait, goals: ['G022', 'G057', 'G019', 'G031'] },
  };
}

/** The way of a child from the registration to the last step of the life. */
async function* ordinary(stage: Stage, life: Life): Story {
  const { home, plot } = life;
  const on = (step: Step) => workday(addDays(life.begunOn, STEPS[step]));
  yield on('registered');
  const child = await register(stage, life, on('registered'));
  if (life.teacher && (takes(life, 'planned') || life.index % 2 === 0)) await gatherTeam(stage, life, child.childId, on('registered'));
  if (!plot.ownDecision) {
    if (!takes(life, 'drafted')) return;
    const referralId = yield* refer(stage, life, child, { drafted: on('drafted'), sent: on('sent') });
    if (!takes(life, 'withdrawn')) return;
    if (life.until === 'withdrawn' || life.until === 'declined') {
      yield on(life.until);
      return life.until === 'withdrawn' ? takeBack(stage, life, referralId, on('withdrawn')) : decline(stage, life, referralId, on('declined'));
    }
    const isShared = yield* examination(stage, life, child, referralId);
    if (!isShared) return;
  }
  if (plot.assistant && takes(life, 'shared')) await assign(stage, home, life.language, child.childId, plot.assistant, on('shared'));
  if (life.teacher && takes(life, 'planned')) yield* planned(stage, life, child, life.teacher);
}

/** From the accepted referral to the shared conclusion. @returns whether it came so far */
async function* examination(stage: Stage, life: Life, child: Registered, referralId: string): Part<boolean> {
  const { plot } = life;
  const on = (days: number) => workday(addDays(life.begunOn, days));
  const accepted = on(STEPS.scheduled);
  yield accepted;
  const wanted = sessionDay(stage, life, on(STEPS.examined));
  const { assessmentId, sessionOn } = await accept(stage, life, referralId, accepted, wanted);
  if (!takes(life, 'examined')) return false;

  const after = (days: number) => (on(days) > sessionOn ? on(days) : sessionOn);
  yield sessionOn;
  await seePapers(stage, life.home.pmpc, referralId, sessionOn);
  await examine(stage, life, assessmentId, sessionOn, life.until === 'examined' ? plot.sections : undefined);
  if (!takes(life, 'concluding')) return false;
  yield after(STEPS.concluding);
  const conclusionId = await conclude(stage, life, assessmentId, after(STEPS.concluding));
  yield after(STEPS.concluding + 2);
  await signAll(stage, life, conclusionId, after(STEPS.concluding + 2), life.until === 'concluding' ? plot.signatures : undefined);
  if (!takes(life, 'issued')) return false;
  yield after(STEPS.issued);
  await meet(stage, life, assessmentId, after(STEPS.issued));
  const paper = await issue(stage, life, conclusionId, after(STEPS.issued));
  if (plot.voiding) {
    yield after(STEPS.issued + 1);
    await voidIt(stage, life, conclusionId, after(STEPS.issued + 1));
  }
  if (!takes(life, 'shared')) return false;
  yield after(STEPS.shared);
  await handOver(stage, life, child, conclusionId, after(STEPS.shared));
  await share(stage, life, child, paper, after(STEPS.shared));
  if (plot.carriedOut) {
    yield after(STEPS.shared + 3);
    await carryOut(stage, life, child.childId, after(STEPS.shared + 3));
  }
  return true;
}

/** The day a session is wanted on: of those for today, one that is examined already falls on the last working day. */
function sessionDay(stage: Stage, life: Life, usual: string): string {
  const { sessionIn } = life.plot;
  if (sessionIn === undefined) return workdayFrom(usual);
  return sessionIn === 0 && takes(life, 'examined') ? workday(stage.today) : workdayFrom(addDays(stage.today, sessionIn));
}

const QUESTIONS = ['Үйде де осылай жасаймыз.', 'Бұл мақсатты аптасына қанша рет өлшейсіздер?', '', 'Келісеміз, рақмет.'];

/** From the first line of the plan to the records of this week. */
async function* planned(stage: Stage, life: Life, child: Registered, teacher: PersonName): Story {
  const { home, plot, portrait } = life;
  const on = (step: Step) => workday(addDays(life.begunOn, STEPS[step]));
  const period = { startsOn: on('active'), endsOn: addDays(stage.today, plot.endsIn ?? 150) };
  const aims = portrait.goals.map((bankId) => ({ bankId }));
  yield on('planned');
  const planId = await writePlan(stage, life, child, teacher, on('planned'), period, aims);
  if (plot.returned) {
    yield workday(addDays(on('planned'), 3));
    await submit(stage, teacher, planId, workday(addDays(on('planned'), 3)));
    yield workday(addDays(on('planned'), 5));
    await giveBack(stage, life, planId, workday(addDays(on('planned'), 5)));
  }
  if (!takes(life, 'submitted')) return;
  yield on('submitted');
  await submit(stage, teacher, planId, on('submitted'));
  if (!takes(life, 'asked')) return;
  yield on('asked');
  await askFamily(stage, life, planId, on('asked'));
  if (!takes(life, 'answered')) return;
  yield on('answered');
  if (plot.parent) await answerOnline(stage, plot.parent, planId, on('answered'), QUESTIONS);
  else await answerOnPaper(stage, life, child, planId, on('answered'));
  if (!takes(life, 'active')) return;
  yield on('active');
  await approve(stage, home.coordinator, planId, on('active'));
  const by: PersonName[] = [teacher, ...(plot.assistant?.by ? [plot.assistant.by] : []), ...(home.psychologist ? [home.psychologist] : [])];
  const delivered = plot.halfDelivered ? 'half' : life.index % 3 === 0 ? null : 'most';
  yield* record(stage, { childId: child.childId, planId, language: life.language, courses: plot.courses ?? [], by, until: stage.today, delivered });
}
