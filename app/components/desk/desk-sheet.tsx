import type { AbsenceKind, Specialty } from '~/domain/desk';
import { useWords } from '~/i18n/words';
import { LinkButton } from '../ui/button';
import { Section } from '../ui/card';
import { DataList, type Column } from '../ui/list';
import { StateTag } from '../ui/state-tag';

interface Hours {
  id: string;
  weekday: number;
  startsAt: string;
  endsAt: string;
  validFrom: string;
  validTo: string | null;
}

export interface ShownAbsence {
  id: string;
  name: string;
  kind: AbsenceKind;
  firstDay: string;
  lastDay: string;
  cancelled: boolean;
  hit: number;
}

export interface DeskSheetProps {
  rooms: { id: string; name: string; active: boolean }[];
  crews: { id: string; name: string; active: boolean; seats: { specialty: Specialty; name: string }[] }[];
  people: { userId: string; name: string; specialty: Specialty; hours: Hours[] }[];
  absences: ShownAbsence[];
  rules: { minutes: number; most: number };
  today: string;
  can: { arrange: boolean };
}

/** Everything free times are worked out from. */
export function DeskSheet({ rooms, crews, people, absences, rules, today, can }: DeskSheetProps) {
  const { m, count, fill } = useWords();
  const words = m.desk;
  const changing = (href: string) => (can.arrange ? <a href={href}>{words.rooms.change}</a> : null);
  const closed = <StateTag tone="draft" text={words.rooms.closed} />;
  return (
    <div className="stack">
      <Section id="absences" title={words.absences.title} link={{ href: '/desk/absences', label: words.absences.all }}>
        {absences.length > 0 ? <AbsenceTable absences={absences} /> : <p>{words.absences.none}. {words.absences.noneText}</p>}
        {can.arrange && <p className="mt-3"><LinkButton href="/desk/absences/new">{words.absences.add}</LinkButton></p>}
      </Section>
      <Section id="rooms" title={words.rooms.title}>
        {rooms.length === 0 ? <p>{words.rooms.none}</p> : (
          <DataList
            caption={count(rooms.length, words.rooms.count)}
            items={rooms}
            itemKey={({ id }) => id}
            columns={[
              { head: words.rooms.name, names: true, cell: ({ name, active }) => <>{name} {!active && closed}</> },
              { head: words.rooms.change, cell: ({ id }) => changing(`/desk/rooms/${id}/edit`) },
            ]}
          />
        )}
        {can.arrange && <p className="mt-3"><LinkButton href="/desk/rooms/new">{words.rooms.add}</LinkButton></p>}
      </Section>
      <Section id="crews" title={words.crews.title}>
        {crews.length === 0 ? <p>{words.crews.none}</p> : (
          <DataList
            caption={count(crews.length, words.crews.count)}
            items={crews}
            itemKey={({ id }) => id}
            columns={[
              { head: words.crews.name, names: true, cell: ({ name, active }) => <>{name} {!active && closed}</> },
              { head: words.crews.seats, cell: ({ seats }) => <ul>{seats.map(({ specialty, name }) => <li key={specialty}>{name} ({m.vocabulary.specialties[specialty]})</li>)}</ul> },
              { head: words.rooms.change, cell: ({ id }) => changing(`/desk/crews/${id}/edit`) },
            ]}
          />
        )}
        {can.arrange && <p className="mt-3"><LinkButton href="/desk/crews/new">{words.crews.add}</LinkButton></p>}
      </Section>
      <Section id="hours" title={words.hours.title}>
        {people.length === 0 ? <p>{words.crews.noColleagues}</p> : (
          <DataList
            caption={count(people.length, words.hours.count)}
            items={people}
            itemKey={({ userId, specialty }) => `${userId} ${specialty}`}
            columns={[
              { head: words.hours.columns.name, names: true, cell: ({ name }) => name },
              { head: words.hours.columns.specialty, cell: ({ specialty }) => m.vocabulary.specialties[specialty] },
              { head: words.hours.columns.hours, cell: ({ hours }) => <Week hours={hours} today={today} mayEnd={can.arrange} /> },
            ]}
          />
        )}
        {can.arrange && people.length > 0 && <p className="mt-3"><LinkButton href="/desk/hours/new">{words.hours.add}</LinkButton></p>}
      </Section>
      <Section id="rules" title={words.rules.title}>
        <p>{fill(words.rules.now, { minutes: rules.minutes, most: rules.most })}</p>
        {can.arrange && <p className="mt-3"><LinkButton href="/desk/visits">{words.rules.change}</LinkButton></p>}
      </Section>
    </div>
  );
}

function Week({ hours, today, mayEnd }: { hours: Hours[]; today: string; mayEnd: boolean }) {
  const { m, fill, day, weekday } = useWords();
  const words = m.desk.hours;
  if (hours.length === 0) return <span className="small">{words.none}</span>;
  return (
    <ul className="grid gap-1">
      {hours.map((one) => (
        <li key={one.id}>
          <span className="inline-block first-letter:uppercase">{weekday(one.weekday)}</span> <span className="num">{fill(words.line, { from: one.startsAt, to: one.endsAt })}</span>
          {one.validFrom > today && <span className="small"> · {fill(words.since, { day: day(one.validFrom) })}</span>}
          {one.validTo && <span className="small"> · {fill(words.until, { day: day(one.validTo) })}</span>}
          {mayEnd && !one.validTo && <> <a href={`/desk/hours/${one.id}/ending`}>{words.end}<span className="sr-only">: {weekday(one.weekday)} {one.startsAt}</span></a></>}
        </li>
      ))}
    </ul>
  );
}

/** Who is away, when, and how many appointments that leaves to move. */
export function AbsenceTable({ absences }: { absences: ShownAbsence[] }) {
  const { m, count, day, fill } = useWords();
  const words = m.desk.absences;
  const columns: Column<ShownAbsence>[] = [
    { head: words.columns.name, names: true, cell: ({ id, name }) => <a href={`/desk/absences/${id}`}>{name}</a> },
    { head: words.columns.days, cell: ({ firstDay, lastDay }) => (firstDay === lastDay ? day(firstDay) : fill(words.days, { from: day(firstDay), to: day(lastDay) })) },
    { head: words.columns.kind, cell: ({ kind }) => m.vocabulary.absenceKinds[kind] },
    {
      head: words.columns.hit,
      cell: ({ hit, cancelled }) => (cancelled ? <StateTag tone="draft" text={words.cancelled} /> : hit > 0 ? <StateTag tone="watch" text={count(hit, words.hit)} /> : '—'),
    },
  ];
  return <DataList caption={count(absences.length, words.count)} items={absences} itemKey={({ id }) => id} columns={columns} />;
}
