import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { Button, LinkButton } from '~/components/ui/button';
import { DateField } from '~/components/ui/field';
import { PageHead } from '~/components/ui/page';
import { DaySheet } from '~/components/visits/day-sheet';
import { addDays, isCivilDate } from '~/domain/calendar';
import { signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { openDay } from '~/services/visits.server';

export const handle: Handle = { title: (m) => m.visits.day.title };

export const loader = signedInLoader(({ ctx, url }) => {
  const asked = url.searchParams.get('on') ?? '';
  return openDay(ctx, isCivilDate(asked) ? asked : ctx.today);
});

export default function Day() {
  const { on, today, own, can, ...sheet } = useLoaderData<typeof loader>();
  const { m, day, weekday } = useWords();
  const words = m.visits.day;
  const at = (date: string) => `/day?on=${date}`;
  return (
    <>
      <PageHead
        title={own ? words.own : words.title}
        meta={`${day(on)}, ${weekday(on)}`}
        actions={
          <>
            <LinkButton href={at(addDays(on, -1))} rel="prev">{words.earlier}</LinkButton>
            {on !== today && <LinkButton href="/day">{words.today}</LinkButton>}
            <LinkButton href={at(addDays(on, 1))} rel="next">{words.later}</LinkButton>
          </>
        }
      />
      <form className="filters" method="get" action="/day">
        <DateField id="on" label={words.date} defaultValue={on} />
        <Button>{words.go}</Button>
      </form>
      <p className="actions mb-4 small">
        <a className="inline-block py-1" href={`/day/paper?on=${on}`}>{words.print}</a>
        {can.book && <a className="inline-block py-1" href="/day/reminders">{words.reminders}</a>}
        {can.arrange && <a className="inline-block py-1" href="/desk">{words.desk}</a>}
        {own && <a className="inline-block py-1" href="/day/calendar.ics" download="qadam.ics">{words.calendar}</a>}
      </p>
      <DaySheet {...sheet} own={own} mayBook={can.book} />
    </>
  );
}
