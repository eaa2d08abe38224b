import type { Part } from '~/domain/audits';
import type { Language } from '~/domain/languages';
import type { Duty, Role, Specialty } from '~/domain/permissions';
import { useWords } from '~/i18n/words';
import { Send } from '../frame/send';
import { Button, LinkButton } from '../ui/button';
import { Card, Section, Timeline } from '../ui/card';

interface OwnAccountProps {
  places: { id: string; role: Role; duty: Duty | null; specialty: Specialty | null; organisation: Record<Language, string> | null; current: boolean }[];
  sessions: { id: string; device: string; since: string; current: boolean }[];
  deeds: { id: string; at: string; part: Part | null; deed: boolean }[];
}

/** My places, my sign-ins (another one can be ended), my latest lines in the record. */
export function OwnAccount({ places, sessions, deeds }: OwnAccountProps) {
  const { m, fill, moment, inOwn } = useWords();
  const words = m.accounts.self;
  const job = ({ duty, specialty, role }: OwnAccountProps['places'][number]) =>
    [duty ? m.vocabulary.duties[duty] : m.vocabulary.roles[role], specialty && m.vocabulary.specialties[specialty]].filter(Boolean).join(', ');
  return (
    <div className="stack max-w-reading">
      <p>
        <LinkButton href="/account/password">{words.password.title}</LinkButton>
      </p>
      <Section id="places" title={words.places} link={places.length > 1 ? { href: '/place', label: m.frame.changePlace } : undefined}>
        <ul className="grid gap-2">
          {places.map((place) => (
            <li key={place.id}>
              <b>{place.organisation ? inOwn(place.organisation).text : job(place)}</b>
              <span className="small block">
                {place.organisation && job(place)} {place.current && `(${words.here})`}
              </span>
            </li>
          ))}
        </ul>
      </Section>
      <Section id="sessions" title={words.sessions}>
        <ul className="grid gap-3">
          {sessions.map(({ id, device, since, current }) => (
            <li key={id}>
              <Card>
                <p>{deviceIn(device) ?? words.unknownDevice}</p>
                <p className="small">
                  {fill(words.since, { when: moment(since) })} {current && `(${words.current})`}
                </p>
                {!current && (
                  <Send className="mt-2" action={`/account/sessions/${id}/ending`}>
                    <Button>{words.end}</Button>
                  </Send>
                )}
              </Card>
            </li>
          ))}
        </ul>
      </Section>
      <Section id="deeds" title={words.deeds}>
        {deeds.length === 0 && <p className="small">{words.noDeeds}</p>}
        <Timeline
          items={deeds.map(({ id, at, part, deed }) => ({
            id,
            when: moment(at),
            dateTime: at,
            text: part ? fill(deed ? words.wrote : words.read, { part: m.audit.parts[part] }) : words.other,
          }))}
        />
      </Section>
    </div>
  );
}

/** Systems as browsers name them, the more particular first: Android calls itself Linux too. */
const SYSTEMS = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS X', 'Linux'];

/** Marks of browsers, the more particular before those they pretend to be. */
const BROWSERS = [
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['YaBrowser', 'Yandex'],
  ['SamsungBrowser', 'Samsung Internet'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const;

/** The system and browser in what a browser calls itself, shortened to what a person recognises. */
function deviceIn(agent: string): string | null {
  const system = SYSTEMS.find((mark) => agent.includes(mark));
  const browser = BROWSERS.find(([mark]) => agent.includes(mark))?.[1];
  return [system, browser].filter(Boolean).join(', ') || null;
}
