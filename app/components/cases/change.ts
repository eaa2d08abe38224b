import type { Amount, Change, HelpLevel } from '~/domain/cases';
import type { MeasureType } from '~/domain/goals';
import { useWords } from '~/i18n/words';
import { useMeasured } from '../progress/measured';
import { inSentence } from './in-sentence';

/** Scales whose levels are themselves words for how much help is needed. */
const LEVELS: readonly MeasureType[] = ['rubric', 'prompt', 'gas'];

/** Whether a value on this scale already tells how much help was needed. */
export function saysHelp(measure: MeasureType): boolean {
  return LEVELS.includes(measure);
}

/** What changed, in a sentence of the reader's language. */
export function useChange() {
  const { m, fill, dayAndMonth } = useWords();
  const { say } = useMeasured();
  const words = m.home.change;

  return function sayChange(scale: { measure: MeasureType; unit: string }, change: Change): string {
    if (change.kind === 'nothing') return words.nothing;
    const levels = saysHelp(scale.measure);
    const amount = (one: Amount) => ('of' in one ? say(scale, { value: (100 * one.times) / one.of, successes: one.times, trials: one.of }) : inSentence(say(scale, { value: one.value })));
    const help = (level: HelpLevel) => inSentence(m.vocabulary.helpLevels[level]);
    const now = { now: amount(change.now), help: help(change.help) };
    const told =
      change.kind === 'now'
        ? fill(levels ? words.nowLevel : words.now, now)
        : fill(levels ? words.sinceLevel : words.since, { ...now, month: m.home.inMonth[change.month as keyof typeof m.home.inMonth], then: amount(change.then), thenHelp: help(change.thenHelp) });
    return `${told} ${fill(words.last, { day: dayAndMonth(change.on) })}`;
  };
}
