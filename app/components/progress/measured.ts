import { MEASURES, type MeasureType } from '~/domain/goals';
import type { DecisionCode, Tone as DecisionTone } from '~/domain/progress';
import { useWords } from '~/i18n/words';
import type { Tone } from '../ui/state-tag';

/** What a value was measured in. */
export interface Scale {
  measure: MeasureType;
  unit: string;
}

/** A value with its n and N where it has them. */
export interface Measured {
  value: number;
  successes?: number | null;
  trials?: number | null;
}

/** How values and decisions about them are said to people: «5 талпыныста 3 рет», «Аздаған көмекпен», «12 минут». */
export function useMeasured() {
  const { m, fill, count, number } = useWords();

  function say({ measure, unit }: Scale, { value, successes, trials }: Measured): string {
    if ((measure === 'percent' || measure === 'steps') && trials) return fill(m.progress.nOf[measure], { n: number(successes ?? 0), of: number(trials) });
    if (measure === 'rubric') return wordOf(m.vocabulary.rubricLevels, value) ?? number(value);
    if (measure === 'prompt') return wordOf(m.vocabulary.promptLevels, value) ?? number(value);
    const forms = unit in m.vocabulary.amounts ? m.vocabulary.amounts[unit as keyof typeof m.vocabulary.amounts] : undefined;
    return forms ? count(round(value), forms) : number(round(value));
  }

  /** A target in the shares people count in: 80 % of 5 tries is «5 талпыныста 4 рет». */
  function sayTarget(scale: Scale, target: number, trials: number | null): string {
    const successes = trials === null ? 0 : (target * trials) / 100;
    return trials !== null && Number.isInteger(successes) ? say(scale, { value: target, successes, trials }) : say(scale, { value: target });
  }

  /** The decision as a word and a sentence. */
  function sayDecision(scale: Scale, decision: SaidDecision): { short: string; text: string } {
    const { min, max } = MEASURES[scale.measure];
    const { short, text } = m.vocabulary.decisionCodes[decision.code];
    const values = {
      n: number(decision.n),
      needed: number(decision.needed),
      days: number(decision.ageDays ?? 0),
      fidelity: number(Math.round((decision.fidelity ?? 0) * 100)),
      projection: say(scale, { value: Math.round(Math.min(max, Math.max(min, decision.projection ?? 0))) }),
    };
    return { short, text: fill(text, values) };
  }

  return { say, sayTarget, sayDecision };
}

function wordOf(words: object, value: number): string | undefined {
  return (words as Record<string, string>)[String(value)];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** What a decision carries for its sentence. */
export interface SaidDecision {
  code: DecisionCode;
  tone: DecisionTone;
  n: number;
  needed: number;
  ageDays?: number | undefined;
  projection?: number | undefined;
  fidelity?: number | undefined;
}

/** The tone of a decision's tag and chart; too few data are not begun yet. */
export function toneOf({ code, tone }: Pick<SaidDecision, 'code' | 'tone'>): Tone {
  if (code === 'NO_DATA' || code === 'FEW_DATA') return 'draft';
  return ({ good: 'good', neutral: 'review', attention: 'watch', action: 'late' } as const)[tone];
}
