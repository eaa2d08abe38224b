import type { ReactNode } from 'react';
import { Icon } from './icon';

/** A sheet on the page. `needs`: something is awaited from the reader. `watermark`: a faint word across the corner, such as «Жоба». */
export function Card({ id, needs, watermark, bare, children }: { id?: string; needs?: boolean; watermark?: string; /** Without padding: `CardPart`s inside bring their own. */ bare?: boolean; children: ReactNode }) {
  return <div id={id} className={`card${needs ? ' card-needs' : ''}${bare ? '' : ' card-part'}`} data-watermark={watermark}>{children}</div>;
}

/** One of several parts of a `Card bare`, divided by a hairline. */
export function CardPart({ id, children }: { id?: string; children: ReactNode }) {
  return <article id={id} className="card-part">{children}</article>;
}

/** Text with a small drawing beside it (the 232 px of a small chart); under it on a phone. */
export function Beside({ children, aside }: { children: ReactNode; aside: ReactNode }) {
  return <div className="beside"><div>{children}</div><div>{aside}</div></div>;
}

/** A titled part of a page, with at most one link on the right. */
export function Section({ id, title, link, children }: { id?: string; title: ReactNode; link?: { href: string; label: string }; children: ReactNode }) {
  return (
    <section id={id} aria-labelledby={id && `${id}-title`}>
      <div className="section-head">
        <h2 id={id && `${id}-title`}>{title}</h2>
        {link && <a href={link.href}>{link.label}</a>}
      </div>
      {children}
    </section>
  );
}

/** Label and value lines, such as services this week. Holds `Row`s. */
export function Rows({ children }: { children: ReactNode }) {
  return <dl className="rows">{children}</dl>;
}

export function Row({ label, children }: { label: ReactNode; children: ReactNode }) {
  return <div className="row"><dt>{label}</dt><dd>{children}</dd></div>;
}

/** Small label above, sentence below: why, at home, what changed. */
export function Told({ items }: { items: { label: string; text: ReactNode }[] }) {
  return (
    <dl className="told">
      {items.flatMap(({ label, text }) => [<dt key={`${label}?`}>{label}</dt>, <dd key={label}>{text}</dd>])}
    </dl>
  );
}

/** Sections one under another with one distance between them. */
export function Stack({ children }: { children: ReactNode }) {
  return <div className="stack">{children}</div>;
}

const COLUMNS = { 'wide-first': 'columns', 'narrow-first': 'columns columns-narrow-first', even: 'columns columns-even' } as const;

/** Two columns from 900 px on; on a phone the main part comes first, or the narrow one when it is a list of sections. */
export function Columns({ main, aside, shape = 'wide-first' }: { main: ReactNode; aside: ReactNode; shape?: keyof typeof COLUMNS }) {
  const narrowFirst = shape === 'narrow-first';
  const side = <aside className={shape === 'wide-first' ? 'aside stack' : 'stack'} key="aside">{aside}</aside>;
  const body = <div className="stack" key="main">{main}</div>;
  return <div className={COLUMNS[shape]}>{narrowFirst ? [side, body] : [body, side]}</div>;
}

export interface Happening {
  id?: string;
  when: string;
  /** Machine form of `when`: a day or an instant. */
  dateTime: string;
  text: ReactNode;
  /** Who, shown small after the text. */
  by?: string;
  /** A row the reader may know of but not open; `text` says whom to ask. */
  closed?: boolean;
}

/** What happened, latest first. */
export function Timeline({ items }: { items: Happening[] }) {
  return (
    <ol className="timeline">
      {items.map((item, index) => (
        <li key={item.id ?? index} id={item.id}>
          <time dateTime={item.dateTime}>{item.when}</time>
          {item.closed ? <div className="closed"><Icon name="lock" /><span>{item.text}</span></div> : <div>{item.text}{item.by && <span className="small"> · {item.by}</span>}</div>}
        </li>
      ))}
    </ol>
  );
}
