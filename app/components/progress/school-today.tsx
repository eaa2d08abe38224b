import { useWords } from '~/i18n/words';
import { LinkButton } from '../ui/button';
import { Card, CardPart, Section, Stack, Told } from '../ui/card';
import { DataList, EmptyState } from '../ui/list';
import { Notice } from '../ui/notice';
import { PageHead } from '../ui/page';
import { useMeasured, type Measured, type Scale } from './measured';

interface TwoTexts {
  kk: string;
  ru: string;
}

interface GoalNow extends Scale {
  id: string;
  title: TwoTexts;
  behaviour: TwoTexts;
  strategies: TwoTexts;
  target: number;
  last: (Measured & { on: string }) | null;
}

interface ChildNow {
  id: string;
  name: string;
  className: string | null;
  supportSummary: string;
  fadingGoal: string;
  assignmentId: string;
  slots: { startsAt: string; endsAt: string }[];
  goals: GoalNow[];
}

interface ChildThisWeek {
  id: string;
  name: string;
  className: string | null;
  unmeasured: { id: string; title: TwoTexts }[];
}

type WaitingKind = 'referral-draft' | 'plan-draft' | 'plan-to-share' | 'plan-to-answer' | 'plan-to-approve' | 'family-question' | 'hours-missing';

interface Waiting {
  kind: WaitingKind;
  id: string;
  childId: string;
  childName: string;
  since: string;
  days: number;
}

export type SchoolTodayProps = { today: string } & (
  | { role: 'assistant'; children: ChildNow[] }
  | { role: 'teacher'; children: ChildThisWeek[]; waiting: Waiting[] }
  | { role: 'school_coordinator'; waiting: Waiting[]; missingHours: number }
);

/** The first page of the day at a school, by role. */
export function SchoolToday(props: SchoolTodayProps) {
  const { m, day, weekday } = useWords();
  const words = m.progress.today;
  const date = `${weekday(props.today)}, ${day(props.today)}`;
  return (
    <>
      <PageHead title={props.role === 'assistant' ? words.now : words.today} meta={date} />
      {props.role === 'assistant' && <AssistantNow found={props.children} />}
      {props.role === 'teacher' && <TeacherToday found={props.children} waiting={props.waiting} />}
      {props.role === 'school_coordinator' && <CoordinatorToday waiting={props.waiting} missingHours={props.missingHours} />}
    </>
  );
}

function AssistantNow({ found }: { found: ChildNow[] }) {
  const { m, fill } = useWords();
  const words = m.progress.today;
  if (found.length === 0) return <EmptyState title={words.assistantEmpty.title} text={words.assistantEmpty.text} />;
  return (
    <Stack>
      {found.map((child) => (
        <Section
          key={child.assignmentId}
          id={`child-${child.assignmentId}`}
          title={
            <>
              <a href={`/children/${child.id}`}>{child.name}</a>
              {child.className ? ` · ${child.className}` : ''}
            </>
          }
        >
          <p className="num">
            <a href={`/assignments/${child.assignmentId}`}>
              {child.slots.length > 0 ? child.slots.map((slot) => fill(words.slot, { from: slot.startsAt, to: slot.endsAt })).join(' · ') : words.noSlots}
            </a>
          </p>
          <div className="mt-2">
            <Told
              items={[
                ...(child.supportSummary ? [{ label: words.helps, text: <span className="whitespace-pre-line">{child.supportSummary}</span> }] : []),
                { label: words.fading, text: <span className="whitespace-pre-line">{child.fadingGoal}</span> },
              ]}
            />
          </div>
          <div className="mt-4">{child.goals.length === 0 ? <Notice kind="readonly">{words.noGoals}</Notice> : <GoalsNow goals={child.goals} />}</div>
        </Section>
      ))}
    </Stack>
  );
}

