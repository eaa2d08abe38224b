import { useLoaderData } from '@remix-run/react';
import { IndicatorList } from '~/components/directory/indicator-list';
import type { Handle } from '~/components/frame/handle';
import { PageHead } from '~/components/ui/page';
import { signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { listIndicators } from '~/services/directory.server';

export const handle: Handle = { title: (m) => m.directory.indicators.title };

export const loader = signedInLoader(async ({ ctx }) => ({ indicators: await listIndicators(ctx) }));

export default function Indicators() {
  const { indicators } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.directory.indicators;
  return (
    <>
      <PageHead title={words.title} meta={words.lead} />
      <IndicatorList indicators={indicators} />
    </>
  );
}
