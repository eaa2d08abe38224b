import { useLoaderData } from '@remix-run/react';
import { HoursEndingForm } from '~/components/desk/desk-forms';
import type { Handle } from '~/components/frame/handle';
import { PageHead } from '~/components/ui/page';
import { hoursEnding } from '~/domain/desk';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { endHours, openHours } from '~/services/desk.server';

export const handle: Handle = { title: (m) => m.desk.hours.ending };

export const loader = signedInLoader(({ ctx, param }) => openHours(ctx, param('hoursId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const form = parseForm(typed, hoursEnding);
  if (!form.ok) {
    await openHours(ctx, param('hoursId'));
    return form.answer;
  }
  await endHours(ctx, param('hoursId'), form.value.lastDay);
  return goTo('/desk');
});

export default function EndingHours() {
  const { hours, today } = useLoaderData<typeof loader>();
  const { m, fill, weekday } = useWords();
  return (
    <>
      <PageHead
        title={m.desk.hours.ending}
        meta={<>{hours.name}: {weekday(hours.weekday)}, {fill(m.desk.hours.line, { from: hours.startsAt, to: hours.endsAt })}<p>{m.desk.hours.endingLead}</p></>}
        breadcrumb={[{ label: m.desk.title, href: '/desk' }, { label: m.desk.hours.ending }]}
        breadcrumbLabel={m.frame.breadcrumb}
      />
      <HoursEndingForm today={today} />
    </>
  );
}
