import { data } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { PaperAnswer } from '~/components/conclusions/sharing';
import type { Handle } from '~/components/frame/handle';
import { Section, Stack } from '~/components/ui/card';
import { Notice } from '~/components/ui/notice';
import { PageHead } from '~/components/ui/page';
import { paperShareAtSchool } from '~/domain/conclusions';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { openSchoolSharing, recordPaperShare } from '~/services/extracts.server';

export const handle: Handle = { title: (m) => m.conclusions.atSchool.title };

export const loader = signedInLoader(({ ctx, param }) => openSchoolSharing(ctx, param('childId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const childId = param('childId');
  await openSchoolSharing(ctx, childId);
  const form = parseForm(typed, paperShareAtSchool);
  if (!form.ok) return form.answer;
  if (form.value.answeredOn > ctx.today) return data({ fields: { answeredOn: 'field.in-the-future' as const }, typed }, { status: 422 });
  const outcome = await recordPaperShare(ctx, childId, form.value);
  if (outcome === 'no-match') return data({ noMatch: true, fields: { number: 'field.invalid' as const }, typed }, { status: 422 });
  return goTo(`/children/${childId}/sharing`);
});

export default function SchoolSharing() {
  const { child, today, guardians, open } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { m, fill, day } = useWords();
  const words = m.conclusions.atSchool;
  return (
    <Stack>
      <PageHead
        title={words.title}
        breadcrumb={[{ label: child.name, href: `/children/${child.id}` }, { label: words.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
        meta={<p>{[child.name, child.className].filter(Boolean).join(' · ')}</p>}
      />
      <p className="max-w-reading">{words.lead}</p>
      {answer && 'noMatch' in answer && <Notice kind="watch" role="alert">{words.noMatch}</Notice>}
      <PaperAnswer guardians={guardians} today={today} asksNumber />
      <Section title={words.open}>
        {open.length === 0 ? (
          <p className="small">{words.none}</p>
        ) : (
          <ul className="list">
            {open.map(({ extractId, number, issuedOn }) => (
              <li key={extractId}>
                <a href={`/extracts/${extractId}`}>{fill(words.openOne, { number, day: day(issuedOn) })}</a>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </Stack>
  );
}
