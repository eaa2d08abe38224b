import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { ProblemSummary } from '~/components/frame/problem';
import { Send } from '~/components/frame/send';
import { Button } from '~/components/ui/button';
import { Row, Rows, Section, Stack } from '~/components/ui/card';
import { Notice } from '~/components/ui/notice';
import { PageHead } from '~/components/ui/page';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { languageOf } from '~/http/locale.server';
import { goTo } from '~/http/redirect.server';
import { MESSAGES } from '~/i18n/all';
import { useWords } from '~/i18n/words';
import { prepareConclusion, startConclusion } from '~/services/conclusions.server';

export const handle: Handle = { title: (m) => m.conclusions.start.title };

export const loader = signedInLoader(async ({ ctx, param }) => {
  const start = await prepareConclusion(ctx, param('assessmentId'));
  if (start.existingId) throw goTo(`/conclusions/${start.existingId}`);
  return start;
});

export const action = signedInAction(async ({ ctx, param, request }) => {
  const id = await startConclusion(ctx, param('assessmentId'), MESSAGES[languageOf(request)].vocabulary.specialties);
  return goTo(`/conclusions/${id}/edit`);
});

export default function StartConclusion() {
  const { child, sections, whyNot } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.conclusions.start;
  return (
    <Stack>
      <PageHead
        title={words.title}
        breadcrumb={[{ label: child.name, href: `/children/${child.id}` }, { label: words.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
        meta={<p className="max-w-reading">{words.lead}</p>}
      />
      <ProblemSummary />
      <Section title={words.sections}>
        <div className="max-w-reading">
          <Rows>
            {sections.map(({ specialty, state }) => (
              <Row key={specialty} label={m.vocabulary.specialties[specialty]}>{words.states[state]}</Row>
            ))}
          </Rows>
        </div>
      </Section>
      <Notice>{words.medical}</Notice>
      {whyNot === null && sections.some(({ state }) => state === 'waiting') && <Notice kind="watch">{words.waiting}</Notice>}
      {whyNot ? (
        <Notice kind="readonly">{m.refusals[whyNot]}</Notice>
      ) : (
        <Send>
          <Button kind="main">{words.submit}</Button>
        </Send>
      )}
    </Stack>
  );
}
