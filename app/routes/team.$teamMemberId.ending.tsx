import { useLoaderData } from '@remix-run/react';
import { ChildPageHead } from '~/components/children/child-page-head';
import type { Handle } from '~/components/frame/handle';
import { EndingForm } from '~/components/team/team-forms';
import { Row, Rows } from '~/components/ui/card';
import { endingDraft } from '~/domain/team';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { endTeamPlace, startEnding } from '~/services/team.server';

export const handle: Handle = { title: (m) => m.team.ending.title };

export const loader = signedInLoader(({ ctx, param }) => startEnding(ctx, param('teamMemberId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  await startEnding(ctx, param('teamMemberId'));
  const form = parseForm(typed, endingDraft);
  if (!form.ok) return form.answer;
  const childId = await endTeamPlace(ctx, param('teamMemberId'), form.value);
  return goTo(`/children/${childId}/team`);
});

export default function TeamEnding() {
  const { head, name, part, today } = useLoaderData<typeof loader>();
  const { m } = useWords();
  return (
    <>
      <ChildPageHead head={head} title={m.team.ending.title} lead={m.team.ending.lead} />
      <div className="max-w-reading mb-6">
        <Rows>
          <Row label={name}>{m.vocabulary.teamParts[part]}</Row>
        </Rows>
      </div>
      <EndingForm today={today} />
    </>
  );
}
