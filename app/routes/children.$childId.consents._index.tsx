import { useLoaderData } from '@remix-run/react';
import { ChildPageHead } from '~/components/children/child-page-head';
import { ConsentLedger } from '~/components/consents/consent-ledger';
import type { Handle } from '~/components/frame/handle';
import { LinkButton } from '~/components/ui/button';
import { signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { listConsents } from '~/services/consents.server';

export const handle: Handle = { title: (m) => m.consents.title };

export const loader = signedInLoader(({ ctx, param }) => listConsents(ctx, param('childId')));

export default function Consents() {
  const { head, rows, can } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.consents;
  const giveHref = `/children/${head.id}/consents/new`;
  return (
    <>
      <ChildPageHead
        head={head}
        title={words.title}
        lead={can.give === 'own' ? words.leadOwn : words.lead}
        actions={can.give && rows.length > 0 ? <LinkButton kind="main" href={giveHref}>{words.give[can.give]}</LinkButton> : undefined}
      />
      <ConsentLedger rows={rows} give={can.give} giveHref={giveHref} />
      {can.transfer && <p className="mt-4"><a href={`/children/${head.id}/transfer`}>{words.transfer.link}</a></p>}
      {can.openExtract && <p className="mt-4"><a href={`/children/${head.id}/sharing`}>{m.conclusions.atSchool.title}</a></p>}
    </>
  );
}
