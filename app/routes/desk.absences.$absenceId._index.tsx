import { useLoaderData } from '@remix-run/react';
import type { Handle } from '~/components/frame/handle';
import { LinkButton } from '~/components/ui/button';
import { Section } from '~/components/ui/card';
import { DataList } from '~/components/ui/list';
import { PageHead } from '~/components/ui/page';
import { signedInLoader } from '~/http/door.server';
import { useWords } from '~/i18n/words';
import { openAbsence } from '~/services/desk.server';

export const handle: Handle = { title: (m) => m.desk.absences.one };

export const loader = signedInLoader(({ ctx, param }) => openAbsence(ctx, param('absenceId')));

export default function Absence() {
  const { absence, hit, can } = useLoaderData<typeof loader>();
  const { m, count, day, fill } = useWords();
  const words = m.desk.absences;
  const days = absence.firstDay === absence.lastDay ? day(absence.firstDay) : fill(words.days, { from: day(absence.firstDay), to: day(absence.lastDay) });
  return (
    <>
      <PageHead
        title={absence.name}
        tag={absence.cancelled ? { tone: 'draft', text: words.cancelled } : undefined}
        meta={`${days} · ${m.vocabulary.absenceKinds[absence.kind]}`}
        breadcrumb={[{ label: m.desk.title, href: '/desk' }, { label: words.title, href: '/desk/absences' }, { label: absence.name }]}
        breadcrumbLabel={m.frame.breadcrumb}
        actions={can.cancel ? <LinkButton href={`/desk/absences/${absence.id}/cancelling`}>{words.cancel}</LinkButton> : undefined}
      />
      <Section id="hit" title={words.hitTitle}>
        {hit.length === 0 ? <p>{words.noHit}</p> : (
          <>
            <p>{words.hitLead}</p>
            <DataList
              caption={count(hit.length, m.visits.day.count)}
              items={hit}
              itemKey={({ id }) => id}
              columns={[
                { head: words.columns.days, names: true, cell: (visit) => <a href={`/day?on=${visit.day}`}>{day(visit.day)}, {visit.startsAt}</a> },
                { head: m.visits.booking.roomId, cell: ({ room }) => room },
                { head: m.visits.booking.crewId, cell: ({ crew }) => crew ?? '—' },
                { head: words.move, cell: ({ id }) => (can.move ? <a href={`/visits/${id}/moving`}>{words.move}</a> : null) },
              ]}
            />
          </>
        )}
      </Section>
    </>
  );
}
