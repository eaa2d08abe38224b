import type { ReactNode } from 'react';
import type { ConclusionState } from '~/domain/conclusions';
import { useWords } from '~/i18n/words';
import { PageHead } from '../ui/page';
import { CONCLUSION_TONE } from './conclusions-list';

interface ConclusionHeadProps {
  conclusion: {
    id: string;
    child: { id: string; name: string; birthYear: string; className: string | null };
    state: ConclusionState;
    number: number | null;
    issuedOn: string | null;
    savedAt: string;
    author: string;
    issuedBy: string | null;
  };
  /** The page's own name, when it is a step of the conclusion. */
  step?: string;
  actions?: ReactNode;
}

/** Which child, which conclusion, in which state: the head of the conclusion's pages. */
export function ConclusionHead({ conclusion, step, actions }: ConclusionHeadProps) {
  const { m, fill, day, moment } = useWords();
  const words = m.conclusions;
  const { id, child, state, number, issuedOn, savedAt, author, issuedBy } = conclusion;
  const numbered = number !== null && issuedOn ? fill(words.numbered, { number, day: day(issuedOn) }) : words.unnumbered;
  const changed = issuedBy ? fill(words.page.issuedBy, { name: issuedBy }) : `${fill(words.saved, { when: moment(savedAt) })} · ${fill(words.wrote, { name: author })}`;
  return (
    <PageHead
      title={step ?? words.one}
      breadcrumb={[
        { label: child.name, href: `/children/${child.id}` },
        ...(step ? [{ label: words.one, href: `/conclusions/${id}` }, { label: step }] : [{ label: words.one }]),
      ]}
      breadcrumbLabel={m.frame.breadcrumb}
      tag={{ tone: CONCLUSION_TONE[state], text: m.vocabulary.conclusionStates[state] }}
      meta={<p>{[child.name, fill(words.list.birthYear, { year: child.birthYear }), child.className, numbered].filter(Boolean).join(' · ')}</p>}
      changed={changed}
      actions={actions}
    />
  );
}
