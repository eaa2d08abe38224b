import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon';
import { Mark } from './stair';
import { StateTag, type Tone } from './state-tag';

export interface Crumb {
  label: string;
  /** Left out for the last one, the page itself. */
  href?: string;
}

export interface PageHeadProps {
  title: ReactNode;
  breadcrumb?: Crumb[];
  /** What the breadcrumb is called for screen readers. */
  breadcrumbLabel?: string;
  tag?: { tone: Tone; text: string };
  /** A line or two under the title. */
  meta?: ReactNode;
  /** Buttons, at most one of them main. */
  actions?: ReactNode;
  /** What changed last and by whom. */
  changed?: ReactNode;
  /** Stays on top of tall, wide screens. */
  sticky?: boolean;
}

/** The head of every page, with its one `h1` (id `title`), which takes the focus after navigation. */
export function PageHead({ title, breadcrumb = [], breadcrumbLabel, tag, meta, actions, changed, sticky }: PageHeadProps) {
  return (
    <>
      {breadcrumb.length > 0 && (
        <nav aria-label={breadcrumbLabel}>
          <ol className="crumbs">{breadcrumb.map(({ label, href }) => <li key={label}>{href ? <a href={href}>{label}</a> : label}</li>)}</ol>
        </nav>
      )}
      <div className={sticky ? 'page-head page-head-sticky' : 'page-head'}>
        <div>
          <h1 id="title" tabIndex={-1}>{title}</h1>
          {tag && <p className="mt-1"><StateTag {...tag} /></p>}
          {meta && <div className="page-meta">{meta}</div>}
          {changed && <p className="small">{changed}</p>}
        </div>
        {actions && <div className="actions">{actions}</div>}
      </div>
    </>
  );
}

export interface NavItem {
  href: string;
  label: string;
  /** How many things wait there; `countLabel` says it in words: «3 іс күтуде». */
  count?: number;
  countLabel?: string;
  current?: boolean;
  /** Shown over the word in the phone's bottom bar. */
  icon?: IconName;
}

