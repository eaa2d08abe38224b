import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ExtractSheet } from '~/components/conclusions/extract-sheet';
import { GuardianAnswer, PaperAnswer, SharedState } from '~/components/conclusions/sharing';
import type { Handle } from '~/components/frame/handle';
import { ProblemSummary } from '~/components/frame/problem';
import { Card, Section, Stack } from '~/components/ui/card';
import { Notice } from '~/components/ui/notice';
import { PageHead } from '~/components/ui/page';
import { paperShare, shareAnswer } from '~/domain/conclusions';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { openSharing, shareConclusion } from '~/services/extracts.server';

export const handle: Handle = { title: (m) => m.conclusions.sharing.title };

export const loader = signedInLoader(({ ctx, param }) => openSharing(ctx, param('conclusionId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const id = param('conclusionId');
  const { guardians } = await openSharing(ctx, id);
  if (guardians) {
    const form = parseForm(typed, paperShare);
    if (!form.ok) return form.answer;
    if (form.value.answeredOn > ctx.today) return data({ fields: { answeredOn: 'field.in-the-future' as const }, typed }, { status: 422 });
    await shareConclusion(ctx, id, form.value);
  } else {
    const form = parseForm(typed, shareAnswer);
    if (!form.ok) return form.answer;
    await shareConclusion(ctx, id, form.value);
  }
  return goTo(`/conclusions/${id}/sharing`);
});

export default function Sharing() {
  const { conclusionId, child, number, issuedOn, today, school, shared, extract, guardians } = useLoaderData<typeof loader>();
  const { m, fill, day, inOwn } = useWords();
  const words = m.conclusions.sharing;
  return (
    <Stack>
      <PageHead
        title={words.title}
        breadcrumb={[{ label: child.name, href: `/children/${child.id}` }, { label: m.conclusions.one, href: `/conclusions/${conclusionId}` }, { label: words.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
        meta={<p>{[child.name, fill(m.conclusions.numbered, { number, day: day(issuedOn) })].join(' · ')}</p>}
      />
      <p className="max-w-reading">{guardians ? words.staffLead : words.parentLead}</p>
      <SharedState shared={shared} />
      {guardians ? (
        <>
          {school ? <p>{words.school}: {inOwn(school).text}</p> : <Notice kind="readonly">{words.noSchool}</Notice>}
          <PaperAnswer guardians={guardians} today={today} />
        </>
      ) : (
        <>
          <ProblemSummary />
          <GuardianAnswer school={school} shared={shared} />
        </>
      )}
      <Section title={words.reads}>
        <Card>
          <Stack>
            <ExtractSheet body={extract} />
          </Stack>
        </Card>
      </Section>
    </Stack>
  );
}
