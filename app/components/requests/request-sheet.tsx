import type { ReactNode } from 'react';
import type { ExamKind, InstructionLanguage } from '~/domain/assessments';
import type { DeadlineKind } from '~/domain/deadlines';
import type { Relation } from '~/domain/guardians';
import type { Language } from '~/domain/languages';
import type { CaseKind, RequestChannel, Urgency } from '~/domain/queue';
import type { VisitState } from '~/domain/visits';
import { useWords } from '~/i18n/words';
import { ProblemSummary } from '../frame/problem';
import { Actions, LinkButton } from '../ui/button';
import { Card, Columns, Row, Rows, Section, Timeline } from '../ui/card';
import { Notice } from '../ui/notice';
import { StateTag, type Tone } from '../ui/state-tag';
import { Expected, type ExpectedTurn } from './expected';
import type { AskedPaper } from './papers-form';
import { Twins, type Twin } from './request-form';
import { RequestPageHead, type HeadOfRequest } from './request-page-head';

export interface RunningClock {
  code: string;
  names: Record<Language, string>;
  due: string;
  state: 'met' | 'running' | 'late';
  open: boolean;
  leftDays: number;
  paragraph: string;
  note: Record<Language, string> | null;
  kind: DeadlineKind | 'unchecked';
  act: Record<Language, string> | null;
}

export interface ShownRequest extends HeadOfRequest {
  age: { years: number; months: number };
  channel: RequestChannel;
  urgency: Urgency;
  caseKind: CaseKind;
  examKind: ExamKind;
  examLanguage: InstructionLanguage;
  receivedOn: string;
  waited: number;
  place: number | null;
  expected: ExpectedTurn | null;
  seenOn: string | null;
  closedOn: string | null;
  closeReason: string | null;
  applicant: { name: string; relation: Relation | null; phone: string | null; language: Language };
  reason: string;
  recordedBy: string | null;
  from: Record<Language, string> | null;
  links: { child: string | null; referral: string | null; examination: string | null };
  papers: AskedPaper[];
  owed: string[];
  clocks: RunningClock[];
  visits: { id: string; on: string; startsAt: string; endsAt: string; room: string; ordinal: number; state: VisitState; reason: string }[];
  jumps: { id: string; before: Urgency; after: Urgency; reason: string; by: string; at: string }[];
  twins: Twin[];
  can: { edit: boolean; papers: boolean; withdraw: boolean; arrive: boolean; jump: boolean; book: boolean };
}

const PAPER_TONE = { present: 'good', requested: 'review', missing: 'watch' } as const;
const VISIT_TONE: Record<VisitState, Tone> = { booked: 'good', held: 'good', 'no-show': 'watch', moved: 'draft', cancelled: 'draft' };
const CLOCK_TONE = { met: 'good', running: 'review', late: 'late' } as const;

/** A request with everything that hangs on it, and the steps the reader may take. */
export function RequestSheet({ request }: { request: ShownRequest }) {
  const { m, count } = useWords();
  const { years, months } = request.age;
  const age = years > 0 ? count(years, m.frame.years) : count(months, m.frame.months);
  return (
    <>
      <RequestPageHead head={request} title={m.requests.title} lead={age} />
      <ProblemSummary />
      <Steps request={request} />
      {request.twins.length > 0 && <Twins twins={request.twins} title={m.requests.page.twins} />}
      <div className="mt-6">
        <Columns
          main={
            <>
              <Why request={request} />
              <Visits request={request} />
              <Papers request={request} />
              <Clocks clocks={request.clocks} />
              <Jumps request={request} />
            </>
          }
          aside={<Facts request={request} />}
        />
      </div>
      {request.can.withdraw && (
        <div className="actions mt-8 no-print">
          <LinkButton href={`/requests/${request.id}/withdrawal`}>{m.requests.page.withdraw}</LinkButton>
        </div>
      )}
    </>
  );
}

