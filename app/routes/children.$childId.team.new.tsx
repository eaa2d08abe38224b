import { useLoaderData } from '@remix-run/react';
import { ChildPageHead } from '~/components/children/child-page-head';
import type { Handle } from '~/components/frame/handle';
import { JoiningForm } from '~/components/team/team-forms';
import { teamDraft } from '~/domain/team';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { assignToTeam, startJoining } from '~/services/team.server';

export const handle: Handle = { title: (m) => m.team.form.title };

export const loader = signedInLoader(({ ctx, param }) => startJoining(ctx, param('childId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  await startJoining(ctx, param('childId'));
  const form = parseForm(typed, teamDraft);
  if (!form.ok) return form.answer;
  await assignToTeam(ctx, param('childId'), form.value);
  return goTo(`/children/${param('childId')}/team`);
});

export default function NewMember() {
  const { head, people, today } = useLoaderData<typeof loader>();
  const { m } = useWords();
  return (
    <>
      <ChildPageHead head={head} title={m.team.form.title} lead={m.team.form.lead} />
      <JoiningForm people={people} today={today} />
    </>
  );
}
