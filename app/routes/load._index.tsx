import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { LoadSheet } from '~/components/load/load-sheet';
import { LoadTabs } from '~/components/load/load-tabs';
import { LinkButton } from '~/components/ui/button';
import { PageHead } from '~/components/ui/page';
import { signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { openLoad } from '~/services/load.server';

export const handle: Handle = { title: (m) => m.load.title };

export const loader = signedInLoader(async ({ ctx, url }) => {
  const personId = url.searchParams.get('person') ?? '';
  const asked = Number(url.searchParams.get('weeks') ?? '4');
  const weeks = Number.isInteger(asked) ? Math.min(26, Math.max(1, asked)) : 4;
  return { ...(await openLoad(ctx, personId ? { personId, weeks } : null)), asked: { personId, weeks } };
});

export default function Load() {
  const { months, specialists, hours, waiting, norm, people, leave, asked, can } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.load;
  return (
    <>
      <PageHead
        title={words.title}
        meta={words.lead}
        actions={can.set ? <LinkButton href="/load/settings">{words.settings}</LinkButton> : undefined}
      />
      <LoadTabs current="load" />
      <LoadSheet months={months} specialists={specialists} hours={hours} waiting={waiting} norm={norm} people={people} leave={leave} asked={asked} maySet={can.set} />
    </>
  );
}
