import type { ReactNode } from 'react';
import type { Language } from '~/domain/languages';
import type { Duty, Role } from '~/domain/permissions';
import { useWords } from '~/i18n/words';
import type { IconName } from '../ui/icon';
import { Banner, Frame, LanguageSwitch, LightFrame, Menu, Place, type NavItem } from '../ui/page';
import { Button } from '../ui/button';
import { usePage } from './page-context';
import { Send } from './send';

/** Who looks at the page, as far as its frame shows it. */
export interface Reader {
  name: string;
  role: Role;
  duty: Duty | null;
  organisation: Partial<Record<Language, string>> | null;
}

type Section = { href: string; word: keyof ReturnType<typeof useWords>['m']['frame']['nav']; icon: IconName };

const QUEUE: Section = { href: '/queue', word: 'queue', icon: 'document' };
const DAY: Section = { href: '/day', word: 'today', icon: 'clock' };
const CHILDREN: Section = { href: '/children', word: 'children', icon: 'people' };

/** The rail by role (ui.md, "Frame"): what exists of it today, at most five items. */
const SECTIONS: Record<Role, Section[]> = {
  pmpc_specialist: [
    { href: '/today', word: 'today', icon: 'clock' },
    { href: '/children', word: 'cases', icon: 'people' },
  ],
  pmpc_coordinator: [
    QUEUE,
    DAY,
    { href: '/children', word: 'cases', icon: 'people' },
    { href: '/conclusions', word: 'conclusions', icon: 'document' },
    { href: '/load', word: 'load', icon: 'chart' },
  ],
  school_coordinator: [
    { href: '/today', word: 'today', icon: 'clock' },
    CHILDREN,
    { href: '/plans', word: 'plans', icon: 'document' },
    { href: '/assistants', word: 'assistants', icon: 'plus' },
    { href: '/recommendations/report', word: 'reports', icon: 'chart' },
  ],
  teacher: [
    { href: '/today', word: 'today', icon: 'clock' },
    { href: '/children', word: 'myChildren', icon: 'people' },
    { href: '/plans', word: 'plans', icon: 'document' },
  ],
  assistant: [
    { href: '/today', word: 'now', icon: 'clock' },
    { href: '/children', word: 'myChildren', icon: 'people' },
  ],
  parent: [],
  administrator: [
    { href: '/organisations', word: 'organisations', icon: 'document' },
    { href: '/people', word: 'people', icon: 'people' },
  ],
  observer: [{ href: '/indicators', word: 'indicators', icon: 'chart' }],
};

const REGISTRAR_SECTIONS: Section[] = [QUEUE, DAY, { href: '/children', word: 'cases', icon: 'people' }, { href: '/desk', word: 'desk', icon: 'home' }];

/** A parent's two pages about the child whose page is open. */
function familyNav(path: string, words: ReturnType<typeof useWords>['m']['frame']['nav']): NavItem[] {
  const [child] = /^\/children\/[0-9a-f-]{36}/.exec(path) ?? [];
  if (!child) return [];
  const opened = path.startsWith(`${child}/opened`);
  return [
    { href: child, label: words.myChild, icon: 'home', current: !opened },
    { href: `${child}/opened`, label: words.whoOpened, icon: 'lock', current: opened },
  ];
}

/** The frame around every page, by who reads it. */
export function AppFrame({ reader, demo, children }: { reader: Reader | null; demo: boolean; children: ReactNode }) {
  const { language, m, inOwn } = useWords();
  const { path } = usePage();
  const banner = demo ? <Banner>{m.frame.demo}</Banner> : null;
  const texts = { skip: m.frame.skip, nav: m.frame.sections };
  const languages = (
    <LanguageSwitch
      label={m.frame.language}
      action="/language"
      to={path}
      languages={[
        { lang: 'kk', short: 'қаз', name: 'Қазақша', current: language === 'kk' },
        { lang: 'ru', short: 'рус', name: 'По-русски', current: language === 'ru' },
        { lang: 'en', short: 'eng', name: 'In English', current: language === 'en' },
      ]}
    />
  );
  if (!reader) {
    return (
      <LightFrame texts={texts} languages={languages} banner={banner}>
        {children}
      </LightFrame>
    );
  }
  const me = (
    <Menu label={reader.name} icon="person">
      <a href="/account">{m.frame.me}</a>
      <a href="/place">{m.frame.changePlace}</a>
      <Send action="/logout">
        <Button kind="quiet">{m.frame.signOut}</Button>
      </Send>
    </Menu>
  );
  const sections = reader.duty === 'registrar' ? REGISTRAR_SECTIONS : SECTIONS[reader.role];
  const nav: NavItem[] = sections.map(({ href, word, icon }) => ({
    href,
    icon,
    label: m.frame.nav[word],
    current: path === href || path.startsWith(`${href}/`) || path.startsWith(`${href}?`),
  }));
  if (reader.role === 'parent') {
    return (
      <LightFrame texts={texts} nav={familyNav(path, m.frame.nav)} languages={languages} me={me} banner={banner}>
        {children}
      </LightFrame>
    );
  }
  const role = reader.duty ? m.vocabulary.duties[reader.duty] : m.vocabulary.roles[reader.role];
  const searches = sections.some(({ href }) => href === '/children');
  return (
    <Frame
      texts={texts}
      nav={nav}
      place={<Place organisation={inOwn(reader.organisation ?? {}).text} role={role} />}
      search={searches ? { action: '/children', name: 'q', label: m.frame.search.label, submit: m.frame.search.submit } : undefined}
      languages={languages}
      me={me}
      banner={banner}
    >
      {children}
    </Frame>
  );
}
