import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { ChildPageHead } from '~/components/children/child-page-head';
import type { Handle } from '~/components/frame/handle';
import { ProblemSummary, useProblem } from '~/components/frame/problem';
import { Send } from '~/components/frame/send';
import { Actions, Button, LinkButton } from '~/components/ui/button';
import { Row, Rows } from '~/components/ui/card';
import { DateField } from '~/components/ui/field';
import { paperWithdrawal } from '~/domain/consents';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { startWithdrawal, withdrawConsent } from '~/services/consents.server';

export const handle: Handle = { title: (m) => m.consents.withdrawal.title };

export const loader = signedInLoader(({ ctx, param }) => startWithdrawal(ctx, param('consentId')));

export const action = signedInAction(async ({ ctx, param, typed }) => {
  const { manner, childId } = await startWithdrawal(ctx, param('consentId'));
  if (manner === 'electronic') {
    await withdrawConsent(ctx, param('consentId'));
    return goTo(`/children/${childId}/consents`);
  }
  const form = parseForm(typed, paperWithdrawal);
  if (!form.ok) return form.answer;
  if (form.value.answeredOn > ctx.today) return data({ fields: { answeredOn: 'field.in-the-future' as const }, typed }, { status: 422 });
  await withdrawConsent(ctx, param('consentId'), form.value.answeredOn);
  return goTo(`/children/${childId}/consents`);
});

export default function Withdrawal() {
  const { head, purpose, guardian, answeredOn, manner, today } = useLoaderData<typeof loader>();
  const { m, day, fill } = useWords();
  const { error, typed } = useProblem();
  const words = m.consents.withdrawal;
  return (
    <>
      <ChildPageHead head={head} title={words.title} lead={words.lead} />
      <ProblemSummary labels={{ answeredOn: words.answeredOn }} />
      <div className="max-w-reading mb-6">
        <Rows>
          <Row label={m.vocabulary.consentPurposes[purpose]}>{`${guardian} · ${fill(words.given, { day: day(answeredOn) })}`}</Row>
        </Rows>
      </div>
      <Send className="form">
        {manner === 'paper' && <DateField id="answeredOn" label={words.answeredOn} max={today} error={error('answeredOn')} defaultValue={typed('answeredOn', today)} />}
        <Actions>
          <Button kind="danger">{words.submit}</Button>
          <LinkButton href={`/children/${head.id}/consents`}>{m.frame.cancel}</LinkButton>
        </Actions>
      </Send>
    </>
  );
}
