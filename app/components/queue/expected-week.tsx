import { useWords } from '~/i18n/words';

interface Expected {
  monday: string | null;
  from: string | null;
  to: string | null;
}

/** The week in which a child is likely to be seen; null while nobody can say. */
export function ExpectedWeek({ expected }: { expected: Expected | null }) {
  const { m, fill, day, dayAndMonth } = useWords();
  const words = m.queue;
  if (!expected) return <>{words.unknown}</>;
  const { monday, from, to } = expected;
  if (!monday) return <>{words.later}</>;
  const isSure = from === null || to === null || from === to;
  return (
    <>
      {fill(words.week, { day: day(monday) })}
      {!isSure && <span className="small block">{fill(words.likely, { from: dayAndMonth(from), to: from.slice(0, 4) === to.slice(0, 4) ? dayAndMonth(to) : day(to) })}</span>}
    </>
  );
}
