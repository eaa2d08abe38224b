import { useLoaderData } from '@remix-run/react';
import { ExtractActions, ExtractSheet } from '~/components/conclusions/extract-sheet';
import type { Handle } from '~/components/frame/handle';
import { LinkButton } from '~/components/ui/button';
import { Card, Stack } from '~/components/ui/card';
import { Notice } from '~/components/ui/notice';
import { PageHead } from '~/components/ui/page';
import { signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { openExtract } from '~/services/extracts.server';

export const handle: Handle = { title: (m) => m.conclusions.extract.title };

export const loader = signedInLoader(async ({ ctx, param }) => {
  const { id, child, state, body, closed, actions } = await openExtract(ctx, param('extractId'));
  return { id, child, state, body, closed, actions };
});

export default function Extract() {
  const { id, child, state, body, closed, actions } = useLoaderData<typeof loader>();
  const { m, fill, day } = useWords();
  const words = m.conclusions.extract;
  const head = body ?? closed;
  const title = head ? words.title : words.actionsTitle;
  return (
    <Stack>
      <PageHead
        title={title}
        breadcrumb={[{ label: child.name, href: `/children/${child.id}` }, { label: title }]}
        breadcrumbLabel={m.frame.breadcrumb}
        meta={<p>{[child.name, head && fill(words.from, { number: head.number, day: day(head.issuedOn) })].filter(Boolean).join(' · ')}</p>}
        actions={
          body && (
            <>
              <LinkButton href={`/extracts/${id}/paper?language=kk`}>{m.conclusions.page.printKk}</LinkButton>
              <LinkButton href={`/extracts/${id}/paper?language=ru`}>{m.conclusions.page.printRu}</LinkButton>
              <LinkButton href={`/extracts/${id}/pdf?language=kk`}>{m.checks.pdf.kk}</LinkButton>
              <LinkButton href={`/extracts/${id}/pdf?language=ru`}>{m.checks.pdf.ru}</LinkButton>
            </>
          )
        }
      />
      {state === 'void' && <Notice kind="late">{closed ? words.closed : words.void}</Notice>}
      {!closed && (
        <>
          <p className="max-w-reading">{body ? words.lead : words.actionsLead}</p>
          <Card>
            <Stack>{body ? <ExtractSheet body={body} /> : <ExtractActions actions={actions} />}</Stack>
          </Card>
        </>
      )}
    </Stack>
  );
}
