import type { ReactNode } from 'react';
import type { PlanContent, PlanState } from '~/domain/plans';
import { useWords } from '~/i18n/words';
import { Said } from '../goals/said';
import { Actions, LinkButton } from '../ui/button';
import { Card, Columns, Row, Rows, Section } from '../ui/card';
import { Notice } from '../ui/notice';
import { PageHead } from '../ui/page';
import { StateTag } from '../ui/state-tag';
import { GoalForFamily, GoalForTeam } from './goal-parts';
import { PLAN_TONE } from './plan-tone';

export interface PlanSheetProps {
  plan: PlanContent;
  child: { id: string; name: string; className: string | null };
  versions: { id: string; number: number; state: PlanState; on: string | null }[];
  answered: boolean;
  isFamily: boolean;
  can: { edit: boolean; submit: boolean; share: boolean; return: boolean; approve: boolean; answer: boolean; amend: boolean };
  waiting: 'author' | 'coordinator' | 'family' | null;
}

/** Several lines of text, or the word for "not yet". */
export function Prose({ text }: { text: string }) {
  const { m } = useWords();
  if (!text) return <p className="small">{m.plans.sheet.empty}</p>;
  return <div className="grid max-w-reading gap-2">{text.split('\n').filter(Boolean).map((line, index) => <p key={index}>{line}</p>)}</div>;
}

/** The plan to read, as much of it as its reader may see. */
export function PlanSheet({ plan, child, versions, answered, isFamily, can, waiting }: PlanSheetProps) {
  const { m, fill, day, moment } = useWords();
  const words = m.plans.sheet;
  const isDraft = waiting !== null;
  const address = (page: string) => `/plans/${plan.id}/${page}`;
  const steps: [boolean, string, keyof typeof words.buttons][] = [
    [can.answer && !answered, 'answers', 'answers'],
    [can.submit, 'submission', 'submission'],
    [can.share, 'sharing', 'sharing'],
    [can.approve, 'approval', 'approval'],
    [can.edit, 'edit', 'edit'],
    [can.amend, 'versions', 'versions'],
    [can.return, 'return', 'return'],
  ];
  const open = steps.filter(([allowed]) => allowed);
  const part = (id: 'strengths' | 'childVoice' | 'familyVoice' | 'needs' | 'familyWork', title: string): ReactNode =>
    plan[id] || isDraft ? <Section id={id} title={title}><Prose text={plan[id]} /></Section> : null;
  return (
    <>
      <PageHead
        title={m.plans.one}
        tag={{ tone: PLAN_TONE[plan.state], text: m.vocabulary.planStates[plan.state] }}
        breadcrumb={[{ label: child.name, href: `/children/${child.id}` }, { label: m.plans.one }]}
        breadcrumbLabel={m.frame.breadcrumb}
        meta={[child.name, child.className, fill(m.plans.version, { n: plan.number }), fill(m.plans.period, { from: day(plan.startsOn), to: day(plan.endsOn) })].filter(Boolean).join(' · ')}
        changed={plan.savedBy && fill(m.plans.studio.changed, { when: moment(plan.savedAt), who: plan.savedBy })}
        actions={
          <>
            {open.map(([, page, word], index) => <LinkButton key={page} kind={index === 0 ? 'main' : 'plain'} href={address(page)}>{words.buttons[word]}</LinkButton>)}
            <LinkButton kind="quiet" href={address('paper')}>{words.buttons.paper}</LinkButton>
          </>
        }
      />
      <div className="mb-6 grid gap-4">
        {plan.state === 'archived' && <Notice kind="readonly">{words.read}</Notice>}
        {waiting && !isFamily && <Notice kind={open.length > 0 ? 'needs' : 'info'}>{words.waiting[waiting]}</Notice>}
      </div>
      <Columns
        main={
          <>
            {plan.changeReason && <Section id="changeReason" title={words.why}><Prose text={plan.changeReason} /></Section>}
            {part('strengths', m.plans.parts.strengths)}
            {part('childVoice', m.plans.parts.childVoice)}
            {part('familyVoice', m.plans.parts.familyVoice)}
            {part('needs', m.plans.parts.needs)}
            <Section id="goals" title={m.plans.parts.goals}>
              {plan.noSoftGoalReason && <Notice title={words.softMissing}>{plan.noSoftGoalReason}</Notice>}
              {plan.goals.length === 0 ? (
                <p className="small">{words.noGoals}</p>
              ) : (
                <Card bare watermark={isDraft ? m.plans.watermark : undefined}>
                  {plan.goals.map((goal) => {
                    const own = isFamily ? plan.answers[0]?.answers.find(({ goalId }) => goalId === goal.id) : undefined;
                    return isFamily ? (
                      <GoalForFamily key={goal.id} goal={goal} answer={own?.answer} comment={own?.comment} />
                    ) : (
                      <GoalForTeam key={goal.id} goal={goal} answers={plan.answers} links={isDraft ? undefined : <LinkButton href={`/goals/${goal.id}`}>{m.goals.editTitle}</LinkButton>} />
                    );
                  })}
                </Card>
              )}
            </Section>
            {part('familyWork', m.plans.parts.familyWork)}
          </>
        }
        aside={
          <>
            <Section id="services" title={words.weekly}>
              <ServiceRows services={plan.services} />
            </Section>
            <Section id="accommodations" title={m.plans.parts.accommodations}>
              <Accommodations items={plan.accommodations} />
            </Section>
            <Section id="about" title={words.basis}>
              {plan.basis ? (
                <>
                  <p>{fill(words.basisExtract, { number: plan.basis.number, date: plan.basis.issuedOn ? day(plan.basis.issuedOn) : '' })}</p>
                  {plan.basis.open ? <p><a href={`/extracts/${plan.basis.extractId}`}>{words.openExtract}</a></p> : <p className="small">{words.basisClosed}</p>}
                </>
              ) : (
                <p className="small">{words.basisOwn}</p>
              )}
              <Rows>
                {plan.author && <Row label={words.author}>{plan.author}</Row>}
                {plan.sharedAt && <Row label={words.shared}>{moment(plan.sharedAt)}</Row>}
                {plan.approvedAt && <Row label={words.approved}>{[plan.approvedBy, moment(plan.approvedAt)].filter(Boolean).join(', ')}</Row>}
              </Rows>
            </Section>
            {!isFamily && plan.sharedAt && (
              <Section id="answers" title={words.answers}>
                {plan.answers.length === 0 ? (
                  <p className="small">{words.noAnswers}</p>
                ) : (
                  <ul className="list">
                    {plan.answers.map(({ guardianId, name, relation, sentAt }) => <li key={guardianId}>{name}, {m.vocabulary.relations[relation]}. <span className="small">{fill(words.sent, { when: moment(sentAt) })}</span></li>)}
                  </ul>
                )}
              </Section>
            )}
            {versions.length > 1 && (
              <Section id="versions" title={words.versions}>
                <ul className="grid gap-2">
                  {versions.map((version) => (
                    <li key={version.id}>
                      {version.id === plan.id ? <b>{fill(m.plans.version, { n: version.number })}</b> : <a href={`/plans/${version.id}`}>{fill(m.plans.version, { n: version.number })}</a>}{' '}
                      <StateTag tone={PLAN_TONE[version.state]} text={m.vocabulary.planStates[version.state]} />
                    </li>
                  ))}
                </ul>
              </Section>
            )}
          </>
        }
      />
      {isFamily && can.answer && !answered && <Actions><LinkButton kind="main" href={address('answers')}>{words.buttons.answers}</LinkButton></Actions>}
    </>
  );
}

