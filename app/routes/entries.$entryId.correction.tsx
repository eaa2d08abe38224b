import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { EntryForm } from '~/components/progress/entry-form';
import { RecordHead } from '~/components/progress/goal-line';
import { Notice } from '~/components/ui/notice';
import { entryDraft, outOfFor } from '~/domain/progress';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { correctEntry, startCorrection } from '~/services/progress.server';

export const handle: Handle = { title: (m) => m.progress.entry.correction };

export const loader = signedInLoader(async ({ ctx, param, url }) => {
  const page = await startCorrection(ctx, param('entryId'));
  return { ...page, outOf: url.searchParams.get('of') === 'other' ? null : outOfFor(page.goal.measure, page.entry.trials) };
});

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const { goal } = await startCorrection(ctx, param('entryId'));
  const form = parseForm(typed, entryDraft(goal.measure));
  if (!form.ok) return form.answer;
  const { goalId, entryId } = await correctEntry(ctx, param('entryId'), form.value);
  return goTo(`/goals/${goalId}?recorded=${entryId}`);
});

export default function Correction() {
  const { head, goal, last, entry, whyNot, outOf, today, earliest } = useLoaderData<typeof loader>();
  const { m } = useWords();
  const words = m.progress.entry;
  return (
    <>
      <RecordHead head={head} goal={goal} last={last} crumb={words.correction} />
      <div className="mt-4">
        {whyNot ? (
          <Notice kind="readonly" title={words.correctionClosed}>
            {m.refusals[whyNot]}
          </Notice>
        ) : (
          <>
            <p className="max-w-reading mb-4">{words.correctionLead}</p>
            <EntryForm goal={goal} today={today} earliest={earliest} place={null} outOf={outOf} otherTrials="?of=other" entry={entry} />
          </>
        )}
      </div>
    </>
  );
}
