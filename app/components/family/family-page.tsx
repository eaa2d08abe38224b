import type { Change } from '~/domain/cases';
import type { SessionForm } from '~/domain/conclusions';
import type { FamilyTask, Whereabouts } from '~/domain/family';
import type { MeasureType } from '~/domain/goals';
import type { Language } from '~/domain/languages';
import type { Stage } from '~/domain/stages';
import { useWords } from '~/i18n/words';
import { useChange } from '../cases/change';
import { OwnWords } from '../cases/own-words';
import { LinkButton } from '../ui/button';
import { Card, CardPart, Section, Told } from '../ui/card';
import { EmptyState } from '../ui/list';
import { Notice } from '../ui/notice';
import { PageHead } from '../ui/page';
import { StairLine } from '../ui/stair';
import { StateTag } from '../ui/state-tag';

export interface GoalInFamily {
  id: string;
  draft: boolean;
  title: { kk: string; ru: string };
  what: { kk: string; ru: string };
  why: { kk: string; ru: string };
  home: { kk: string; ru: string };
  measure: MeasureType;
  unit: string;
  change: Change;
}

export interface FamilyPageProps {
  child: { id: string; name: string; className: string | null; school: Record<Language, string> | null };
  others: boolean;
  stair: { stage: Stage; state: 'done' | 'now' | 'todo' }[];
  where: Whereabouts;
  next: { kind: 'session' | 'plan-ends'; on: string; at: string | null } | null;
  task: FamilyTask;
  childVoice: string;
  goals: GoalInFamily[];
  services: { id: string; name: Record<Language, string> | null; type: string; form: SessionForm; minutes: number; perWeek: number }[];
  assistants: { name: string; hours: number | null }[];
  coordinator: string | null;
  quiet: number | null;
  papers: { plan: string | null; draft: string | null; conclusion: string | null; extract: string | null; referral: string | null };
}

/** The parent's page: where we are, one thing to do, each goal in plain words, who helps and whom to ask. */
export function FamilyPage({ child, others, stair, where, next, task, childVoice, goals, services, assistants, coordinator, quiet, papers }: FamilyPageProps) {
  const { m, fill, count, inOwn } = useWords();
  const words = m.family;
  const place = [child.className, child.school && inOwn(child.school).text].filter(Boolean).join(', ');
  return (
    <div className="stack">
      <div>
        <PageHead title={child.name} meta={place || undefined} />
        <Where stair={stair} where={where} next={next} />
      </div>
      <Task task={task} childId={child.id} />
      {quiet !== null && (
        <Notice kind="watch" title={words.quiet.title}>
          <p>
            {count(quiet, words.quiet.text)} {coordinator ? fill(words.quiet.ask, { name: coordinator }) : words.quiet.askNobody}
          </p>
        </Notice>
      )}
      <Section id="goals" title={fill(words.learns, { name: child.name })}>
        {childVoice && (
          <p className="mb-3">
            <span className="small block">{fill(words.voice, { name: child.name })}</span><OwnWords text={childVoice} />
          </p>
        )}
        {goals.length === 0 ? (
          <EmptyState title={words.noGoals.title} text={words.noGoals.text} />
        ) : (
          <Card bare>
            {goals.map((goal) => (
              <FamilyGoal key={goal.id} goal={goal} />
            ))}
          </Card>
        )}
      </Section>
      {(services.length > 0 || assistants.length > 0) && <Helpers services={services} assistants={assistants} />}
      <Papers childId={child.id} papers={papers} />
      <p className="small">
        {coordinator ? fill(words.ways, { name: coordinator }) : words.waysNobody}{' '}
        <a href={`/children/${child.id}/opened`}>{words.whoOpened}</a> · <a href={`/children/${child.id}/access`}>{words.whoMaySee}</a>
        {others && (
          <>
            {' · '}
            <a href="/children">{words.others}</a>
          </>
        )}
      </p>
    </div>
  );
}

function Where({ stair, where, next }: Pick<FamilyPageProps, 'stair' | 'where' | 'next'>) {
  const { m, fill, day } = useWords();
  const words = m.family;
  const index = stair.findIndex(({ state }) => state === 'now');
  const stage = stair[index]?.stage ?? 'referral';
  const step = fill(words.where.step, { n: index + 1, stage: m.children.stages[stage].toLowerCase() });
  return (
    <Card>
      <h2>{words.where.title}</h2>
      <StairLine label={step} states={stair.map(({ state }) => state)} />
      <p>
        <b>{step}</b> {words.where[where]}
      </p>
      {next && <p className="mt-2">{fill(words.next[next.kind], { day: day(next.on), time: next.at ?? '' })}</p>}
    </Card>
  );
}