function Rail({ label, items }: { label: string; items: NavItem[] }) {
  return (
    <nav className="rail" aria-label={label}>
      <ul>
        {items.map(({ href, label: word, count, countLabel, current, icon }) => (
          <li key={href}>
            <a href={href} aria-current={current ? 'page' : undefined}>
              {icon && <Icon name={icon} />}
              <span>{word}</span>
              {count ? <b><span aria-hidden={countLabel ? true : undefined}>{count}</span>{countLabel && <span className="sr-only">{countLabel}</span>}</b> : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export interface SearchBox {
  action: string;
  name: string;
  label: string;
  submit: string;
  value?: string;
}

function SearchForm({ id, search }: { id: string; search: SearchBox }) {
  return (
    <>
      <label className="sr-only" htmlFor={id}>{search.label}</label>
      <input id={id} className="control" type="search" name={search.name} placeholder={search.label} defaultValue={search.value} />
      <button className="btn"><Icon name="search" /><span className="sr-only">{search.submit}</span></button>
    </>
  );
}

export interface FrameTexts {
  /** The first link: «Негізгі бөлікке өту». */
  skip: string;
  /** What the navigation is called for screen readers: «Бөлімдер». */
  nav: string;
}

export interface FrameProps {
  texts: FrameTexts;
  home?: string;
  nav?: NavItem[];
  /** Organisation and role: `Place`, or `Menu` with the other places. */
  place?: ReactNode;
  search?: SearchBox;
  /** `LanguageSwitch`. */
  languages?: ReactNode;
  help?: ReactNode;
  /** `Menu` with the person's name. */
  me?: ReactNode;
  /** `Banner`, above everything. */
  banner?: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
}

/** The page around every staff page: bar on top, rail on the left from 900 px, bottom bar below that. */
export function Frame({ texts, home = '/', nav = [], place, search, languages, help, me, banner, footer, children }: FrameProps) {
  return (
    <>
      <a className="skip" href="#main">{texts.skip}</a>
      <header>
        {banner}
        <div className="bar">
          <Mark href={home} />
          <div className="bar-place">{place}</div>
          {search && <form className="bar-search" role="search" action={search.action}><SearchForm id="search" search={search} /></form>}
          {search && (
            <details className="menu bar-find">
              <summary><Icon name="search" /><span className="only-wide">{search.submit}</span></summary>
              <form className="menu-panel" role="search" action={search.action}><div className="with-unit"><SearchForm id="search-small" search={search} /></div></form>
            </details>
          )}
          <div className="bar-end">{languages}{help}{me}</div>
        </div>
      </header>
      <div className={nav.length > 0 ? 'frame with-rail' : 'frame'}>
        {nav.length > 0 && <Rail label={texts.nav} items={nav} />}
        <main id="main" tabIndex={-1}>{children}</main>
        {footer && <footer>{footer}</footer>}
      </div>
    </>
  );
}

/** The page around a parent's or a public page: one narrow column, nothing to learn. */
export function LightFrame({ texts, home = '/', nav = [], languages, me, banner, footer, children }: Pick<FrameProps, 'texts' | 'home' | 'nav' | 'languages' | 'me' | 'banner' | 'footer' | 'children'>) {
  return (
    <div className="light">
      <a className="skip" href="#main">{texts.skip}</a>
      <header>
        {banner}
        <div className="bar">
          <Mark href={home} />
          <div className="bar-end">{languages}{me}</div>
        </div>
      </header>
      <div className={nav.length > 0 ? 'with-rail' : undefined}>
        {nav.length > 0 && <Rail label={texts.nav} items={nav} />}
        <main id="main" tabIndex={-1}>{children}</main>
        {footer && <footer>{footer}</footer>}
      </div>
    </div>
  );
}

/** Where one works and as whom. */
export function Place({ organisation, role }: { organisation: string; role: string }) {
  return <><b>{organisation}</b><span>{role}</span></>;
}

/** A line over the whole page, such as "these are invented data". */
export function Banner({ children }: { children: ReactNode }) {
  return <p className="banner">{children}</p>;
}

/** A button that opens a small panel of links or forms; `side` says which edge the panel keeps to. */
export function Menu({ label, icon, side = 'end', children }: { label: ReactNode; /** With an icon the label is hidden on a phone, though still read. */ icon?: IconName; side?: 'start' | 'end'; children: ReactNode }) {
  return (
    <details className={side === 'start' ? 'menu menu-start' : 'menu'} name="menu">
      <summary>{icon && <Icon name={icon} />}<span className={icon && 'only-wide'}>{label}</span><Icon name="chevron" /></summary>
      <div className="menu-panel">{children}</div>
    </details>
  );
}

export interface LanguageSwitchProps {
  label: string;
  /** Where the choice is posted. */
  action: string;
  /** The page to come back to, with its query. */
  to: string;
  languages: { lang: string; short: string; name: string; current?: boolean }[];
}

/** The languages as words; posts `lang` and `to`. */
export function LanguageSwitch({ label, action, to, languages }: LanguageSwitchProps) {
  return (
    <form method="post" action={action}>
      <input type="hidden" name="to" value={to} />
      <div className="languages" role="group" aria-label={label}>
        {languages.map(({ lang, short, name, current }) =>
          current ? <b key={lang} lang={lang} aria-current="true">{short}</b> : <button key={lang} lang={lang} name="lang" value={lang}>{short}<span className="sr-only"> {name}</span></button>,
        )}
      </div>
    </form>
  );
}

/** Sister pages of one thing, in a line. */
export function Tabs({ label, items }: { label: string; items: { href: string; label: string; count?: number; current?: boolean }[] }) {
  return (
    <nav className="tabs" aria-label={label}>
      {items.map((item) => <a key={item.href} href={item.href} aria-current={item.current ? 'page' : undefined}>{item.label}{item.count !== undefined && <span className="small num">{item.count}</span>}</a>)}
    </nav>
  );
}

export interface SectionItem {
  href: string;
  label: string;
  tone: Tone;
  state: string;
  /** Who and when, under the label. */
  detail?: string;
  current?: boolean;
}

/** The sections of a long piece of work, each with its state in a word. */
export function SectionNav({ label, items }: { label: string; items: SectionItem[] }) {
  return (
    <nav className="sections" aria-label={label}>
      {items.map((item) => (
        <a key={item.href} href={item.href} aria-current={item.current ? 'page' : undefined}>
          <span>{item.label}{item.detail && <span className="small block font-normal">{item.detail}</span>}</span>
          <StateTag tone={item.tone} text={item.state} />
        </a>
      ))}
    </nav>
  );
}
