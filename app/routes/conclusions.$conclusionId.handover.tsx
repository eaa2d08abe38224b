import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { HandoverForm, HandoverLines } from '~/components/handovers/handovers';
import { Section, Stack } from '~/components/ui/card';
import { PageHead } from '~/components/ui/page';
import { whyNotAnsweredOn } from '~/domain/conclusions';
import { handoverForm } from '~/domain/handovers';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { openHandover, recordHandover } from '~/services/handovers.server';

export const handle: Handle = { title: (m) => m.handovers.one };

export const loader = signedInLoader(({ ctx, param }) => openHandover(ctx, param('conclusionId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const id = param('conclusionId');
  const { issuedOn } = await openHandover(ctx, id);
  const form = parseForm(typed, handoverForm);
  if (!form.ok) return form.answer;
  const wrongDay = whyNotAnsweredOn(form.value.handedOn, issuedOn, ctx.today);
  if (wrongDay) return data({ fields: { handedOn: wrongDay }, typed }, { status: 422 });
  await recordHandover(ctx, id, form.value);
  return goTo(`/conclusions/${id}/handover`);
});

export default function HandOver() {
  const { conclusionId, child, number, issuedOn, today, guardians, handovers } = useLoaderData<typeof loader>();
  const { m, fill, day } = useWords();
  const words = m.handovers;
  return (
    <Stack>
      <PageHead
        title={words.one}
        breadcrumb={[{ label: child.name, href: `/children/${child.id}` }, { label: m.conclusions.one, href: `/conclusions/${conclusionId}` }, { label: words.one }]}
        breadcrumbLabel={m.frame.breadcrumb}
        meta={<p>{[child.name, fill(m.conclusions.numbered, { number, day: day(issuedOn) })].join(' · ')}</p>}
      />
      <p className="max-w-reading">{words.lead}</p>
      <HandoverForm guardians={guardians} today={today} />
      <Section title={words.done} link={{ href: '/conclusions/handovers', label: words.title }}>
        <HandoverLines lines={handovers} />
      </Section>
    </Stack>
  );
}
