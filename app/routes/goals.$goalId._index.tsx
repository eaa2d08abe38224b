import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { GoalSheet } from '~/components/progress/goal-sheet';
import { LinkButton } from '~/components/ui/button';
import { PageHead } from '~/components/ui/page';
import { afterOf } from '~/domain/lists';
import { signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { openGoal } from '~/services/progress.server';

export const handle: Handle = { title: (m) => m.progress.goal.title };

export const loader = signedInLoader(async ({ ctx, param, url }) => {
  const after = afterOf(url.searchParams.get('after'));
  const page = await openGoal(ctx, param('goalId'), { recorded: url.searchParams.get('recorded'), after });
  return { ...page, later: after !== null };
});

export default function Goal() {
  const { head, planId, can, ...page } = useLoaderData<typeof loader>();
  const { m, inOwn } = useWords();
  const words = m.progress.goal;
  const title = inOwn(page.goal.title).text ? inOwn(page.goal.title) : inOwn(page.goal.behaviour);
  return (
    <>
      <PageHead
        title={<span lang={title.lang}>{title.text}</span>}
        breadcrumb={[{ label: m.children.title, href: '/children' }, { label: head.name, href: `/children/${head.id}` }, { label: words.title }]}
        breadcrumbLabel={m.frame.breadcrumb}
        meta={[head.name, head.className, m.vocabulary.goalAreas[page.goal.area], m.vocabulary.goalStates[page.goal.state]].filter(Boolean).join(' · ')}
        actions={
          <>
            {can.record && (
              <LinkButton kind="main" href={`/goals/${page.goal.id}/entries/new`}>
                {words.record}
              </LinkButton>
            )}
            {can.openPlan && <LinkButton href={`/plans/${planId}`}>{words.plan}</LinkButton>}
          </>
        }
      />
      <GoalSheet {...page} mayRecord={can.record} />
    </>
  );
}
