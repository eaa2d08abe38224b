import type { PlanContent, PlanPart } from '~/domain/plans';
import { useWords } from '~/i18n/words';
import { Conflict, ProblemSummary, useConflict, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Actions, Button, LinkButton } from '../ui/button';
import { Card, Section } from '../ui/card';
import { DateField, Hidden, TextArea } from '../ui/field';
import { Notice } from '../ui/notice';
import { Completeness } from '../ui/progress-bits';
import { GoalForTeam } from './goal-parts';
import { Accommodations, Prose, ServiceRows } from './plan-sheet';

interface PlanStudioProps {
  plan: PlanContent;
  version: number;
  completeness: { done: number; of: number; missing: PlanPart[] };
  balance: { academicShare: number; hasSoft: boolean };
  locked: boolean;
  lonelyAuthor: boolean;
}

/** Where a missing part is mended. */
const PLACE: Record<PlanPart, string> = {
  strengths: '#strengths',
  childVoice: '#childVoice',
  familyVoice: '#familyVoice',
  needs: '#needs',
  familyWork: '#familyWork',
  goals: '#goals',
  softGoal: '#noSoftGoalReason',
  services: '#services',
  accommodations: '#accommodations',
};

/** The draft as a document to write: what is missing on top, the written parts, the goals, the support. */
export function PlanStudio({ plan, version, completeness, balance, locked, lonelyAuthor }: PlanStudioProps) {
  const { m, fill } = useWords();
  const { error, typed } = useProblem();
  const conflict = useConflict();
  const words = m.plans;
  const address = (page: string) => `/plans/${plan.id}/${page}`;
  const labels = {
    ...words.parts,
    noSoftGoalReason: words.noSoftGoalReason,
    startsOn: words.begin.startsOn,
    endsOn: words.begin.endsOn,
  };
  if (conflict) return <Conflict labels={labels} />;
  const text = (name: 'strengths' | 'childVoice' | 'familyVoice' | 'needs' | 'familyWork' | 'noSoftGoalReason') => (
    <TextArea id={name} label={labels[name]} hint={words.hints[name]} error={error(name)} defaultValue={typed(name, plan[name])} />
  );
  return (
    <div className="stack mt-4">
      <Completeness
        label={fill(words.studio.complete, { done: completeness.done, of: completeness.of })}
        done={completeness.done}
        of={completeness.of}
        missing={completeness.missing.map((part) => ({ href: PLACE[part], label: words.parts[part] }))}
      />
      {lonelyAuthor && <Notice kind="watch">{words.begin.lonely}</Notice>}
      <ProblemSummary labels={labels} />
      {locked ? (
        <>
          <Notice kind="readonly" action={<LinkButton href={`/plans/${plan.id}`}>{words.toPlan}</LinkButton>}>{words.studio.locked}</Notice>
          {(['strengths', 'childVoice', 'familyVoice', 'needs', 'familyWork'] as const).map((name) => (
            <Section key={name} id={name} title={words.parts[name]}><Prose text={typed(name, plan[name])} /></Section>
          ))}
        </>
      ) : (
        <Section id="text" title={words.studio.text}>
          <Send className="form">
            <Hidden name="version" value={typed('version', version)} />
            {text('strengths')}
            {text('childVoice')}
            {text('familyVoice')}
            {text('needs')}
            {text('familyWork')}
            <div className="grid gap-4 mid:grid-cols-2">
              <DateField id="startsOn" label={words.begin.startsOn} error={error('startsOn')} defaultValue={typed('startsOn', plan.startsOn)} />
              <DateField id="endsOn" label={words.begin.endsOn} error={error('endsOn')} defaultValue={typed('endsOn', plan.endsOn)} />
            </div>
            {text('noSoftGoalReason')}
            <div><Button kind="main">{m.frame.save}</Button></div>
          </Send>
        </Section>
      )}
      <Section id="goals" title={words.parts.goals}>
        {balance.academicShare > 0.5 && <Notice kind="watch">{words.studio.balanceAcademic}</Notice>}
        {plan.goals.length === 0 ? (
          <p className="small">{words.sheet.noGoals}</p>
        ) : (
          <Card bare watermark={words.watermark}>
            {plan.goals.map((goal, index) => (
              <GoalForTeam
                key={goal.id}
                goal={goal}
                links={
                  locked ? undefined : (
                    <>
                      <LinkButton href={`/goals/${goal.id}/edit`}>{m.goals.edit}</LinkButton>
                      {index > 0 && <Move goalId={goal.id} towards="up" />}
                      {index < plan.goals.length - 1 && <Move goalId={goal.id} towards="down" />}
                      <LinkButton kind="quiet" href={`/goals/${goal.id}/removal`}>{m.goals.remove}</LinkButton>
                    </>
                  )
                }
              />
            ))}
          </Card>
        )}
        {!locked && <p className="mt-4"><LinkButton href={address('goals/new')}>{words.studio.addGoal}</LinkButton></p>}
      </Section>
      <Section id="services" title={words.parts.services}>
        <ServiceRows services={plan.services} removable={!locked} />
        {!locked && <p className="mt-4"><LinkButton href={address('services/new')}>{words.studio.addService}</LinkButton></p>}
      </Section>
      <Section id="accommodations" title={words.parts.accommodations}>
        <Accommodations items={plan.accommodations} />
        {!locked && <p className="mt-4"><LinkButton href={address('accommodations')}>{words.studio.changeAccommodations}</LinkButton></p>}
      </Section>
      {!locked && (
        <Actions>
          <LinkButton kind="main" href={address('submission')}>{words.sheet.buttons.submission}</LinkButton>
          <LinkButton href={`/plans/${plan.id}`}>{words.studio.read}</LinkButton>
        </Actions>
      )}
    </div>
  );
}

function Move({ goalId, towards }: { goalId: string; towards: 'up' | 'down' }) {
  const { m } = useWords();
  return (
    <Send action={`/goals/${goalId}/position`}>
      <Button kind="quiet" name="towards" value={towards}>{m.goals[towards]}</Button>
    </Send>
  );
}
