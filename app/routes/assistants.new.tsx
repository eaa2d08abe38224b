import { useLoaderData } from '@remix-run/react';
import { ContractForm } from '~/components/assistants/contract-form';
import type { Handle } from '~/components/frame/handle';
import { PageHead } from '~/components/ui/page';
import { contractDraft } from '~/domain/assistants';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { addContract, startContract } from '~/services/assistants.server';

export const handle: Handle = { title: (m) => m.assistants.contract.title };

export const loader = signedInLoader(({ ctx }) => startContract(ctx));

export const action = signedInAction(async ({ ctx, typed }) => {
  await startContract(ctx);
  const form = parseForm(typed, contractDraft);
  if (!form.ok) return form.answer;
  await addContract(ctx, form.value);
  return goTo('/assistants');
});

export default function NewContract() {
  const { people, today } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.assistants.contract;
  return (
    <>
      <PageHead title={words.title} meta={words.lead} breadcrumb={[{ label: m.assistants.title, href: '/assistants' }, { label: words.title }]} breadcrumbLabel={m.frame.breadcrumb} />
      <ContractForm people={people} today={today} />
    </>
  );
}
