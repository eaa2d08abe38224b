import type { Language } from '~/domain/languages';
import { useWords } from '~/i18n/words';
import { LinkButton } from '../ui/button';
import { Card } from '../ui/card';
import { PageHead } from '../ui/page';

export interface AskedFor {
  code: string;
  pmpc: Record<Language, string> & { locality: string };
}

/** The answer to a request that was taken: its code, shown this once, and what comes next. */
export function Asked({ code, pmpc }: AskedFor) {
  const { m, inOwn, fill } = useWords();
  const words = m.requests.asked;
  return (
    <>
      <PageHead title={words.title} meta={fill(words.lead, { pmpc: inOwn(pmpc).text, locality: pmpc.locality })} />
      <div className="stack mt-4">
        <Card needs>
          <h2>{words.code}</h2>
          <p className="num text-title font-strong mt-2" translate="no">{code}</p>
          <p className="mt-2">{words.codeHint}</p>
        </Card>
        <section>
          <h2>{words.next}</h2>
          <ol className="list-decimal pl-5 mt-2">
            {[words.steps.one, words.steps.two, words.steps.three].map((step) => <li key={step}>{step}</li>)}
          </ol>
        </section>
        <LinkButton href="/request/follow">{words.follow}</LinkButton>
      </div>
    </>
  );
}
