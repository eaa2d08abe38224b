import type { Language } from '~/domain/languages';
import type { PaperNeed } from '~/domain/papers-asked';
import { DOCUMENT_STATES, type DocumentState } from '~/domain/referrals';
import { useWords } from '~/i18n/words';
import { idOf, ProblemSummary, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Actions, Button, LinkButton } from '../ui/button';
import { ChoiceChips } from '../ui/choice';
import { Hidden } from '../ui/field';
import { Notice } from '../ui/notice';

export interface AskedPaper {
  code: string;
  need: PaperNeed;
  seenOnly?: boolean;
  names: Record<Language, string>;
  where: Record<Language, string>;
  state: DocumentState;
}

/** The checklist as it is ticked at the desk. */
export function PapersForm({ requestId, papers, version }: { requestId: string; papers: AskedPaper[]; version: number }) {
  const { m, inOwn } = useWords();
  const { error, typed } = useProblem();
  const words = m.requests.papers;
  if (papers.length === 0) return <Notice kind="info">{words.none}</Notice>;
  return (
    <>
      <ProblemSummary labels={Object.fromEntries(papers.map(({ code, names }) => [`papers.${code}`, inOwn(names).text]))} />
      <Send className="form">
        <Hidden name="version" value={version} />
        {papers.map(({ code, need, seenOnly, names, where, state }) => {
          const name = `papers.${code}`;
          return (
            <ChoiceChips
              key={code}
              id={idOf(name)}
              name={name}
              legend={`${inOwn(names).text} (${m.requests.needs[need]})`}
              hint={seenOnly ? words.seenOnly : inOwn(where).text}
              error={error(name)}
              defaultValue={typed(name, state)}
              options={DOCUMENT_STATES.map((value) => ({ value, label: m.vocabulary.documentStates[value] }))}
            />
          );
        })}
        <Actions>
          <Button kind="main">{m.frame.save}</Button>
          <LinkButton href={`/requests/${requestId}`}>{m.frame.cancel}</LinkButton>
        </Actions>
      </Send>
    </>
  );
}
