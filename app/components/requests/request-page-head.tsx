import type { ReactNode } from 'react';
import type { RequestState } from '~/domain/requests';
import { useWords } from '~/i18n/words';
import { PageHead } from '../ui/page';
import { StateTag } from '../ui/state-tag';
import { REQUEST_TONE } from './request-tone';

export interface HeadOfRequest {
  id: string;
  name: string;
  birthDate: string;
  state: RequestState;
}

/** The head of a page about one step of a request: which step, and beyond doubt whose. */
export function RequestPageHead({ head, title, lead }: { head: HeadOfRequest; title: string; lead?: ReactNode }) {
  const { m, day } = useWords();
  return (
    <PageHead
      title={title}
      breadcrumb={[{ label: m.frame.nav.queue, href: '/queue' }, { label: head.name, href: `/requests/${head.id}` }, { label: title }]}
      breadcrumbLabel={m.frame.breadcrumb}
      meta={
        <>
          <p>{head.name} · {day(head.birthDate)} <StateTag tone={REQUEST_TONE[head.state]} text={m.vocabulary.requestStates[head.state]} /></p>
          {lead && <p className="mt-1 max-w-reading">{lead}</p>}
        </>
      }
    />
  );
}
