import type { MeasureType } from '~/domain/goals';
import { useWords } from '~/i18n/words';

/** A value of a goal as people say it: «60 %», «күніне 3 рет», the name of a level. */
export function useGoalWords() {
  const { m, count, number } = useWords();
  const { amounts, rubricLevels, promptLevels } = m.vocabulary;
  return {
    amount: (value: number, unit: string, measure?: MeasureType): string => {
      if (measure === 'rubric' && value in rubricLevels) return rubricLevels[value as keyof typeof rubricLevels];
      if (measure === 'prompt' && value in promptLevels) return promptLevels[value as keyof typeof promptLevels];
      return unit in amounts ? count(value, amounts[unit as keyof typeof amounts]) : number(value);
    },
  };
}
