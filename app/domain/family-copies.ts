import type { ConclusionText } from './conclusions';

export const NEXT_STEPS = ['share', 'plan', 'assistant', 'placement', 'again-by', 'again-before', 'keep'] as const;
export type NextStep = (typeof NEXT_STEPS)[number];

/** What a family does after a conclusion, in this order; what the conclusion does not ask for is left out. */
export function nextSteps(text: Pick<ConclusionText, 'assistantNeeded' | 'placements' | 'nextExamOn' | 'validUntil'>): NextStep[] {
  const there: Record<NextStep, boolean> = {
    share: true,
    plan: true,
    assistant: text.assistantNeeded,
    placement: placesToApply(text).length > 0,
    'again-by': text.nextExamOn !== null,
    'again-before': text.nextExamOn === null && text.validUntil !== null,
    keep: true,
  };
  return NEXT_STEPS.filter((step) => there[step]);
}

/** The places a family has to apply to; an ordinary class is where the child learns already. */
export function placesToApply({ placements }: Pick<ConclusionText, 'placements'>): ConclusionText['placements'] {
  return placements.filter((placement) => placement !== 'ordinary-class');
}