function GoalsNow({ goals }: { goals: GoalNow[] }) {
  const { m, fill, day, inOwn } = useWords();
  const { say, sayTarget } = useMeasured();
  const words = m.progress;
  return (
    <Card bare>
      {goals.map((goal) => {
        const title = inOwn(goal.title).text ? inOwn(goal.title) : inOwn(goal.behaviour);
        const helps = inOwn(goal.strategies);
        return (
          <CardPart key={goal.id}>
            <h3 lang={title.lang}>
              <a href={`/goals/${goal.id}`}>{title.text}</a>
            </h3>
            <p className="small">{fill(words.target, { value: sayTarget(goal, goal.target, goal.last?.trials ?? null) })}</p>
            <p className="small">{goal.last ? fill(words.last, { value: say(goal, goal.last), day: day(goal.last.on) }) : words.noLast}</p>
            {helps.text && (
              <details>
                <summary className="small">{words.today.helps}</summary>
                <p lang={helps.lang} className="whitespace-pre-line">
                  {helps.text}
                </p>
              </details>
            )}
            <p className="mt-2">
              <LinkButton kind="main" href={`/goals/${goal.id}/entries/new?place=lesson`} aria-label={`${words.today.record}: ${title.text}`}>
                {words.today.record}
              </LinkButton>
            </p>
          </CardPart>
        );
      })}
    </Card>
  );
}

function TeacherToday({ found, waiting }: { found: ChildThisWeek[]; waiting: Waiting[] }) {
  const { m, count, inOwn } = useWords();
  const words = m.progress.today;
  const lacking = found.filter((child) => child.unmeasured.length > 0);
  if (found.length === 0) return <EmptyState title={words.teacher.empty.title} text={words.teacher.empty.text} />;
  return (
    <Stack>
      {waiting.length > 0 && (
        <Section id="drafts" title={words.teacher.drafts}>
          <WaitingList waiting={waiting} />
        </Section>
      )}
      <Section id="unmeasured" title={words.teacher.title}>
        {lacking.length === 0 ? (
          <Notice kind="good">{words.teacher.all}</Notice>
        ) : (
          <Card bare>
            {lacking.map((child) => (
              <CardPart key={child.id}>
                <h3>
                  <a href={`/children/${child.id}`}>{child.name}</a>
                  {child.className ? ` · ${child.className}` : ''}
                </h3>
                <p className="small">{count(child.unmeasured.length, words.teacher.count)}</p>
                <ul className="list mt-2">
                  {child.unmeasured.map((goal) => (
                    <li key={goal.id}>
                      <a className="inline-block py-1" href={`/goals/${goal.id}/entries/new`}>
                        {`${words.record}: `}
                        <span lang={inOwn(goal.title).lang}>{inOwn(goal.title).text}</span>
                      </a>
                    </li>
                  ))}
                </ul>
              </CardPart>
            ))}
          </Card>
        )}
      </Section>
    </Stack>
  );
}

function CoordinatorToday({ waiting, missingHours }: { waiting: Waiting[]; missingHours: number }) {
  const { m, fill, number } = useWords();
  const words = m.progress.today.waiting;
  if (waiting.length === 0) return <EmptyState title={words.empty.title} text={words.empty.text} />;
  return (
    <Stack>
      {missingHours > 0 && (
        <Notice kind="needs" title={fill(words.missing, { n: number(missingHours) })} action={<LinkButton href="/assistants">{words.board}</LinkButton>} />
      )}
      <Section id="waiting" title={words.title}>
        <WaitingList waiting={waiting} />
      </Section>
    </Stack>
  );
}

const ADDRESS: Record<WaitingKind, (one: Waiting) => string> = {
  'referral-draft': ({ id }) => `/referrals/${id}`,
  'plan-draft': ({ id }) => `/plans/${id}`,
  'plan-to-share': ({ id }) => `/plans/${id}`,
  'plan-to-answer': ({ id }) => `/plans/${id}`,
  'plan-to-approve': ({ id }) => `/plans/${id}`,
  'family-question': ({ id }) => `/plans/${id}`,
  'hours-missing': ({ id }) => `/needs/${id}/assignment`,
};

function WaitingList({ waiting }: { waiting: Waiting[] }) {
  const { m, count } = useWords();
  const words = m.progress.today.waiting;
  return (
    <DataList
      caption={count(waiting.length, words.count)}
      items={waiting}
      itemKey={(one) => `${one.kind} ${one.id}`}
      columns={[
        { head: words.what, names: true, cell: (one) => <a href={ADDRESS[one.kind](one)}>{words.kinds[one.kind]}</a> },
        { head: words.child, cell: (one) => <a href={`/children/${one.childId}`}>{one.childName}</a> },
        { head: words.since, number: true, cell: (one) => (one.days === 0 ? words.fresh : count(one.days, words.days)) },
      ]}
    />
  );
}