function Steps({ request: { id, can, links } }: { request: ShownRequest }) {
  const { m } = useWords();
  const words = m.requests.page;
  return (
    <div className="mt-4">
      {can.arrive && <div className="mb-3"><Notice kind="needs">{words.arriveHint}</Notice></div>}
      <Actions>
        {can.book && <LinkButton kind="main" href={`/requests/${id}/visits/new`}>{words.book}</LinkButton>}
        {can.arrive && <LinkButton kind={can.book ? 'plain' : 'main'} href={`/requests/${id}/arrival`}>{words.arrive}</LinkButton>}
        {links.examination && <LinkButton kind={can.book || can.arrive ? 'plain' : 'main'} href={`/assessments/${links.examination}`}>{words.toExamination}</LinkButton>}
        {can.jump && <LinkButton href={`/requests/${id}/jump`}>{words.jump}</LinkButton>}
        {can.edit && <LinkButton href={`/requests/${id}/edit`}>{words.edit}</LinkButton>}
        {links.child && <LinkButton href={`/children/${links.child}`}>{words.toChild}</LinkButton>}
        {links.referral && <LinkButton href={`/referrals/${links.referral}`}>{words.toReferral}</LinkButton>}
      </Actions>
    </div>
  );
}

function Why({ request: { reason, closeReason } }: { request: ShownRequest }) {
  const { m } = useWords();
  const words = m.requests.page;
  return (
    <>
      {closeReason && (
        <Notice kind="readonly" title={words.closeReason}>
          <p className="whitespace-pre-wrap">{closeReason}</p>
        </Notice>
      )}
      <Section id="why" title={words.why}>
        <p className="whitespace-pre-wrap max-w-reading">{reason || words.noReason}</p>
      </Section>
    </>
  );
}

function Papers({ request: { id, papers, owed, can } }: { request: ShownRequest }) {
  const { m, inOwn, count } = useWords();
  const words = m.requests.page;
  return (
    <Section id="papers" title={words.papers} link={can.papers ? { href: `/requests/${id}/papers`, label: words.tick } : undefined}>
      {papers.length === 0 ? (
        <p>{m.requests.papers.none}</p>
      ) : (
        <>
          <p className="mb-2">{owed.length > 0 ? count(owed.length, words.papersOwed) : words.papersDone}</p>
          <div className="max-w-reading">
            <Rows>
              {papers.map(({ code, names, need, state }) => (
                <Row key={code} label={<>{inOwn(names).text}<span className="small block">{m.requests.needs[need]}</span></>}>
                  <StateTag tone={state === 'missing' && need !== 'mandatory' ? 'draft' : PAPER_TONE[state]} text={m.vocabulary.documentStates[state]} />
                </Row>
              ))}
            </Rows>
          </div>
          <p className="small mt-2 no-print">
            {words.printOwed}: <a href={`/requests/${id}/owed?language=kk`}>{m.vocabulary.languages.kk}</a> · <a href={`/requests/${id}/owed?language=ru`}>{m.vocabulary.languages.ru}</a>
          </p>
        </>
      )}
    </Section>
  );
}

