import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { OrderRules } from '~/components/queue/order-rules';
import { QueueTabs } from '~/components/queue/queue-tabs';
import { RulesForm } from '~/components/queue/rules-form';
import { Section, Stack } from '~/components/ui/card';
import { Notice } from '~/components/ui/notice';
import { PageHead } from '~/components/ui/page';
import { rulesDraft } from '~/domain/queue';
import { nothingHere, signedInAction, signedInLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo } from '~/http/redirect.server';
import { useWords } from '~/i18n/words';
import { changeRules, openRules } from '~/services/queue.server';

export const handle: Handle = { title: (m) => m.queue.rules.title };

export const loader = signedInLoader(async ({ ctx, url }) => {
  const pmpc = /^[0-9a-f-]{36}$/.exec(url.searchParams.get('pmpc') ?? '')?.[0] ?? null;
  const page = await openRules(ctx, pmpc);
  return { ...page, works: ctx.actor.role === 'pmpc_coordinator' && (pmpc === null || pmpc === ctx.actor.organisationId) };
});

export const action = signedInAction(async ({ ctx, typed }) => {
  const form = parseForm(typed, rulesDraft);
  if (!form.ok) {
    const { can } = await openRules(ctx, null);
    return can.change ? form.answer : nothingHere();
  }
  await changeRules(ctx, form.value);
  return goTo('/queue/rules');
});

export default function Rules() {
  const { pmpc, rules, deadlines, acts, can, works } = useLoaderData<typeof loader>();
  const { m, fill, inOwn } = useWords();
  const words = m.queue.rules;
  return (
    <>
      <PageHead
        title={words.title}
        meta={fill(words.lead, { pmpc: inOwn(pmpc).text })}
        breadcrumb={works ? [{ label: m.queue.title, href: '/queue' }, { label: words.title }] : []}
        breadcrumbLabel={m.frame.breadcrumb}
      />
      {works && <QueueTabs current="rules" />}
      <Stack>
        <OrderRules rules={rules} deadlines={deadlines} acts={acts} />
        {can.change ? (
          <Section id="change" title={words.change}>
            <p className="mb-4 max-w-reading">{words.changeLead}</p>
            <RulesForm rules={rules} />
          </Section>
        ) : (
          works && <Notice kind="readonly">{words.readonly}</Notice>
        )}
      </Stack>
    </>
  );
}
