import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { PlanPaper } from '~/components/plans/plan-paper';
import { isOpen } from '~/domain/plans';
import { signedInLoader } from '~/http/door.server';
import { languageOf } from '~/http/locale.server';
import { MESSAGES } from '~/i18n/all';
import { WordsProvider } from '~/i18n/words';
import { openPlan } from '~/services/plan-sheets.server';

export const handle: Handle = { title: (m) => m.plans.one, paper: true };

export const loader = signedInLoader(async ({ ctx, param, url, request }) => {
  const { plan, child, reader, now } = await openPlan(ctx, param('planId'));
  const asked = url.searchParams.get('language') ?? languageOf(request);
  const language = asked === 'ru' ? 'ru' : 'kk';
  const { name, birthYear, className } = child;
  return { plan, child: { name, birthYear, className }, reader, now, isDraft: isOpen(plan.state), language, messages: MESSAGES[language] } as const;
});

export default function PlanOnPaper() {
  const { language, messages, ...paper } = useLoaderData<typeof loader>();
  return (
    <WordsProvider language={language} messages={messages}>
      <PlanPaper {...paper} />
    </WordsProvider>
  );
}
