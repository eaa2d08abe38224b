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
  const { id, child, state, body, actions } = await openExtract(ctx, param('extractId'));
  return { id, child, state, body, actions };
});

export default function Extract() {
  const { id, child, state, body, actions } = useLoaderData<typeof loader>();
  const { m, fill, day } = useWords();
  const words = m.conclusions.extract;
  const title = body ? words.title : words.actionsTitle;
  return (
    <Stack>
      <PageHead
        title={title}
        breadcrumb={[{ label: child.name, href: `/children/${child.id}` }, { label: title }]}
        breadcrumbLabel={m.frame.breadcrumb}
        meta={<p>{[child.name, body && fill(words.from, { number: body.number, day: day(body.issuedOn) })].filter(Boolean).join(' · ')}</p>}
        actions={
          body && (
            <>
              <LinkButton href={`/extracts/${id}/paper?language=kk`}>{m.conclusions.page.printKk}</LinkButton>
              <LinkButton href={`/extracts/${id}/paper?language=ru`}>{m.conclusions.page.printRu}</LinkButton>
            </>
          )
        }
      />
      {state === 'void' && <Notice kind="late">{words.void}</Notice>}
      <p className="max-w-reading">{body ? words.lead : words.actionsLead}</p>
      <Card>
        <Stack>{body ? <ExtractSheet body={body} /> : <ExtractActions actions={actions} />}</Stack>
      </Card>
    </Stack>
  );
}
