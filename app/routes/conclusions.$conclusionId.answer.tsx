import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { AnswerForm, AnswerLines, AppealNote } from '~/components/handovers/family-answers';
import { Section, Stack } from '~/components/ui/card';
import { PageHead } from '~/components/ui/page';
import { whyNotAnsweredOn } from '~/domain/conclusions';
import { familyAnswer, familyAnswerOnPaper } from '~/domain/family-answers';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { openAnswer, recordAnswer } from '~/services/family-answers.server';

export const handle: Handle = { title: (m) => m.handovers.answers.title };

export const loader = signedInLoader(({ ctx, param }) => openAnswer(ctx, param('conclusionId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const id = param('conclusionId');
  const { guardians, issuedOn } = await openAnswer(ctx, id);
  if (guardians) {
    const form = parseForm(typed, familyAnswerOnPaper);
    if (!form.ok) return form.answer;
    const wrongDay = whyNotAnsweredOn(form.value.answeredOn, issuedOn, ctx.today);
    if (wrongDay) return data({ fields: { answeredOn: wrongDay }, typed }, { status: 422 });
    await recordAnswer(ctx, id, form.value);
  } else {
    const form = parseForm(typed, familyAnswer);
    if (!form.ok) return form.answer;
    await recordAnswer(ctx, id, form.value);
  }
  return goTo(`/conclusions/${id}`);
});

export default function Answer() {
  const { conclusionId, child, number, issuedOn, today, guardians, answers, appeal } = useLoaderData<typeof loader>();
  const { m, fill, day } = useWords();
  const words = m.handovers.answers;
  const title = guardians ? words.paperOne : words.one;
  return (
    <Stack>
      <PageHead
        title={title}
        breadcrumb={[{ label: child.name, href: `/children/${child.id}` }, { label: m.conclusions.one, href: `/conclusions/${conclusionId}` }, { label: title }]}
        breadcrumbLabel={m.frame.breadcrumb}
        meta={<p>{[child.name, fill(m.conclusions.numbered, { number, day: day(issuedOn) })].join(' · ')}</p>}
      />
      <p className="max-w-reading">{guardians ? words.paperLead : words.lead}</p>
      <AnswerForm guardians={guardians} today={today} />
      <Section title={words.history}>
        <AnswerLines lines={answers} named={guardians !== null} />
      </Section>
      <AppealNote appeal={appeal} />
    </Stack>
  );
}
