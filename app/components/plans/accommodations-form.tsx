import type { Texts } from '~/domain/goals';
import { useWords } from '~/i18n/words';
import { Conflict, ProblemSummary, useConflict, useProblem } from '../frame/problem';
import { Send } from '../frame/send';
import { Button, LinkButton } from '../ui/button';
import { CheckboxGroup } from '../ui/choice';
import { Hidden, TextField } from '../ui/field';
import { Notice } from '../ui/notice';

interface AccommodationsFormProps {
  planId: string;
  version: number;
  locked: boolean;
  items: { id: string; category: string; name: Texts; chosen: boolean; detail: string }[];
  advice: { category: string; condition: string; detail: string }[];
}

/** The list to tick, by category, with what the PMPC recommends above each; what is ticked already can be described. */
export function AccommodationsForm({ planId, version, locked, items, advice }: AccommodationsFormProps) {
  const { m, fill, inOwn } = useWords();
  const { all, error, typed } = useProblem();
  const conflict = useConflict();
  const words = m.plans.accommodations;
  if (conflict) return <Conflict labels={{}} />;
  const chosen = all('chosen[]', items.filter((item) => item.chosen).map(({ id }) => id));
  const recommended = (category: string) =>
    advice.filter((one) => one.category === category).map(({ condition, detail }) => {
      const name = condition in m.vocabulary.conditions ? m.vocabulary.conditions[condition as keyof typeof m.vocabulary.conditions] : '';
      return fill(words.advice, { what: [name, detail].filter(Boolean).join(': ') });
    });
  return (
    <>
      <ProblemSummary />
      {locked ? (
        <Notice kind="readonly" action={<LinkButton href={`/plans/${planId}`}>{m.plans.toPlan}</LinkButton>}>{m.plans.studio.locked}</Notice>
      ) : (
        <Send className="form mt-4">
          <p>{words.lead}</p>
          <Hidden name="version" value={typed('version', version)} />
          {Object.entries(words.categories).map(([category, label]) => {
            const listed = items.filter((item) => item.category === category);
            return (
              <div key={category} className="grid gap-4">
                {recommended(category).map((text) => <Notice key={text}>{text}</Notice>)}
                <CheckboxGroup
                  id={category}
                  name="chosen[]"
                  legend={label}
                  defaultValues={chosen}
                  options={listed.map(({ id, name }) => ({ value: id, label: inOwn(name).text }))}
                />
                {listed.filter(({ id }) => chosen.includes(id)).map(({ id, name, detail }) => (
                  <TextField
                    key={id}
                    id={`details-${id}`}
                    name={`details.${id}`}
                    label={fill(words.detail, { what: inOwn(name).text })}
                    optional={m.frame.optional}
                    error={error(`details.${id}`)}
                    defaultValue={typed(`details.${id}`, detail)}
                  />
                ))}
              </div>
            );
          })}
          <div className="actions">
            <Button kind="main">{m.frame.save}</Button>
            <LinkButton kind="quiet" href={`/plans/${planId}/edit`}>{m.frame.cancel}</LinkButton>
          </div>
        </Send>
      )}
    </>
  );
}
