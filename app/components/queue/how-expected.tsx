import { useWords } from '~/i18n/words';

interface Figures {
  weeks: { monday: string; count: number }[];
  seen: number;
  perDay: number;
  booked: number;
  overtaking: number;
  withdrawn: number;
  away: boolean;
}

const round = (value: number) => Math.round(value * 10) / 10;

/** The figures behind the expected weeks, in words and week by week. */
export function HowExpected({ how }: { how: Figures | null }) {
  const { m, fill, count, number } = useWords();
  const words = m.queue.how;
  return (
    <details className="mt-6">
      <summary>{words.title}</summary>
      {how === null ? (
        <p className="mt-2 max-w-reading">{words.unknown}</p>
      ) : (
        <ul className="mt-2 max-w-reading">
          <li>{count(how.seen, words.seen, { weeks: how.weeks.length })} {fill(words.perWeek, { perWeek: number(round(how.perDay * 5)) })}</li>
          <li>{fill(words.byWeek, { counts: how.weeks.map((week) => number(week.count)).join(', ') })}</li>
          {how.away && <li>{words.away}</li>}
          {how.booked > 0 && <li>{count(how.booked, words.booked)}</li>}
          {how.overtaking > 0 && <li>{fill(words.overtaking, { n: number(round(how.overtaking)) })}</li>}
          {how.withdrawn > 0 && <li>{count(how.withdrawn, words.withdrawn)}</li>}
          <li>{words.interval}</li>
        </ul>
      )}
    </details>
  );
}
