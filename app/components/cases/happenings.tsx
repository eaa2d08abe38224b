import type { ReactNode } from 'react';
import { dayIn } from '~/domain/calendar';
import { HAPPENING_GROUPS, type HappeningGroup, type HappeningKind, type HelpLevel } from '~/domain/cases';
import type { ConsentManner, ConsentPurpose, ConsentState } from '~/domain/consents';
import type { MeasureType } from '~/domain/goals';
import type { Specialty } from '~/domain/permissions';
import { useWords } from '~/i18n/words';
import { useMeasured } from '../progress/measured';
import { Section, Timeline } from '../ui/card';
import { saysHelp } from './change';
import { inSentence } from './in-sentence';

export interface HappeningInCase {
  at: number;
  kind: HappeningKind;
  id: string;
  by: string | null;
  closed?: true;
  goal?: { id: string; title: { kk: string; ru: string }; measure: MeasureType; unit: string };
  measured?: { value: number; successes: number | null; trials: number | null; help: HelpLevel; note: string };
  about?: string;
  specialty?: Specialty;
  day?: string;
  time?: string;
  number?: number;
  relation?: 'mother' | 'father' | 'guardian' | 'trustee' | 'other';
  answers?: { agreed: number; questions: number; suggestions: number };
  consent?: { purpose: ConsentPurpose; state: ConsentState; manner: ConsentManner };
  name?: string;
}

interface HappeningsProps {
  childId: string;
  rows: HappeningInCase[];
  older: string | null;
  group: HappeningGroup | null;
  /** The page does not begin with the latest. */
  later: boolean;
  /** The civil day: other years are said with their number. */
  today: string;
}

/** What happened, latest first: filters stand in the address, older pages follow by key. */
export function Happenings({ childId, rows, older, group, later, today }: HappeningsProps) {
  const { m, dayAndMonth, day } = useWords();
  const words = m.home.happened;
  const address = (kind: HappeningGroup | null, before?: string) => {
    const params = new URLSearchParams();
    if (kind) params.set('kind', kind);
    if (before) params.set('before', before);
    return `/children/${childId}${params.size > 0 ? `?${params}` : ''}#happened`;
  };
  return (
    <Section id="happened" title={words.title}>
      <nav aria-label={words.filter} className="small mb-3 flex flex-wrap gap-x-4 gap-y-1">
        {[null, ...HAPPENING_GROUPS].map((kind) => (
          <a key={kind ?? 'all'} href={address(kind)} className="inline-block py-1" aria-current={kind === group ? 'true' : undefined}>
            {kind === group ? <b>{words[kind ?? 'all']}</b> : words[kind ?? 'all']}
          </a>
        ))}
      </nav>
      {rows.length === 0 ? (
        <p className="small">{words.empty}</p>
      ) : (
        <Timeline
          items={rows.map((row) => {
            const date = dayIn(new Date(row.at));
            return {
              id: `${row.kind}-${row.id}`,
              when: date.slice(0, 4) === today.slice(0, 4) ? dayAndMonth(date) : day(date),
              dateTime: date,
              text: <HappeningText row={row} />,
              by: row.by ?? undefined,
              closed: row.closed,
            };
          })}
        />
      )}
      {(older || later) && (
        <p className="actions mt-2">
          {later && <a className="inline-block py-2" href={address(group)}>{words.latest}</a>}
          {older && <a className="inline-block py-2" href={address(group, older)} rel="next">{words.older}</a>}
        </p>
      )}
    </Section>
  );
}


function HappeningText({ row }: { row: HappeningInCase }) {
  const { m, fill, day } = useWords();
  const words = m.home.happened;
  const { kind } = row;
  switch (kind) {
    case 'entry':
      return row.goal && row.measured ? <EntryText goal={row.goal} measured={row.measured} /> : null;
    case 'medical-signed':
      return words.medical;
    case 'session-set':
      return linked(`/assessments/${row.about}`, fill(words[kind], { day: row.day ? day(row.day) : '', time: row.time ?? '' }));
    case 'finding-signed':
      return linked(`/findings/${row.about}`, fill(words[kind], { specialty: row.specialty ? m.vocabulary.specialties[row.specialty] : '' }));
    case 'referral-sent':
    case 'referral-accepted':
    case 'referral-declined':
      return linked(`/referrals/${row.about}`, words[kind]);
    case 'conclusion-issued':
      return linked(`/conclusions/${row.about}`, fill(words[kind], { n: row.number ?? '' }));
    case 'conclusion-shared':
      return words[kind];
    case 'plan-started':
    case 'plan-shared':
    case 'plan-approved':
    case 'plan-archived':
      return linked(`/plans/${row.about}`, fill(words[kind], { n: row.number ?? '' }));
    case 'plan-answered':
      return linked(`/plans/${row.about}`, fill(words[kind], { relation: row.relation ? m.vocabulary.relations[row.relation] : '', ...row.answers }));
    case 'assistant-assigned':
      return linked(`/assignments/${row.about}`, fill(words[kind], { name: row.name ?? '', day: row.day ? day(row.day) : '' }));
    case 'consent':
      return row.consent && row.relation
        ? fill(words[kind], {
            state: m.vocabulary.consentStates[row.consent.state],
            purpose: inSentence(m.vocabulary.consentPurposes[row.consent.purpose]),
            relation: m.vocabulary.relations[row.relation],
            manner: inSentence(m.vocabulary.consentManners[row.consent.manner]),
          })
        : null;
  }
}

function linked(href: string, text: string): ReactNode {
  return <a href={href}>{text}</a>;
}

function EntryText({ goal, measured }: { goal: NonNullable<HappeningInCase['goal']>; measured: NonNullable<HappeningInCase['measured']> }) {
  const { m, fill, inOwn } = useWords();
  const { say } = useMeasured();
  const title = inOwn(goal.title);
  return (
    <>
      <a href={`/goals/${goal.id}`} lang={title.lang}>{title.text}</a>{': '}
      {saysHelp(goal.measure)
        ? inSentence(say(goal, measured))
        : fill(m.home.happened.entry, { amount: say(goal, measured), help: inSentence(m.vocabulary.helpLevels[measured.help]) })}
      {measured.note && <span className="small"> «{measured.note}»</span>}
    </>
  );
}
