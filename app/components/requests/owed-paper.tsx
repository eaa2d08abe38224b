import type { Language } from '~/domain/languages';
import type { PaperNeed } from '~/domain/papers-asked';
import { useWords } from '~/i18n/words';
import { PaperFrame } from '../ui/paper';

interface OwedPaperProps {
  child: string;
  pmpc: Record<Language, string> & { locality: string };
  papers: { code: string; names: Record<Language, string>; where: Record<Language, string>; need: PaperNeed }[];
  printedBy: string;
  printedAt: string;
}

/** The list a family takes home: what is still to be brought, and where to get it. */
export function OwedPaper({ child, pmpc, papers, printedBy, printedAt }: OwedPaperProps) {
  const { language, m, inOwn, moment, fill } = useWords();
  const words = m.requests.owed;
  return (
    <PaperFrame
      title={words.title}
      organisation={`${inOwn(pmpc).text}, ${pmpc.locality}`}
      child={child}
      lang={language}
      printed={fill(m.frame.printed, { when: moment(printedAt), who: printedBy })}
    >
      <p className="mt-4">{words.lead}</p>
      {papers.length === 0 ? (
        <p className="mt-4">{words.nothing}</p>
      ) : (
        <ol className="list-decimal pl-5 mt-4">
          {papers.map(({ code, names, where, need }) => (
            <li key={code} className="mb-3">
              {inOwn(names).text} ({m.requests.needs[need]})
              <span className="block">{inOwn(where).text}</span>
            </li>
          ))}
        </ol>
      )}
    </PaperFrame>
  );
}
