import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { EntryForm } from '~/components/progress/entry-form';
import { RecordHead } from '~/components/progress/goal-line';
import { Notice } from '~/components/ui/notice';
import { entryDraft, outOfFor, PLACES } from '~/domain/progress';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { recordEntry, startEntry } from '~/services/progress.server';

export const handle: Handle = { title: (m) => m.progress.entry.title };

export const loader = signedInLoader(async ({ ctx, param, url }) => {
  const page = await startEntry(ctx, param('goalId'));
  const place = PLACES.find((known) => known === url.searchParams.get('place')) ?? null;
  const outOf = url.searchParams.get('of') === 'other' ? null : outOfFor(page.goal.measure, page.last?.trials ?? null);
  return { ...page, place, outOf, otherTrials: `?of=other${place ? `&place=${place}` : ''}` };
});

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const { goal } = await startEntry(ctx, param('goalId'));
  const form = parseForm(typed, entryDraft(goal.measure));
  if (!form.ok) return form.answer;
  const { goalId, entryId } = await recordEntry(ctx, param('goalId'), form.value);
  return goTo(`/goals/${goalId}?recorded=${entryId}`);
});

export default function NewEntry() {
  const { head, goal, last, isOpen, ...form } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.progress.entry;
  return (
    <>
      <RecordHead head={head} goal={goal} last={last} crumb={words.title} />
      <div className="mt-4">
        {isOpen ? (
          <EntryForm goal={goal} {...form} />
        ) : (
          <Notice kind="readonly" title={words.closed.title}>
            {words.closed.text}
          </Notice>
        )}
      </div>
    </>
  );
}
