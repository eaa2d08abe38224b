import { useActionData, useLoaderData } from '@remix-run/react';
import { ChildPageHead } from '~/components/children/child-page-head';
import type { Handle } from '~/components/frame/handle';
import { ProblemSummary } from '~/components/frame/problem';
import { Send } from '~/components/frame/send';
import { CodeSlip } from '~/components/guardians/code-slip';
import { Actions, Button, LinkButton } from '~/components/ui/button';
import { Row, Rows } from '~/components/ui/card';
import { Notice } from '~/components/ui/notice';
import { CODE_DAYS } from '~/domain/guardians';
import { signedInAction, signedInLoader } from '~/http/door.server';
import { slipFor } from '~/http/family.server';
import { useWords } from '~/i18n/words';
import { issueGuardianCode, startCode } from '~/services/guardians.server';

export const handle: Handle = { title: (m) => m.guardians.code.title };

export const loader = signedInLoader(({ ctx, param }) => startCode(ctx, param('guardianId')));

export const action = signedInAction(async ({ ctx, param, url }) => {
  const { language } = await startCode(ctx, param('guardianId'));
  const code = await issueGuardianCode(ctx, param('guardianId'));
  return { slip: slipFor(language, code, url.origin, ctx.today) };
});

export default function GuardianCode() {
  const { head, name, relation, linked } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { m, count } = useWords();
  const words = m.guardians.code;
  const slip = answer && 'slip' in answer ? answer.slip : null;
  const toList = <LinkButton href={`/children/${head.id}/guardians`}>{words.toList}</LinkButton>;
  if (slip) {
    return (
      <>
        <div className="no-print">
          <ChildPageHead head={head} title={words.title} />
          <Notice kind="good" role="status" title={words.made}>
            <p>{words.once}</p>
          </Notice>
        </div>
        <div className="mt-4 max-w-reading">
          <CodeSlip slip={slip} />
        </div>
        <div className="actions mt-4 no-print">{toList}</div>
      </>
    );
  }
  return (
    <>
      <ChildPageHead head={head} title={words.title} lead={words.lead} />
      <ProblemSummary />
      <div className="max-w-reading">
        <Rows>
          <Row label={words.forWhom}>{`${name} (${m.vocabulary.relations[relation]})`}</Row>
        </Rows>
        {linked ? (
          <div className="mt-4"><Notice kind="readonly" action={toList}>{words.linked}</Notice></div>
        ) : (
          <>
            <h2 className="mt-6">{words.rules}</h2>
            <ul className="list mt-2">
              <li>{words.once}</li>
              <li>{count(CODE_DAYS, words.days)}</li>
              <li>{words.older}</li>
            </ul>
            <Send className="mt-6">
              <Actions>
                <Button kind="main">{words.make}</Button>
                {toList}
              </Actions>
            </Send>
          </>
        )}
      </div>
    </>
  );
}
