import { useWords } from '~/i18n/words';
import { ProblemSummary, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Button, LinkButton } from '../ui/button';
import { Checkbox } from '../ui/choice';
import { DateField } from '../ui/field';
import { Notice } from '../ui/notice';

interface PlanStartFormProps {
  basis: { number: string; issuedOn: string } | null;
  exists: { id: string } | null;
  startsOn: string;
  endsOn: string;
  lonelyAuthor: boolean;
}

/** How a plan begins: from the extract the family shares, or by the school's own decision, and for which time. */
export function PlanStartForm({ basis, exists, startsOn, endsOn, lonelyAuthor }: PlanStartFormProps) {
  const { m, fill, day } = useWords();
  const { error, typed } = useProblem();
  const words = m.plans.begin;
  if (exists) {
    return (
      <>
        <ProblemSummary />
        <Notice title={words.exists} action={<LinkButton kind="main" href={`/plans/${exists.id}`}>{m.plans.toPlan}</LinkButton>} />
      </>
    );
  }
  return (
    <>
      <ProblemSummary labels={words} />
      <div className="stack mt-4">
        {basis ? (
          <Notice title={fill(words.basis, { number: basis.number, date: basis.issuedOn ? day(basis.issuedOn) : '' })}>{words.taken}</Notice>
        ) : (
          <Notice>{words.noBasis}</Notice>
        )}
        {lonelyAuthor && <Notice kind="watch">{words.lonely}</Notice>}
        <Send className="form">
          {!basis && <Checkbox id="withoutExtract" label={words.withoutExtract} error={error('withoutExtract')} defaultChecked={typed('withoutExtract') === 'yes'} />}
          <DateField id="startsOn" label={words.startsOn} error={error('startsOn')} defaultValue={typed('startsOn', startsOn)} />
          <DateField id="endsOn" label={words.endsOn} hint={words.periodHint} error={error('endsOn')} defaultValue={typed('endsOn', endsOn)} />
          <div><Button kind="main">{words.submit}</Button></div>
        </Send>
      </div>
    </>
  );
}
