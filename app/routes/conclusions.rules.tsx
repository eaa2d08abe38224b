import { useLoaderData } from '@remix-run/react';
import { RulesForm } from '~/components/conclusions/rules-form';
import type { Handle } from '~/components/frame/handle';
import { PageHead } from '~/components/ui/page';
import { rulesForm } from '~/domain/conclusions';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { keepRules, openRules } from '~/services/conclusion-rules.server';

export const handle: Handle = { title: (m) => m.conclusions.rules.title };

export const loader = signedInLoader(({ ctx }) => openRules(ctx));

export const action = signedInAction(async ({ ctx, typed }) => {
  const form = parseForm(typed, rulesForm);
  if (!form.ok) {
    await openRules(ctx);
    return form.answer;
  }
  await keepRules(ctx, form.value);
  return goTo('/conclusions');
});

export default function Rules() {
  const rules = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.conclusions.rules;
  return (
    <>
      <PageHead
        title={words.title}
        breadcrumb={[{ label: m.conclusions.title, href: '/conclusions' }, { label: words.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
        meta={<p className="max-w-reading">{words.lead}</p>}
      />
      <RulesForm {...rules} />
    </>
  );
}