function Visits({ request: { visits } }: { request: ShownRequest }) {
  const { m, day, fill } = useWords();
  const words = m.requests.page;
  return (
    <Section id="visits" title={words.visits}>
      {visits.length === 0 ? (
        <p>{words.noVisits}</p>
      ) : (
        <ul className="list">
          {visits.map(({ id, on, startsAt, endsAt, room, state, reason }) => (
            <li key={id}>
              <a href={`/day?on=${on}#visit-${id}`}>{fill(words.visitLine, { day: day(on), from: startsAt, to: endsAt, room })}</a> <StateTag tone={VISIT_TONE[state]} text={m.vocabulary.visitStates[state]} />
              {reason && <span className="small block">{reason}</span>}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Jumps({ request: { jumps } }: { request: ShownRequest }) {
  const { m, moment, fill } = useWords();
  const words = m.requests.page;
  return (
    <Section id="jumps" title={words.jumps}>
      {jumps.length === 0 ? (
        <p>{words.noJumps}</p>
      ) : (
        <Timeline
          items={jumps.map(({ id, before, after, reason, by, at }) => ({
            id,
            when: moment(at),
            dateTime: at,
            text: fill(words.jumpLine, { before: m.vocabulary.urgencies[before], after: m.vocabulary.urgencies[after], reason }),
            by,
          }))}
        />
      )}
    </Section>
  );
}

function Facts({ request }: { request: ShownRequest }) {
  const { m, day, count, number, inOwn } = useWords();
  const words = m.requests.page;
  const { applicant } = request;
  const rows: [string, ReactNode][] = [
    [words.received, day(request.receivedOn)],
    [words.waitedLabel, count(request.waited, words.days)],
    ...(request.place === null
      ? []
      : ([
          [words.place, number(request.place)],
          [m.requests.follow.expected, <Expected key="expected" turn={request.expected} />],
        ] as [string, ReactNode][])),
    [words.urgency, m.vocabulary.urgencies[request.urgency]],
    [words.channel, m.vocabulary.requestChannels[request.channel]],
    ...(request.from ? [[words.from, inOwn(request.from).text] as [string, ReactNode]] : []),
    ...(request.recordedBy ? [[words.recordedBy, request.recordedBy] as [string, ReactNode]] : []),
    [words.caseKind, m.vocabulary.caseKinds[request.caseKind]],
    [words.examKind, m.vocabulary.examKinds[request.examKind]],
    [words.examLanguage, m.vocabulary.instructionLanguages[request.examLanguage]],
    ...(applicant.name ? [[words.applicant, `${applicant.name}${applicant.relation ? ` (${m.vocabulary.relations[applicant.relation]})` : ''}`] as [string, ReactNode]] : []),
    [words.phone, applicant.phone ? <a href={`tel:${applicant.phone}`}>{applicant.phone}</a> : words.noPhone],
    [words.contactLanguage, m.vocabulary.languages[applicant.language]],
    ...(request.seenOn ? [[words.seen, day(request.seenOn)] as [string, ReactNode]] : []),
    ...(request.closedOn ? [[words.closed, day(request.closedOn)] as [string, ReactNode]] : []),
  ];
  return (
    <Card>
      <h2>{words.about}</h2>
      <Rows>{rows.map(([label, value]) => <Row key={label} label={label}>{value}</Row>)}</Rows>
    </Card>
  );
}

/** Each term with what it is and where it stands; nothing is called a norm that is none. */
function Clocks({ clocks }: { clocks: RunningClock[] }) {
  const { m, day, count, fill, inOwn } = useWords();
  const words = m.requests.clocks;
  const said = ({ state, open, leftDays }: RunningClock) => {
    if (!open) return state === 'met' ? words.met : words.missed;
    if (state === 'late') return count(-leftDays, words.late);
    return leftDays === 0 ? words.today : count(leftDays, words.running);
  };
  return (
    <Section id="clocks" title={m.requests.page.clocks}>
      {clocks.length === 0 ? (
        <p>{m.requests.page.noClocks}</p>
      ) : (
        <div className="max-w-reading">
          <Rows>
            {clocks.map((clock) => (
              <Row
                key={clock.code}
                label={
                  <>
                    {inOwn(clock.names).text}
                    <span className="small block">{[words.kinds[clock.kind], clock.act && inOwn(clock.act).text, clock.paragraph && fill(words.paragraph, { n: clock.paragraph })].filter(Boolean).join(' · ')}</span>
                    {clock.note && <span className="small block">{inOwn(clock.note).text}</span>}
                  </>
                }
              >
                <StateTag tone={CLOCK_TONE[clock.state]} text={said(clock)} />
                <span className="small block">{fill(words.due, { day: day(clock.due) })}</span>
              </Row>
            ))}
          </Rows>
        </div>
      )}
    </Section>
  );
}
