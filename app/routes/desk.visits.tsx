import { useLoaderData } from '@remix-run/react';
import { RulesForm } from '~/components/desk/desk-forms';
import type { Handle } from '~/components/frame/handle';
import { PageHead } from '~/components/ui/page';
import { visitRulesForm } from '~/domain/desk';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { keepVisitRules, openVisitRules } from '~/services/desk.server';

export const handle: Handle = { title: (m) => m.desk.rules.title };

export const loader = signedInLoader(({ ctx }) => openVisitRules(ctx));

export const action = signedInAction(async ({ ctx, typed }) => {
  const form = parseForm(typed, visitRulesForm);
  if (!form.ok) {
    await openVisitRules(ctx);
    return form.answer;
  }
  await keepVisitRules(ctx, form.value);
  return goTo('/desk');
});

export default function VisitRules() {
  const rules = useLoaderData<typeof loader>();
  const { m } = useWords();
  return (
    <>
      <PageHead
        title={m.desk.rules.title}
        breadcrumb={[{ label: m.desk.title, href: '/desk' }, { label: m.desk.rules.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
      />
      <RulesForm rules={rules} />
    </>
  );
}
