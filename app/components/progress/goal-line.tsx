import type { Place } from '~/domain/progress';
import { useWords } from '~/i18n/words';
import { PageHead } from '../ui/page';
import { useMeasured, type Measured, type Scale } from './measured';

export interface RecordedGoal extends Scale {
  id: string;
  title: { kk: string; ru: string };
  behaviour: { kk: string; ru: string };
  strategies: { kk: string; ru: string };
  baseline: number;
  target: number;
  settings: Place[];
}

/** The head of a page on which a measurement is written: which child, which goal, where it stands. */
export function RecordHead({ head, goal, last, crumb }: { head: { name: string; className: string | null }; goal: RecordedGoal; last: (Measured & { on: string }) | null; crumb: string }) {
  const { m, fill, day, inOwn } = useWords();
  const { say, sayTarget } = useMeasured();
  const words = m.progress;
  const title = inOwn(goal.title);
  const behaviour = inOwn(goal.behaviour);
  const helps = inOwn(goal.strategies);
  return (
    <>
      <PageHead
        title={<span lang={title.text ? title.lang : behaviour.lang}>{title.text || behaviour.text}</span>}
        breadcrumb={[{ label: words.today.now, href: '/today' }, { label: words.goal.title, href: `/goals/${goal.id}` }, { label: crumb }]}
        breadcrumbLabel={m.frame.breadcrumb}
        meta={
          <>
            <p>
              <b>{head.name}</b>
              {head.className ? ` · ${head.className}` : ''}
            </p>
            <p>{fill(words.target, { value: sayTarget(goal, goal.target, last?.trials ?? (goal.measure === 'percent' ? 5 : null)) })}</p>
            <p>{last ? fill(words.last, { value: say(goal, last), day: day(last.on) }) : words.noLast}</p>
          </>
        }
      />
      {helps.text && (
        <details className="mt-2">
          <summary>{words.entry.helps}</summary>
          <p lang={helps.lang} className="max-w-reading whitespace-pre-line">
            {helps.text}
          </p>
        </details>
      )}
    </>
  );
}