function Task({ task, childId }: { task: FamilyTask; childId: string }) {
  const { m, count } = useWords();
  const words = m.family.task;
  if (!task) return <p className="small">{words.none}</p>;
  const text = task.task === 'answer-plan' ? count(task.goals, words['answer-plan'], { answered: task.answered }) : words[task.task];
  return (
    <Card needs>
      <h2>{words.title}</h2>
      <p className="mb-3">{text}</p>
      <LinkButton kind="main" full href={addressOf(task, childId)}>
        {words[`${task.task}-button`]}
      </LinkButton>
    </Card>
  );
}

function addressOf(task: NonNullable<FamilyTask>, childId: string): string {
  switch (task.task) {
    case 'answer-plan':
      return `/plans/${task.id}/answers`;
    case 'give-consent':
      return `/children/${childId}/consents/new`;
    case 'share-conclusion':
      return `/conclusions/${task.id}/sharing`;
  }
}

function FamilyGoal({ goal }: { goal: GoalInFamily }) {
  const { m, inOwn } = useWords();
  const sayChange = useChange();
  const words = m.family;
  const title = inOwn(goal.title);
  const text = (texts: { kk: string; ru: string }) => {
    const own = inOwn(texts);
    return <span lang={own.lang}>{own.text}</span>;
  };
  const items = [
    ...(goal.what.kk || goal.what.ru ? [{ label: words.what, text: text(goal.what) }] : []),
    ...(goal.why.kk || goal.why.ru ? [{ label: words.why, text: text(goal.why) }] : []),
    ...(goal.home.kk || goal.home.ru ? [{ label: words.home, text: text(goal.home) }] : []),
    ...(goal.draft && goal.change.kind === 'nothing' ? [] : [{ label: words.changed, text: goal.change.kind === 'nothing' ? words.notYet : sayChange(goal, goal.change) }]),
  ];
  return (
    <CardPart id={`goal-${goal.id}`}>
      {goal.draft && <StateTag tone="review" text={words.draft} />}
      <h3 className={goal.draft ? 'mt-2' : undefined} lang={title.lang}>
        {title.text}
      </h3>
      <div className="mt-2">
        <Told items={items} />
      </div>
      {!goal.draft && (
        <p className="mt-2">
          <a className="inline-block py-1" href={`/goals/${goal.id}`}>{words.goalLink}</a>
        </p>
      )}
    </CardPart>
  );
}

function Helpers({ services, assistants }: Pick<FamilyPageProps, 'services' | 'assistants'>) {
  const { m, fill, count, number, inOwn } = useWords();
  const words = m.family.help;
  return (
    <Section id="help" title={words.title}>
      <ul className="grid gap-2">
        {services.map(({ id, name, type, form, minutes, perWeek }) => (
          <li key={id}>
            {name ? inOwn(name).text : type}
            <span className="small block">{fill(words.service, { form: m.vocabulary.sessionForms[form], times: count(perWeek, words.times), minutes: number(minutes) })}</span>
          </li>
        ))}
        {assistants.map(({ name, hours }) => (
          <li key={name}>
            {words.assistant}
            <span className="small block">{hours === null ? name : count(hours, words.hours, { name })}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Papers({ childId, papers }: { childId: string; papers: FamilyPageProps['papers'] }) {
  const words = useWords().m.family.papers;
  const links: [string | null, string][] = [
    [papers.draft && `/plans/${papers.draft}`, words.draft],
    [papers.plan && `/plans/${papers.plan}`, words.plan],
    [papers.conclusion && `/conclusions/${papers.conclusion}/family`, words.plainConclusion],
    [papers.conclusion && `/conclusions/${papers.conclusion}`, words.conclusion],
    [papers.conclusion && `/children/${childId}/recommendations`, words.recommendations],
    [papers.extract && `/extracts/${papers.extract}`, words.extract],
    [papers.referral && `/referrals/${papers.referral}`, words.referral],
    [`/children/${childId}/consents`, words.consents],
  ];
  return (
    <Section id="papers" title={words.title}>
      <ul>
        {links.map(([href, label]) =>
          href ? (
            <li key={href}>
              <a className="inline-block py-2" href={href}>
                {label}
              </a>
            </li>
          ) : null,
        )}
      </ul>
    </Section>
  );
}
