import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { ChildrenList } from '~/components/children/children-list';
import { LinkButton } from '~/components/ui/button';
import { PageHead } from '~/components/ui/page';
import { afterOf } from '~/domain/lists';
import { signedInLoader } from '~/http/door.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { CHILD_FILTERS, listChildren } from '~/services/children.server';

export const handle: Handle = { title: (m) => m.children.title };

export const loader = signedInLoader(async ({ ctx, url }) => {
  const q = (url.searchParams.get('q') ?? '').slice(0, 100);
  const show = CHILD_FILTERS.find((filter) => filter === url.searchParams.get('show')) ?? 'all';
  const after = afterOf(url.searchParams.get('after'));
  const list = await listChildren(ctx, { q, show, after });
  const [only] = list.rows;
  if (ctx.actor.role === 'parent' && list.total === 1 && only && !q) throw goTo(`/children/${only.id}`);
  return { ...list, query: { q, show, later: after !== null }, role: ctx.actor.role };
});

export default function Children() {
  const { rows, total, next, query, can, role } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.children;
  const isOwn = role === 'teacher' || role === 'assistant';
  const title = role === 'parent' ? words.titles.parent : isOwn ? words.titles.own : role === 'school_coordinator' ? words.titles.school_coordinator : words.titles.pmpc;
  const empty = role === 'parent' ? words.empty.parent : can.register ? words.empty.register : words.empty.own;
  return (
    <>
      <PageHead title={title} actions={can.register ? <LinkButton kind="main" href="/children/new">{words.register}</LinkButton> : undefined} />
      <ChildrenList rows={rows} total={total} next={next} query={query} mayRegister={can.register} empty={empty} />
    </>
  );
}
