import type { Language } from '~/domain/languages';
import { useWords } from '~/i18n/words';
import { StateTag } from '../ui/state-tag';

interface ShownClock {
  names: Record<Language, string>;
  due: string;
  state: 'met' | 'running' | 'late';
  leftDays: number;
}

/** A clock is pointed at when it has run out or ends within so many days. */
const NEAR_DAYS = 3;

/** A running clock that needs a look; nothing while there is time. */
export function ClockTag({ clock }: { clock: ShownClock | null }) {
  const { m, fill, dayAndMonth, inOwn } = useWords();
  if (!clock || (clock.state !== 'late' && clock.leftDays > NEAR_DAYS)) return null;
  const late = clock.state === 'late';
  const text = fill(late ? m.queue.clock.late : m.queue.clock.near, { name: inOwn(clock.names).text, day: dayAndMonth(clock.due) });
  return <StateTag tone={late ? 'late' : 'watch'} text={text} />;
}
