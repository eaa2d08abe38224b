import { useActionData, useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { AskForm } from '~/components/requests/ask-form';
import { Asked } from '~/components/requests/asked';
import { LinkButton } from '~/components/ui/button';
import { EmptyState } from '~/components/ui/list';
import { PageHead } from '~/components/ui/page';
import { dayIn } from '~/domain/calendar';
import { publicAction, publicLoader } from '~/http/door.server';
import { takeRequest } from '~/http/requests.server';
import { useWords } from '~/i18n/words';
import { pmpcsByRegion } from '~/services/asking.server';

export const handle: Handle = { title: (m) => m.requests.ask.title };

export const loader = publicLoader(async ({ house }) => ({ regions: await pmpcsByRegion(house.database), today: dayIn(house.now?.() ?? new Date()) }));

export const action = publicAction(({ house, typed }) => takeRequest(house, typed));

export default function AskForAnExamination() {
  const { regions, today } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { m } = useWords();
  const words = m.requests.ask;
  if (answer && 'asked' in answer) return <Asked {...answer.asked} />;
  return (
    <>
      <PageHead title={words.title} meta={words.lead} />
      {regions.length === 0 ? <EmptyState title={words.none} action={<LinkButton href="/">{m.frame.nav.home}</LinkButton>} /> : <AskForm regions={regions} today={today} />}
    </>
  );
}
