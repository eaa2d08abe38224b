import type { GoalArea, MeasureType } from '#db/vocabulary';
import { goalDraft, type BankGoal, type GoalDraft } from '~/domain/goals';
import { WHY } from './sections';
import type { Stage } from './stage';

/** Where a child starts, by the measure, when nothing else is said. */
const STARTS: Record<MeasureType, (target: number) => number> = {
  frequency: (target) => Math.max(0, Math.floor(target / 4)),
  rate: (target) => target / 2,
  duration: (target) => (target < 6 ? target * 3 : target / 3),
  latency: (target) => target * 3,
  percent: () => 20,
  steps: () => 30,
  rubric: (target) => target - 2,
  gas: (target) => target - 2,
  prompt: (target) => target + 3,
  worksample: (target) => target / 2,
};

export interface Aim {
  bankId: string;
  baseline?: number;
  target?: number;
  /** In plain words for the family, when the area's own are too general. */
  why?: { kk: string; ru: string };
}

/** A goal of the bank as it stands in a plan: adapted, with its start, its target, its time and who is responsible. */
export function goalFrom(stage: Stage, aim: Aim, plan: { startsOn: string; endsOn: string; responsible: string; method: string }): GoalDraft {
  const bank = stage.bank.get(aim.bankId);
  if (!bank) throw new Error(`the bank has no goal ${aim.bankId}`);
  const target = aim.target ?? bank.suggestedTarget.value;
  const told = (text: string | undefined) => stage.mark('education', text ?? '');
  const why: { kk: string; ru: string } = aim.why ?? WHY[bank.area satisfies GoalArea];
  return goalDraft.parse({
    skill: bank.skill,
    bankId: bank.id,
    titleKk: told(bank.title.kk),
    titleRu: told(bank.title.ru),
    behaviourKk: told(bank.behaviour.kk),
    behaviourRu: told(bank.behaviour.ru),
    conditionKk: told(bank.condition.kk),
    conditionRu: told(bank.condition.ru),
    whyKk: told(why.kk),
    whyRu: told(why.ru),
    homeKk: told(bank.homeActivity.kk),
    homeRu: told(bank.homeActivity.ru),
    strategiesKk: told(lines(bank.strategies.kk)),
    strategiesRu: told(lines(bank.strategies.ru)),
    measure: bank.measure.type,
    unit: bank.measure.unit as GoalDraft['unit'],
    direction: bank.measure.direction,
    baseline: decimal(aim.baseline ?? startOf(bank, target)),
    target: decimal(target),
    consecutive: String(bank.suggestedTarget.consecutive),
    perWeek: '1',
    startsOn: plan.startsOn,
    dueOn: plan.endsOn,
    responsible: plan.responsible,
    method: plan.method,
    settings: ['lesson', 'break'],
  });
}

function startOf({ measure: { type, direction } }: BankGoal, target: number): number {
  const start = STARTS[type](target);
  return direction === 'decrease' && start <= target ? target * 3 : start;
}

const lines = (strategies: readonly string[] | undefined) => (strategies ?? []).join('\n');
const decimal = (value: number) => String(Math.round(value * 10) / 10);
