import { addDays } from '~/domain/calendar';
import { useWords } from '~/i18n/words';

export interface ExpectedTurn {
  monday: string | null;
  from: string | null;
  to: string | null;
}

/** The week in which a request is likely to be seen, with the span in which eight of ten such waits end; or that it is not known. */
export function Expected({ turn }: { turn: ExpectedTurn | null }) {
  const { m, dayAndMonth, day, fill } = useWords();
  const words = m.requests.follow;
  if (!turn?.monday) return <>{words.expectedUnknown}</>;
  return (
    <>
      {fill(words.expectedAt, { monday: dayAndMonth(turn.monday), friday: day(addDays(turn.monday, 4)) })}
      {turn.from && turn.to && <span className="small block">{fill(words.expectedSpan, { from: dayAndMonth(turn.from), to: day(addDays(turn.to, 4)) })}</span>}
    </>
  );
}
