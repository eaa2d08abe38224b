import type { ReactNode } from 'react';
import { useWords } from '~/i18n/words';
import { PageHead } from '../ui/page';
import type { Tone } from '../ui/state-tag';

interface ChildPageHeadProps {
  head: { id: string; name: string; birthYear: string; className: string | null };
  title: string;
  lead?: ReactNode;
  tag?: { tone: Tone; text: string };
  actions?: ReactNode;
}

/** The head of a page about one part of a child's file: which part, and beyond doubt whose. */
export function ChildPageHead({ head, title, lead, tag, actions }: ChildPageHeadProps) {
  const { m } = useWords();
  return (
    <PageHead
      title={title}
      breadcrumb={[{ label: m.children.title, href: '/children' }, { label: head.name, href: `/children/${head.id}` }, { label: title }]}
      breadcrumbLabel={m.frame.breadcrumb}
      tag={tag}
      meta={
        <>
          <p>{[head.name, head.birthYear, head.className].filter(Boolean).join(' · ')}</p>
          {lead && <p className="mt-1 max-w-reading">{lead}</p>}
        </>
      }
      actions={actions}
    />
  );
}
