import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { NormsForm } from '~/components/load/norms-form';
import { PageHead } from '~/components/ui/page';
import { normsDraft } from '~/domain/load';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { openNorms, saveNorms } from '~/services/load.server';

export const handle: Handle = { title: (m) => m.load.form.title };

export const loader = signedInLoader(({ ctx }) => openNorms(ctx));

export const action = signedInAction(async ({ ctx, typed }) => {
  await openNorms(ctx);
  const form = parseForm(typed, normsDraft);
  if (!form.ok) return form.answer;
  await saveNorms(ctx, form.value);
  return goTo('/load');
});

export default function LoadSettings() {
  const norms = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.load.form;
  return (
    <>
      <PageHead title={words.title} breadcrumb={[{ label: m.load.title, href: '/load' }, { label: words.title }]} breadcrumbLabel={m.frame.breadcrumb} meta={words.lead} />
      <NormsForm {...norms} />
    </>
  );
}
