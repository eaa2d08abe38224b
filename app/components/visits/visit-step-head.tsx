import { PageHead } from '../ui/page';
import { useWords } from '~/i18n/words';

/** The head of a page that takes one step with an appointment: whose it is and when. */
export function VisitStepHead({
  title,
  lead,
  visit,
  request,
}: {
  title: string;
  lead?: string;
  visit: { day: string; startsAt: string; endsAt: string; room: string };
  request: { id: string; name: string; birthYear: string };
}) {
  const { m, day, fill } = useWords();
  const when = fill(m.visits.when, { day: day(visit.day), from: visit.startsAt, to: visit.endsAt, room: visit.room });
  return (
    <PageHead
      title={title}
      meta={<>{request.name}, {request.birthYear}<p>{when}</p>{lead && <p>{lead}</p>}</>}
      breadcrumb={[{ label: m.visits.day.title, href: `/day?on=${visit.day}` }, { label: request.name, href: `/requests/${request.id}` }, { label: title }]}
      breadcrumbLabel={m.frame.breadcrumb}
    />
  );
}
