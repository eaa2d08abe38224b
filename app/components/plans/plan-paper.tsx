import type { PlanContent } from '~/domain/plans';
import { useWords } from '~/i18n/words';
import { useGoalWords } from '../goals/goal-words';
import { Lines, Said } from '../goals/said';
import { DataList } from '../ui/list';
import { PaperFrame } from '../ui/paper';

interface PlanPaperProps {
  plan: PlanContent;
  child: { name: string; birthYear: string; className: string | null };
  isDraft: boolean;
  reader: string;
  now: string;
}

/** The plan as a document to sign; a draft says on every page that it is one. */
export function PlanPaper({ plan, child, isDraft, reader, now }: PlanPaperProps) {
  const { m, language, fill, inOwn, day, moment, count } = useWords();
  const { amount } = useGoalWords();
  const words = m.plans.paper;
  const text = (title: string, body: string) =>
    body && (
      <section>
        <h2>{title}</h2>
        {body.split('\n').filter(Boolean).map((line, index) => <p key={index}>{line}</p>)}
      </section>
    );
  return (
    <PaperFrame
      lang={language}
      title={words.title}
      number={fill(words.number, { n: plan.number, from: day(plan.startsOn), to: day(plan.endsOn) })}
      organisation={inOwn(plan.organisation).text}
      child={[fill(words.child, { name: child.name, year: child.birthYear }), child.className].filter(Boolean).join(' · ')}
      mark={isDraft ? words.draft : undefined}
      signatures={[
        { role: words.signatures.head },
        { role: words.signatures.coordinator, name: plan.approvedBy },
        { role: words.signatures.author, name: plan.author },
        { role: words.signatures.parent },
      ]}
      printed={fill(m.frame.printed, { when: moment(now), who: reader })}
    >
      <p>
        {m.plans.sheet.basis}:{' '}
        {plan.basis ? fill(m.plans.sheet.basisExtract, { number: plan.basis.number, date: plan.basis.issuedOn ? day(plan.basis.issuedOn) : '' }) : m.plans.sheet.basisOwn}
      </p>
      <div className="grid gap-x-6 mid:grid-cols-2 print:grid-cols-2">
        {text(m.plans.parts.strengths, plan.strengths)}
        {text(m.plans.parts.needs, plan.needs)}
        {text(m.plans.parts.childVoice, plan.childVoice)}
        {text(m.plans.parts.familyVoice, plan.familyVoice)}
      </div>
      <h2>{m.plans.parts.goals}</h2>
      <div className="text-tiny">
        <DataList
          caption={count(plan.goals.length, m.plans.list.goals)}
          captionHidden
          stacks={false}
          items={plan.goals}
          itemKey={(goal) => goal.id}
          columns={[
            { head: words.goal, names: true, cell: (goal) => <><Said texts={goal.title} /><span className="block font-normal"><Said texts={goal.behaviour} /></span></> },
            {
              head: words.fromTo,
              cell: (goal) => (
                <>
                  {fill(m.goals.fromTo, { from: amount(goal.baseline, goal.unit, goal.measure), to: amount(goal.target, goal.unit, goal.measure) })}
                  <span className="block">{day(goal.dueOn)}</span>
                </>
              ),
            },
            { head: words.homeWho, cell: (goal) => <><Lines texts={goal.home} /><span className="block">{[goal.responsible, goal.method].filter(Boolean).join(', ')}</span></> },
          ]}
        />
      </div>
      {plan.services.length > 0 && (
        <>
          <h2>{m.plans.parts.services}</h2>
          <DataList
            caption={m.plans.parts.services}
            captionHidden
            stacks={false}
            items={plan.services}
            itemKey={(service) => service.id}
            columns={[
              { head: words.support, names: true, cell: (service) => <Said texts={service.name} /> },
              { head: words.form, cell: (service) => m.vocabulary.sessionForms[service.form] },
              { head: words.week, cell: (service) => fill(m.plans.service.weekly, { times: service.perWeek, minutes: service.minutes }) },
              { head: m.plans.service.provider, cell: (service) => service.provider },
            ]}
          />
        </>
      )}
      <div className="grid gap-x-6 mid:grid-cols-2 print:grid-cols-2">
        {plan.accommodations.length > 0 && (
          <section>
            <h2>{m.plans.parts.accommodations}</h2>
            <p>{plan.accommodations.map(({ name, detail }) => inOwn(name).text + (detail && ` (${detail})`)).join('; ')}</p>
          </section>
        )}
        {text(m.plans.parts.familyWork, plan.familyWork)}
      </div>
    </PaperFrame>
  );
}
