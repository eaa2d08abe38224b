import type { ReactNode } from 'react';

export interface PaperFrameProps {
  title: string;
  /** Number and date under the title. */
  number?: string;
  organisation: string;
  /** Child's name and birth year: stands at the top of each printed page. */
  child: string;
  /** Such as "contains medical data"; at the top of each printed page as well. */
  mark?: string;
  lang: string;
  signatures?: { role: string; name?: string; signed?: string }[];
  /** Who printed it and when. */
  printed: string;
  /** It stands inside another page, which has its own `h1`. */
  within?: boolean;
  children: ReactNode;
}

/** A document to print: A4, black on white, the child's name on each page, lines to sign, page numbers by the style sheet. */
export function PaperFrame({ title, number, organisation, child, mark, lang, signatures = [], printed, within, children }: PaperFrameProps) {
  return (
    <article className={within ? 'paper paper-within' : 'paper'} lang={lang}>
      <div className="paper-running"><div><span>{child}</span>{mark && <b>{mark}</b>}</div></div>
      <div className="paper-body">
        <p className="text-center">{organisation}</p>
        {within ? <h2 className="text-center">{title}</h2> : <h1 id="title" tabIndex={-1} className="mt-4">{title}</h1>}
        {number && <p className="text-center">{number}</p>}
        {children}
        {signatures.length > 0 && (
          <div className="signatures">
            {signatures.map(({ role, name, signed }) => <p key={role + (name ?? '')} className="signature"><span>{role}</span><i>{signed}</i><span>{name}</span></p>)}
          </div>
        )}
        <Ornament />
        <p className="paper-foot">{printed}</p>
      </div>
    </article>
  );
}

/** A thin line with қошқар мүйіз, the ram's horn, that closes a document. */
export function Ornament() {
  return (
    <svg className="ornament" viewBox="0 0 480 18" preserveAspectRatio="xMidYMid meet" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.25" strokeLinecap="round">
      <path d="M0 15h208M272 15h208" />
      {[212, 240, 268].map((x) => (
        <path key={x} d={`M${x} 16V9c0-5-4-7.5-7.5-7.5-3.5 0-5.5 2.5-5.5 5s2 4.5 4 4.5 3.5-1.5 3.5-3M${x} 9c0-5 4-7.5 7.5-7.5 3.5 0 5.5 2.5 5.5 5s-2 4.5-4 4.5-3.5-1.5-3.5-3`} />
      ))}
    </svg>
  );
}