/** The lines of support of a plan. */
export function ServiceRows({ services, removable }: { services: PlanContent['services']; removable?: boolean }) {
  const { m, fill, inOwn, count } = useWords();
  const words = m.plans.service;
  if (services.length === 0) return <p className="small">{words.none}</p>;
  const minutes = services.reduce((sum, service) => sum + service.minutes * service.perWeek, 0);
  return (
    <>
      <Rows>
        {services.map((service) => (
          <Row
            key={service.id}
            label={
              <>
                <Said texts={service.name} />
                <span className="small block">{[m.vocabulary.sessionForms[service.form], service.provider].filter(Boolean).join(' · ')}</span>
                {removable && <a className="small" href={`/plan-services/${service.id}/removal`}>{words.remove}<span className="sr-only">: {inOwn(service.name).text}</span></a>}
              </>
            }
          >
            {fill(words.weekly, { times: service.perWeek, minutes: service.minutes })}
          </Row>
        ))}
      </Rows>
      <p className="small">{count(minutes, words.total)}</p>
    </>
  );
}

/** The chosen accommodations, with how. */
export function Accommodations({ items }: { items: PlanContent['accommodations'] }) {
  const { m, fill } = useWords();
  const words = m.plans.accommodations;
  if (items.length === 0) return <p className="small">{words.none}</p>;
  return (
    <ul className="list">
      {items.map(({ id, name, detail }) => (
        <li key={id}>
          <Said texts={name} />
          {detail && <span className="small block">{fill(words.detail, { what: detail })}</span>}
        </li>
      ))}
    </ul>
  );
}
